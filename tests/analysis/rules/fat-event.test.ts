import {describe, expect, it} from 'vitest';
import {fixture, judged} from './fixture.ts';
import {oneEvent} from './one-event.ts';

const found = (event: object) => judged('fat-event', oneEvent(event)).findings;
const payload = (n: number) => Object.fromEntries(Array.from({length: n}, (_, i) => [`field${i}`, 'string']));

describe('fat-event', () => {
  it('finds what its fixture does wrong, and nothing else there', () => {
    const {findings, line} = fixture('fat-event');
    expect(findings).toMatchObject([{rule: 'fat-event', severity: 'warning', subject: {event: 'PlotScanned'}, line}]);
    expect(findings[0]!.message).toContain('12,000,000 bytes');
    expect(findings[0]!.advice).toContain('object storage');
  });

  it('begins above what a Kafka producer takes by default', () => {
    // max.request.size: 1 MiB = 1024 x 1024 bytes
    expect(found({maxBytes: 1024 * 1024 + 1})).toMatchObject([{severity: 'warning'}]);
    expect(found({maxBytes: 1024 * 1024})).toEqual([]);
  });

  it('mentions more than twenty fields', () => {
    expect(found({payload: payload(21)})).toMatchObject([
      {severity: 'info', subject: {event: 'OrderPlaced'}, message: expect.stringContaining('carries 21 fields')},
    ]);
    expect(found({payload: payload(20)})).toEqual([]);
  });

  it('says one thing of an event that is both', () => {
    expect(found({payload: payload(21), maxBytes: 2_000_000})).toMatchObject([{severity: 'warning'}]);
  });

  it('is blind where neither fields nor size are stated', () => {
    const blind = (event: object) => judged('fat-event', oneEvent(event)).blindSpots;
    expect(blind({})).toEqual([{field: 'payload', subject: 'OrderPlaced'}]);
    expect(blind({maxBytes: 5})).toEqual([]);
    expect(blind({payload: payload(1)})).toEqual([]);
  });
});
