import {describe, expect, it} from 'vitest';
import {fixture, judged} from './fixture.ts';
import {oneEvent} from './one-event.ts';

const of = (consumer: object) => judged('no-dead-letter', oneEvent({consumers: {billing: consumer}}));

describe('no-dead-letter', () => {
  it('finds what its fixture does wrong, and nothing else there', () => {
    const {findings, line} = fixture('no-dead-letter');
    expect(findings).toMatchObject([
      {
        rule: 'no-dead-letter',
        severity: 'warning',
        subject: {event: 'ParcelAccepted', consumer: 'routing'},
        line,
      },
    ]);
    // max counts what follows the first try
    expect(findings[0]!.message).toContain('after 6 tries');
  });

  it('says how it ends: after the tries that are stated, or nobody knows when', () => {
    const message = (consumer: object) => of({deadLetter: false, ...consumer}).findings[0]!.message;
    expect(message({retries: {max: 0}})).toContain('after one try');
    expect(message({})).toContain('how often it tries is not stated');
  });

  it('passes a consumer with a dead letter, and is blind where nobody says, whatever the tries', () => {
    expect(of({deadLetter: true})).toEqual({findings: [], blindSpots: []});
    const blind = {findings: [], blindSpots: [{field: 'deadLetter', subject: 'OrderPlaced:billing'}]};
    expect(of({})).toEqual(blind);
    expect(of({retries: {max: 3}})).toEqual(blind);
  });
});
