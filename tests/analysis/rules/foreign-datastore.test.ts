import {describe, expect, it} from 'vitest';
import {blind, found, lineOf, loudRules, ruleFixture} from './found.ts';

const rule = 'foreign-datastore';
const file = (a: object, db: object, call: object = {}) => ({
  services: {
    a: {...a, calls: [{to: 'db', ...call}]},
    b: {team: 'red', calls: [{to: 'db'}]},
    db: {kind: 'datastore', ...db},
  },
});

describe(rule, () => {
  it('finds the call of its fixture that crosses teams', () => {
    const text = ruleFixture(rule);
    expect(found(text, rule)).toMatchObject([
      {
        severity: 'warning',
        subject: {from: 'campaigns', to: 'order-db', name: 'select bouquets'},
        line: lineOf(text, 'select bouquets'),
        operations: ['plan-a-campaign'],
        advice: expect.stringContaining('through orders'),
      },
    ]);
    expect(found(text, rule)[0]!.message).toContain('campaigns of team marketing reads from order-db of team sales');
    expect(loudRules(text)).toEqual([rule]);
  });

  it('finds nothing within one team', () => {
    expect(found(file({team: 'red'}, {team: 'red'}), rule)).toEqual([]);
  });

  it('tells a service and a datastore once, whatever number of calls', () => {
    const endpoints = {x: {calls: [{to: 'db', kind: 'query'}]}, y: {calls: [{to: 'db', kind: 'command'}]}};
    const services = {a: {team: 'blue', endpoints}, db: {kind: 'datastore', team: 'red'}};
    expect(found({services}, rule)).toMatchObject([{message: expect.stringContaining('writes to')}]);
  });

  it('is blind where the team of a caller is missing, and to whose a datastore is that two teams use', () => {
    expect(blind(file({}, {team: 'red'}), rule)).toEqual(['team of a']);
    expect(blind(file({team: 'blue'}, {}), rule)).toEqual(['team of db']);
    expect(blind(file({team: 'red'}, {}), rule)).toEqual([]);
  });
});
