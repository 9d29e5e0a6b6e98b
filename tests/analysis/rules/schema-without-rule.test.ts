import {describe, expect, it} from 'vitest';
import {fixture, judged} from './fixture.ts';
import {oneEvent} from './one-event.ts';

const two = {billing: {}, mail: {}};
const of = (schema: object | undefined, consumers: object = two) =>
  judged('schema-without-rule', oneEvent({consumers, ...(schema ? {schema} : {})}));

describe('schema-without-rule', () => {
  it('finds what its fixture does wrong, and nothing else there', () => {
    const {findings, line} = fixture('schema-without-rule');
    expect(findings).toMatchObject([
      {rule: 'schema-without-rule', severity: 'warning', subject: {event: 'WeatherMeasured'}, line},
    ]);
    expect(findings[0]!.message).toContain('2 consumers read WeatherMeasured');
    expect(findings[0]!.message).toContain('compatibility: none');
    expect(findings[0]!.advice).toContain('Choose a rule');
  });

  it('finds a schema in no registry that several read, and one that may change in any way', () => {
    expect(of({registry: false, compatibility: 'full'}).findings).toMatchObject([
      {
        severity: 'warning',
        message: expect.stringContaining('in no registry'),
        advice: expect.stringContaining('Register'),
      },
    ]);
    expect(of({registry: true, compatibility: 'none'}).findings).toHaveLength(1);
    expect(of({registry: true, compatibility: 'backward'})).toEqual({findings: [], blindSpots: []});
  });

  it('asks less of an event with one reader, and nothing of one without', () => {
    expect(of({registry: true, compatibility: 'none'}, {billing: {}}).findings).toMatchObject([
      {severity: 'info', message: expect.stringContaining('billing reads OrderPlaced')},
    ]);
    expect(of({registry: false}, {billing: {}})).toEqual({findings: [], blindSpots: []});
    expect(of(undefined, {billing: {}})).toEqual({findings: [], blindSpots: []});
    expect(of({compatibility: 'none'}, {})).toEqual({findings: [], blindSpots: []});
  });

  it('is blind for the first thing that is missing where several read', () => {
    const blind = (schema?: object) => of(schema).blindSpots;
    expect(blind()).toEqual([{field: 'schema', subject: 'OrderPlaced'}]);
    expect(blind({compatibility: 'backward'})).toEqual([{field: 'schema.registry', subject: 'OrderPlaced'}]);
    expect(blind({registry: true})).toEqual([{field: 'schema.compatibility', subject: 'OrderPlaced'}]);
  });
});
