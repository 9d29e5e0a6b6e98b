import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {below, type GateGraph, gateGraph, type Ref} from '../../src/analysis/failure/gate-graph.ts';

/** Whether `root` fails where exactly the leaves of `failed` do. */
function fails(graph: GateGraph, root: Ref, failed: ReadonlySet<Ref>): boolean {
  const down = new Map<Ref, boolean>([
    [0, false],
    [1, true],
  ]);
  for (const ref of below(graph, root)) {
    if (down.has(ref)) continue;
    const least = graph.least[ref]!;
    const count = graph.inputs[ref]!.filter((input) => down.get(input)).length;
    down.set(ref, least === 0 ? failed.has(ref) : count >= least);
  }
  return down.get(root)!;
}

describe('a gate whose inputs stand in several places', () => {
  it('fails when so many places fail, whatever stands in them', () => {
    const places = fc.array(fc.integer({min: 1, max: 4}), {minLength: 1, maxLength: 7});
    fc.assert(
      fc.property(
        places,
        fc.nat(30),
        fc.integer({min: 0, max: 2}),
        fc.integer({min: 0, max: 2}),
        (times, k, no, sure) => {
          const graph = gateGraph();
          const leaves = times.map(() => graph.leaf());
          const inputs = [
            ...leaves.flatMap((leaf, i) => new Array<Ref>(times[i]!).fill(leaf)),
            ...new Array<Ref>(no).fill(0),
            ...new Array<Ref>(sure).fill(1),
          ];
          const root = graph.atLeast(k, inputs);
          for (let state = 0; state < 2 ** leaves.length; state += 1) {
            const failed = new Set(leaves.filter((_, i) => (state >> i) % 2 === 1));
            const count = inputs.filter((ref) => ref === 1 || failed.has(ref)).length;
            expect(fails(graph, root, failed)).toBe(count >= k);
          }
        },
      ),
      {seed: 8, numRuns: 300},
    );
  });

  it('takes no more gates than inputs times places', () => {
    const graph = gateGraph();
    const leaves = Array.from({length: 60}, () => graph.leaf());
    const inputs = leaves.flatMap((leaf, i) => new Array<Ref>(1 + (i % 3)).fill(leaf));
    graph.atLeast(50, inputs);
    // At most two gates, "together" and "or without", for each input and each number that may be open.
    expect(graph.least.length).toBeLessThan(2 * leaves.length * 50);
  });
});
