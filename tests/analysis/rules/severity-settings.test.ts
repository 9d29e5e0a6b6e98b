import {describe, expect, it} from 'vitest';
import {analysis} from '../../../src/analysis/analysis.ts';
import {rules} from '../../../src/analysis/rules/index.ts';
import {asLoudAs, type SeveritySettings} from '../../../src/analysis/rules/severity-settings.ts';
import {topologyOf} from '../built.ts';

const topology = topologyOf({
  services: {a: {calls: [{to: 'b'}, {to: 'c'}]}, b: {}, c: {}},
  operations: {op: {entry: 'a'}},
});
const analyzedAt = (settings: SeveritySettings) => analysis(topology, asLoudAs(settings, Object.values(rules)));
const timeouts = (settings: SeveritySettings) =>
  analyzedAt(settings)
    .findings.filter(({rule}) => rule === 'no-timeout')
    .map(({severity, subject}) => `${severity} ${'to' in subject ? subject.to : ''}`);

describe('severity settings', () => {
  it('leave what they do not name as the rule has it', () => {
    expect(timeouts({})).toEqual(['warning b', 'warning c']);
    expect(timeouts({'target-missed': 'off', 'no-timeout': {'a:x': 'off'}})).toEqual(['warning b', 'warning c']);
    expect(analyzedAt({})).toEqual(analysis(topology, {rules: Object.values(rules)}));
  });

  it('make a rule louder, quieter or silent', () => {
    expect(timeouts({'no-timeout': 'error'})).toEqual(['error b', 'error c']);
    expect(timeouts({'no-timeout': 'info'})).toEqual(['info b', 'info c']);
    expect(timeouts({'no-timeout': 'off'})).toEqual([]);
  });

  it('name one subject, or all others with *; the most severe stand first all the same', () => {
    expect(timeouts({'no-timeout': {'a:c': 'error'}})).toEqual(['error c', 'warning b']);
    expect(timeouts({'no-timeout': {'a:c': 'off'}})).toEqual(['warning b']);
    expect(timeouts({'no-timeout': {'*': 'off', 'a:c': 'info'}})).toEqual(['info c']);
    expect(timeouts({'no-timeout': {'a:c': 'info', '*': 'off'}})).toEqual(['info c']);
  });

  it('name a call as --call does: without its name, without its endpoints', () => {
    const {severityOf} = asLoudAs({r: {'a:b': 'off', 'a/x:b': 'info', 'a:b#one': 'error'}, q: {'a:b/y': 'info'}}, []);
    const call = (from: string, to: string, name: string) => ({from, to, name});
    expect(severityOf('r', call('a', 'b', 'b'), 'warning')).toBe('off');
    expect(severityOf('r', call('a/z', 'b/y', 'n'), 'warning')).toBe('off');
    expect(severityOf('r', call('a/x', 'b', 'n'), 'warning')).toBe('info');
    expect(severityOf('r', call('a/x', 'b', 'one'), 'warning')).toBe('error');
    expect(severityOf('q', call('a/x', 'b/y', 'n'), 'warning')).toBe('info');
    expect(severityOf('q', call('a/x', 'b/z', 'n'), 'warning')).toBe('warning');
  });

  it('take the blind spots of a rule that is off with it, and those of a subject', () => {
    const blind = (settings: SeveritySettings) =>
      analyzedAt(settings).blindSpots.filter(({rule}) => rule === 'target-missed' || rule === 'pool-exhaustion');
    const fields = (settings: SeveritySettings) => blind(settings).map(({field}) => field);
    expect(fields({})).toEqual(['concurrency', 'rate of an operation', 'target']);
    expect(fields({'target-missed': 'off'})).toEqual(['concurrency', 'rate of an operation']);
    expect(fields({'target-missed': {op: 'off'}, 'pool-exhaustion': 'info'})).toEqual([
      'concurrency',
      'rate of an operation',
    ]);
    expect(fields({'target-missed': {a: 'off'}})).toHaveLength(3);
  });

  it('are no way to the prototype of an object', () => {
    expect(timeouts(JSON.parse('{"__proto__": "off", "no-timeout": {"__proto__": "off"}}'))).toHaveLength(2);
    const {severityOf} = asLoudAs({'no-timeout': {}}, []);
    expect(severityOf('no-timeout', {service: 'constructor'}, 'info')).toBe('info');
    expect(severityOf('constructor', {service: 'x'}, 'error')).toBe('error');
  });
});
