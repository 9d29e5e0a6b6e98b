import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {analysis} from '../../../src/analysis/analysis.ts';
import {baselineOf, knownCalls} from '../../../src/analysis/baseline.ts';
import {rules} from '../../../src/analysis/rules/index.ts';
import {newSynchronousCall} from '../../../src/analysis/rules/new-synchronous-call.ts';
import {topologyOf} from '../built.ts';

type File = string | object;
/** What the rule finds in `now` where `before` is known. */
const found = (before: File, now: File) => {
  const known = knownCalls(baselineOf(analysis(topologyOf(before), {rules: Object.values(rules)})));
  return analysis(topologyOf(now), {rules: [newSynchronousCall(known)]}).findings;
};
const calling = (...calls: readonly object[]) => ({
  services: {a: {calls}, b: {latency: '300ms'}, c: {}, db: {kind: 'datastore'}},
  operations: {op: {entry: 'a'}},
});

describe('new-synchronous-call', () => {
  it('tells what a new call costs, and asks whether its caller needs to wait', () => {
    const [only, ...others] = found(calling({to: 'c'}), calling({to: 'c'}, {to: 'b'}));
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      rule: 'new-synchronous-call',
      severity: 'warning',
      subject: {from: 'a', to: 'b', name: 'b'},
      operations: ['op'],
      line: 1,
    });
    // b takes 0.999 x 0.999 x 0.001 of the year of 8760 h from op: 8.74 h
    expect(only!.message).toContain('waits 300 ms');
    expect(only!.message).toContain('8.74 h a year');
    expect(only!.message).toMatch(/Does a need to wait for b's result\?$/);
    expect(only!.source).toContain('Hohpe');
  });

  it('finds nothing where every call is known, wherever it has moved to and whatever else changed', () => {
    const before = calling({to: 'b'}, {to: 'c', timeout: '1s'});
    expect(found(before, before)).toEqual([]);
    expect(found(before, calling({to: 'c', retries: {max: 2}}, {to: 'b', needsResult: true}))).toEqual([]);
    expect(found(before, calling({to: 'c'}))).toEqual([]);
  });

  it('advises by what the file says about the answer', () => {
    const advice = (call: object) => found(calling(), calling(call))[0]!.advice;
    expect(advice({to: 'b', needsResult: false})).toMatch(/publish an event instead/);
    expect(advice({to: 'b', needsResult: true})).toMatch(/stays synchronous/);
    expect(advice({to: 'db'})).toMatch(/stays synchronous/);
    expect(advice({to: 'b'})).toMatch(/needsResult: true or false/);
  });

  it('tells a second call of the same name from the first', () => {
    expect(found(calling({to: 'b'}), calling({to: 'b'}, {to: 'b'}))).toHaveLength(1);
    expect(found(calling({to: 'b'}, {to: 'b'}), calling({to: 'b'}, {to: 'b'}))).toEqual([]);
  });

  it('asks of each new target of a group, not of a fallback: that one is asked only when a call failed', () => {
    const group = (of: readonly string[]) => calling({to: {of, required: 1}, name: 'search'});
    expect(found(group(['b']), group(['b', 'c']))).toMatchObject([{subject: {from: 'a', to: 'c', name: 'search'}}]);
    expect(found(calling({to: 'b'}), calling({to: 'b', onFailure: {fallback: 'c'}}))).toEqual([]);
  });

  it('says so where no operation reaches the call', () => {
    const file = (calls: readonly object[]) => ({services: {a: {}, x: {calls}, b: {}}, operations: {op: {entry: 'a'}}});
    const [unreached] = found(file([]), file([{to: 'b'}]));
    expect(unreached!.message).toContain('no operation reaches it');
    expect(unreached!.operations).toEqual([]);
  });

  it('finds the one new call of its fixture', () => {
    const text = readFileSync('fixtures/rules/new-synchronous-call.topology.yaml', 'utf8');
    const before = text.replace(/^.*# here\n/m, '');
    expect(before).not.toBe(text);
    const line = text.slice(0, text.indexOf('# here')).split('\n').length;
    expect(found(before, text)).toMatchObject([{subject: {from: 'order', to: 'fraud-check'}, line}]);
    expect(found(text, text)).toEqual([]);
    expect(found(text, before)).toEqual([]);
  });
});
