import {describe, expect, it} from 'vitest';
import {fixture, judged} from './fixture.ts';
import {oneEvent} from './one-event.ts';

const found = (event: object) => judged('orphan-event', oneEvent(event)).findings;

describe('orphan-event', () => {
  it('finds what its fixture does wrong, and nothing else there', () => {
    const {findings, line} = fixture('orphan-event');
    expect(findings).toMatchObject([
      {rule: 'orphan-event', severity: 'info', subject: {event: 'AudioGuideRented'}, line},
    ]);
    expect(findings[0]!.message).toBe('tickets publishes AudioGuideRented, and nobody here reads it.');
  });

  it('finds an event without consumers, without a producer, and without both', () => {
    const message = (event: object) => found(event)[0]!.message;
    expect(message({consumers: {}})).toBe('shop publishes OrderPlaced, and nobody here reads it.');
    expect(message({producer: undefined})).toBe('billing waits for OrderPlaced, and nobody here publishes it.');
    expect(message({producer: undefined, consumers: {billing: {}, mail: {}}})).toContain('billing and 1 more wait for');
    expect(message({producer: undefined, consumers: {}})).toBe('Nobody publishes OrderPlaced, and nobody reads it.');
    expect(found({})).toEqual([]);
  });
});
