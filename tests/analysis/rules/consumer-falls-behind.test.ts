import {describe, expect, it} from 'vitest';
import {fixture, judged} from './fixture.ts';
import {oneEvent} from './one-event.ts';

const rule = 'consumer-falls-behind';
/** 10 messages a second arrive. */
const of = (consumer: object, more: object = {}) => judged(rule, oneEvent({consumers: {billing: consumer}}, more));

describe('consumer-falls-behind', () => {
  it('finds what its fixture does wrong, and nothing else there', () => {
    const {findings, line} = fixture(rule);
    expect(findings).toMatchObject([
      {rule, severity: 'error', subject: {event: 'StoryPublished', consumer: 'push'}, line},
    ]);
    expect(findings[0]!.message).toContain('30/s of StoryPublished arrive and push can handle 20/s');
    expect(findings[0]!.message).toContain('(the rate limit of phone-network)');
    // Each second of the stream takes 1.5 s, so the backlog is 7 days old after 7 d / (1 - 20/30) = 21 d
    expect(findings[0]!.message).toContain('after 21 days the first are deleted unread (retention 7 days)');
    expect(findings[0]!.advice).toContain('More handlers do not help');
  });

  it('begins where as much arrives as can be handled', () => {
    expect(of({capacity: '9.9/s'}).findings).toMatchObject([
      {severity: 'error', message: expect.stringContaining('its lag grows for ever.')},
    ]);
    expect(of({capacity: '10/s'}).findings).toMatchObject([
      {severity: 'error', message: expect.stringContaining('nothing to spare')},
    ]);
    expect(of({capacity: '10.1/s'}).findings).toEqual([]);
    // 2 handlers of 250 ms do 8/s
    expect(of({handling: '250ms', handlers: 2}).findings[0]!.message).toContain('billing can handle 8/s');
  });

  it('finds nothing where nothing arrives', () => {
    const file = oneEvent({rate: '0/s', consumers: {billing: {capacity: '0/s'}}});
    expect(judged(rule, file).findings).toEqual([]);
  });

  it('is blind without a rate, once for the event, and without handlers', () => {
    const consumers = {billing: {}, mail: {handlers: 2}};
    const file = {...oneEvent({consumers}), operations: {order: {entry: 'shop'}}};
    expect(judged(rule, file).blindSpots).toEqual([
      {field: 'rate', subject: 'OrderPlaced'},
      {field: 'handlers', subject: 'OrderPlaced:billing'},
    ]);
    expect(of({capacity: '20/s'}).blindSpots).toEqual([]);
    expect(of({}, {billing: {concurrency: 4}}).blindSpots).toEqual([]);
  });
});
