import {describe, expect, it} from 'vitest';
import {fixture, judged} from './fixture.ts';
import {oneEvent} from './one-event.ts';

const of = (consumer: object) => judged('duplicate-unsafe-consumer', oneEvent({consumers: {billing: consumer}}));

describe('duplicate-unsafe-consumer', () => {
  it('finds what its fixture does wrong, and nothing else there', () => {
    const {findings, line} = fixture('duplicate-unsafe-consumer');
    expect(findings).toMatchObject([
      {
        rule: 'duplicate-unsafe-consumer',
        severity: 'warning',
        subject: {event: 'WageApproved', consumer: 'transfers'},
        line,
      },
    ]);
    expect(findings[0]!.message).toContain('transfers does its work again when WageApproved comes again');
  });

  it('finds a consumer that cannot take a repeat, passes one that can, and is blind where nobody says', () => {
    expect(of({idempotent: false})).toMatchObject({
      findings: [{severity: 'warning', subject: {event: 'OrderPlaced', consumer: 'billing'}}],
      blindSpots: [],
    });
    expect(of({idempotent: true})).toEqual({findings: [], blindSpots: []});
    expect(of({})).toEqual({findings: [], blindSpots: [{field: 'idempotent', subject: 'OrderPlaced:billing'}]});
  });
});
