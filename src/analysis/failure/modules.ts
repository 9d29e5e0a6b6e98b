import {below, type GateGraph, kindOf, type Ref} from './gate-graph.ts';

/** When a walk down from the root comes by each gate and leaf. */
interface Visits {
  /** Time of the first visit of it and everything below. */
  readonly first: ReadonlyMap<Ref, number>;
  /** Time of the last visit of it and everything below. */
  readonly last: ReadonlyMap<Ref, number>;
  /** When the first visit of it itself began, and when it ended. */
  readonly entered: ReadonlyMap<Ref, number>;
  readonly left: ReadonlyMap<Ref, number>;
  /** Does nothing outside look at anything below? */
  readonly isModule: (ref: Ref) => boolean;
}

/** Dutuit and Rauzy, A Linear-Time Algorithm to Find Modules of Fault Trees, 1996; without recursion. */
function visits(graph: GateGraph, root: Ref): Visits {
  const entered = new Map<Ref, number>();
  const left = new Map<Ref, number>();
  const latest = new Map<Ref, number>();
  const first = new Map<Ref, number>();
  const last = new Map<Ref, number>();
  let time = 0;
  const stack: {readonly ref: Ref; step: number}[] = [];
  const visit = (ref: Ref) => {
    time += 1;
    latest.set(ref, time);
    if (entered.has(ref)) return;
    entered.set(ref, time);
    stack.push({ref, step: 0});
  };
  visit(root);
  while (stack.length > 0) {
    const frame = stack.at(-1)!;
    const input = graph.inputs[frame.ref]![frame.step];
    frame.step += 1;
    if (input !== undefined) visit(input);
    else {
      time += 1;
      left.set(frame.ref, time);
      stack.pop();
    }
  }
  const firstBelow = new Map<Ref, number>();
  const lastBelow = new Map<Ref, number>();
  for (const ref of below(graph, root)) {
    let earliest = Infinity;
    let final = 0;
    for (const input of graph.inputs[ref]!) {
      earliest = Math.min(earliest, first.get(input)!);
      final = Math.max(final, last.get(input)!);
    }
    firstBelow.set(ref, earliest);
    lastBelow.set(ref, final);
    first.set(ref, Math.min(earliest, entered.get(ref)!));
    last.set(ref, Math.max(final, latest.get(ref)!));
  }
  const isModule = (ref: Ref) => firstBelow.get(ref)! > entered.get(ref)! && lastBelow.get(ref)! < left.get(ref)!;
  return {first, last, entered, left, isModule};
}

/** Gates below `root` (itself included, what others look at first) that share nothing with the rest of the graph. */
export function modules(graph: GateGraph, root: Ref): Ref[] {
  const {isModule} = visits(graph, root);
  return below(graph, root).filter((ref) => kindOf(graph, ref) !== 'leaf' && isModule(ref));
}

/**
 * The same function with more modules: inputs of an and or an or that share something with each other but nothing with
 * anything else get a gate of their own, and all such groups of one gate another.
 */
export function grouped(graph: GateGraph, root: Ref): Ref {
  const {first, last, entered, left} = visits(graph, root);
  const made = new Map<Ref, Ref>();
  const refs = below(graph, root);
  for (const ref of refs) {
    const kind = kindOf(graph, ref);
    const inputs = graph.inputs[ref]!;
    const gate = (from: readonly Ref[]) => graph.atLeast(kind === 'all' ? from.length : 1, from);
    if (kind === 'leaf') made.set(ref, ref);
    else if (kind === 'some')
      made.set(
        ref,
        graph.atLeast(
          graph.least[ref]!,
          inputs.map((input) => made.get(input)!),
        ),
      );
    else {
      const from = entered.get(ref)!;
      const to = left.get(ref)!;
      const apart: Ref[] = [];
      const rest: Ref[] = [];
      let group: Ref[] = [];
      let until = -1;
      let since = -1;
      const close = () => {
        if (group.length === 0) return;
        if (since > from && until < to) apart.push(gate(group));
        else rest.push(...group);
      };
      for (const input of [...inputs].sort((a, b) => first.get(a)! - first.get(b)!)) {
        if (first.get(input)! > until) {
          close();
          group = [];
          since = first.get(input)!;
        }
        group.push(made.get(input)!);
        until = Math.max(until, last.get(input)!);
      }
      close();
      made.set(ref, rest.length === 0 ? gate(apart) : gate([...rest, gate(apart)]));
    }
  }
  return made.get(root)!;
}
