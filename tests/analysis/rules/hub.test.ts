import {describe, expect, it} from 'vitest';
import {found, lineOf, loudRules, ruleFixture} from './found.ts';

const rule = 'hub';
/** `callers` services that call the hub, and `pairs` pairs of which one calls the other. */
const file = (callers: number, pairs: number, call: object = {}, hub: object = {}) => ({
  services: {
    hub,
    ...Object.fromEntries(Array.from({length: callers}, (_, i) => [`c${i}`, {calls: [{to: 'hub', ...call}]}])),
    ...Object.fromEntries(
      Array.from({length: pairs}, (_, i) => [
        [`x${i}`, {calls: [{to: `y${i}`}]}],
        [`y${i}`, {}],
      ]).flat(),
    ),
  },
});

describe(rule, () => {
  it('finds the settings service of its fixture', () => {
    const text = ruleFixture(rule);
    expect(found(text, rule)).toMatchObject([
      {severity: 'warning', subject: {service: 'settings'}, line: lineOf(text, '  settings: {')},
    ]);
    // callers: settings 6, articles 1, layout 1, the five others none; the upper hinge of 0 0 0 0 0 1 1 6 is 1
    expect(found(text, rule)[0]!.message).toContain('6 of the 7 other services cannot go on without settings');
    expect(found(text, rule)[0]!.message).toContain('at most 1 such caller');
    expect(loudRules(text)).toEqual([rule]);
  });

  it('begins at five callers', () => {
    expect(found(file(4, 0), rule)).toEqual([]);
    expect(found(file(5, 0), rule)).toHaveLength(1);
  });

  it('asks what is usual in this system: where all are called by many, nobody stands out', () => {
    const names = Array.from({length: 8}, (_, i) => `m${i}`);
    const mesh = Object.fromEntries(
      names.map((name) => [name, {calls: names.filter((to) => to !== name).map((to) => ({to}))}]),
    );
    expect(found({services: mesh}, rule)).toEqual([]);
  });

  it('begins beyond the outer fence', () => {
    // as many services with no caller as with two: hinges 0 and 2, outer fence 2 + 3 x 2 = 8
    const twice = (callers: number) => ({
      services: {
        hub: {},
        ...Object.fromEntries(
          Array.from({length: callers}, (_, i) => [
            `c${i}`,
            {calls: [{to: 'hub'}, {to: `t${i}`}, {to: `t${(i + 1) % callers}`}]},
          ]),
        ),
        ...Object.fromEntries(Array.from({length: callers}, (_, i) => [`t${i}`, {}])),
      },
    });
    expect(found(twice(8), rule)).toEqual([]);
    expect(found(twice(9), rule)).toHaveLength(1);
  });

  it('counts each service once, only those that fail with it, and no datastores', () => {
    expect(found(file(5, 0, {onFailure: 'ignore'}), rule)).toEqual([]);
    expect(found(file(5, 0, {onFailure: {fallback: 'c0'}}), rule)).toEqual([]);
    expect(found(file(5, 0, {}, {kind: 'datastore'}), rule)).toEqual([]);
    const endpoints = Object.fromEntries(['p', 'q', 'r', 's', 't'].map((name) => [name, {calls: [{to: 'hub'}]}]));
    expect(found({services: {hub: {}, a: {endpoints}}}, rule)).toEqual([]);
  });
});
