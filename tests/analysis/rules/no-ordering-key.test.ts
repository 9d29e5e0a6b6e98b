import {describe, expect, it} from 'vitest';
import {fixture, judged} from './fixture.ts';
import {oneEvent} from './one-event.ts';

const of = (event: object) => judged('no-ordering-key', oneEvent(event));

describe('no-ordering-key', () => {
  it('finds what its fixture does wrong, and nothing else there', () => {
    const {findings, line} = fixture('no-ordering-key');
    expect(findings).toMatchObject([
      {rule: 'no-ordering-key', severity: 'warning', subject: {event: 'AmountPosted'}, line},
    ]);
    expect(findings[0]!.message).toContain('in order for each accountId, but its key is branchId');
  });

  it('finds a missing key, and passes the right one', () => {
    expect(of({ordering: 'orderId'}).findings).toMatchObject([
      {
        severity: 'warning',
        subject: {event: 'OrderPlaced'},
        message: expect.stringContaining('has no key'),
        advice: expect.stringContaining('with orderId as its key'),
      },
    ]);
    expect(of({ordering: 'orderId', key: 'orderId'})).toEqual({findings: [], blindSpots: []});
  });

  it('is blind where an event has readers, no key, and nobody says whether the order matters', () => {
    expect(of({})).toEqual({findings: [], blindSpots: [{field: 'ordering', subject: 'OrderPlaced'}]});
    expect(of({key: 'orderId'})).toEqual({findings: [], blindSpots: []});
    expect(of({consumers: {}})).toEqual({findings: [], blindSpots: []});
  });
});
