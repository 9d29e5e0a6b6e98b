import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {topologyOf, withServices} from './fixtures.ts';

const entries = (...lines: readonly string[]) => [...topologyOf(withServices(...lines)).operations.keys()];

describe('without operations', () => {
  it('every service that nobody calls is the entry of one of its name', () => {
    expect(entries('  a: {calls: [{to: b}]}', '  b: {}', '  c: {}')).toEqual(['a', 'c']);
    expect(entries('  a: {calls: [{to: b}]}', '  b: {}', 'operations: {}')).toEqual(['a']);
  });

  it('every endpoint is, where a service has them', () => {
    expect(entries('  a: {endpoints: {x: {calls: [{to: b/p}]}, y: {}}}', '  b: {endpoints: {p: {}, q: {}}}')).toEqual([
      'a/x',
      'a/y',
      'b/q',
    ]);
  });

  it('datastores, externals, telemetry, consumers, fallbacks and members of target groups are not', () => {
    expect(
      entries(
        '  a: {calls: [{to: {of: [b, c]}, onFailure: {fallback: d}}]}',
        '  b: {}',
        '  c: {}',
        '  d: {}',
        '  db: {kind: datastore}',
        '  ext: {kind: external}',
        '  metrics: {telemetry: true}',
        '  reader: {}',
        'events: {E: {consumers: {reader: {}}}}',
      ),
    ).toEqual(['a']);
  });

  it('a cycle that no entry reaches gives its first service in file order', () => {
    const cycle = ['  c: {calls: [{to: b}]}', '  b: {calls: [{to: c}, {to: d}]}', '  d: {}'];
    expect(entries(...cycle)).toEqual(['c']);
    expect(entries('  z: {calls: [{to: d}]}', ...cycle)).toEqual(['z', 'c']);
    expect(entries(...cycle, '  z: {calls: [{to: b}]}')).toEqual(['z']);
    expect(entries('  self: {calls: [{to: self}]}')).toEqual(['self']);
    expect(entries('  db: {kind: datastore, calls: [{to: s}]}', '  s: {calls: [{to: db}]}')).toEqual(['s']);
  });

  it('two cycles, one calling the other, give the first service of the calling one alone', () => {
    const first = ['  a: {calls: [{to: b}]}', '  b: {calls: [{to: a}]}'];
    const second = ['  c: {calls: [{to: d}]}', '  d: {calls: [{to: c}, {to: a}]}'];
    expect(entries(...first, ...second)).toEqual(['c']);
  });

  it('says what was taken, and takes nothing where operations are stated', () => {
    expect(topologyOf(withServices('  a: {}', '  b: {}')).assumptions).toContain(
      'No operations stated: taken as entries are a and b, which nobody calls from outside a cycle.',
    );
    expect(entries('  a: {}', '  b: {}', 'operations: {o: {entry: b}}')).toEqual(['o']);
  });

  it('an endpoint whose name is that of a service too gives an operation beside it', () => {
    expect(entries('  a: {endpoints: {b: {}}}', '  a/b: {}')).toEqual(['a/b (endpoint)', 'a/b']);
  });

  it('every service can be reached from an entry, and no entry from another', () => {
    const size = 8;
    const edge = fc.tuple(fc.nat(size - 1), fc.nat(size - 1));
    fc.assert(
      fc.property(fc.array(edge, {maxLength: 14}), (edges) => {
        const calls = (i: number) => edges.filter(([from]) => from === i).map(([, to]) => `{to: s${to}}`);
        const {operations, nodes} = topologyOf(
          withServices(...Array.from({length: size}, (_, i) => `  s${i}: {calls: [${calls(i).join(', ')}]}`)),
        );
        const reached = (start: number) => {
          const seen = new Set([start]);
          for (const at of seen) for (const call of nodes[at]!.calls) for (const to of call.targets) seen.add(to);
          return seen;
        };
        const starts = [...operations.values()].map((o) => o.entry);
        expect(new Set(starts.flatMap((s) => [...reached(s)])).size).toBe(size);
        for (const s of starts) for (const other of starts) expect(s !== other && reached(s).has(other)).toBe(false);
      }),
      {seed: 5, numRuns: 300},
    );
  });
});
