import {describe, expect, it} from 'vitest';
import {blind, found, lineOf, loudRules, ruleFixture} from './found.ts';

const rule = 'shared-persistence';
const file = (a: object, b: object) => ({
  services: {a: {calls: [{to: 'db', ...a}]}, b: {calls: [{to: 'db', ...b}]}, db: {kind: 'datastore'}},
});

describe(rule, () => {
  it('finds the shared database of its fixture', () => {
    const text = ruleFixture(rule);
    expect(found(text, rule)).toMatchObject([
      {
        severity: 'warning',
        subject: {service: 'patient-db'},
        line: lineOf(text, '  patient-db: {'),
        operations: ['make-an-appointment', 'send-a-bill'],
      },
    ]);
    expect(found(text, rule)[0]!.message).toContain(
      '2 services use patient-db (appointments and billing); all of them write',
    );
    expect(loudRules(text)).toEqual([rule]);
  });

  it('finds nothing where one service alone calls it, with however many endpoints', () => {
    const endpoints = {x: {calls: [{to: 'db'}]}, y: {calls: [{to: 'db'}]}};
    expect(found({services: {a: {endpoints}, db: {kind: 'datastore'}}}, rule)).toEqual([]);
    expect(found({services: {a: {calls: [{to: 'b'}]}, c: {calls: [{to: 'b'}]}, b: {}}}, rule)).toEqual([]);
  });

  it('only remarks where at most one of them writes', () => {
    expect(found(file({kind: 'query'}, {kind: 'command'}), rule)).toMatchObject([{severity: 'info'}]);
    expect(found(file({kind: 'command'}, {kind: 'notify'}), rule)).toMatchObject([{severity: 'warning'}]);
    expect(found(file({kind: 'command'}, {}), rule)).toMatchObject([{severity: 'warning'}]);
  });

  it('is blind to what a call of unknown kind does', () => {
    expect(blind(file({kind: 'query'}, {}), rule)).toEqual(['kind of b -> db']);
    expect(blind(file({kind: 'query'}, {kind: 'command'}), rule)).toEqual([]);
  });
});
