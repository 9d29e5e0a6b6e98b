import {describe, expect, it} from 'vitest';
import {blind, found, lineOf, loudRules, ruleFixture} from './found.ts';

const rule = 'atomic-across-services';
const file = (services: object, consistency: string | undefined = 'atomic') => ({
  services: {db: {kind: 'datastore'}, db2: {kind: 'datastore'}, ...services},
  operations: {op: {entry: 'a', ...(consistency === 'unstated' ? {} : {consistency})}},
});
const write = (to: string) => ({to, kind: 'command'});

describe(rule, () => {
  it('finds the promise of its fixture', () => {
    const text = ruleFixture(rule);
    expect(found(text, rule)).toMatchObject([
      {
        severity: 'error',
        subject: {operation: 'book-a-trip'},
        line: lineOf(text, 'book-a-trip:'),
        operations: ['book-a-trip'],
      },
    ]);
    expect(found(text, rule)[0]!.message).toContain('writes in 2 places: flights and hotels');
    expect(loudRules(text)).toEqual([rule]);
  });

  it('is content with one service that writes to one datastore, whoever asks it to', () => {
    const services = {a: {calls: [write('b')]}, b: {calls: [write('c')]}, c: {calls: [write('db')]}};
    expect(found(file(services), rule)).toEqual([]);
  });

  it('counts two datastores of one service, and not one that is only read', () => {
    expect(found(file({a: {calls: [write('db'), write('db2')]}}), rule)[0]!.message).toContain('db and db2');
    expect(found(file({a: {calls: [write('db'), {to: 'db2', kind: 'query'}]}}), rule)).toEqual([]);
  });

  it('counts a service that takes a command and passes none on', () => {
    expect(found(file({a: {calls: [write('db'), write('b')]}, b: {}}), rule)[0]!.message).toContain('a and b');
    expect(found(file({a: {calls: [write('db'), {to: 'b', kind: 'query'}]}, b: {}}), rule)).toEqual([]);
  });

  it('only warns where the file does not say whether it writes, and is blind to that', () => {
    const services = {a: {calls: [write('db'), {to: 'db2'}]}};
    expect(found(file(services), rule)).toMatchObject([
      {severity: 'warning', message: expect.stringContaining('may write')},
    ]);
    expect(blind(file(services), rule)).toEqual(['kind of a -> db2']);
  });

  it('lets an operation be that promises no such thing, and asks where nothing is said', () => {
    const services = {a: {calls: [write('db'), write('db2')]}};
    expect(found(file(services, 'eventual'), rule)).toEqual([]);
    expect(blind(file(services, 'eventual'), rule)).toEqual([]);
    expect(found(file(services, 'unstated'), rule)).toEqual([]);
    expect(blind(file(services, 'unstated'), rule)).toEqual(['consistency of op']);
    expect(blind(file({a: {calls: [write('db')]}}, 'unstated'), rule)).toEqual([]);
  });
});
