import type {Call, Topology} from '../topology/topology.ts';

/** Every node that a call may send a request to: its targets, then its fallback. */
export function callees(call: Call): readonly number[] {
  return call.onFailure.kind === 'fallback' ? [...call.targets, call.onFailure.node] : call.targets;
}

/** Is this node asked only when the call's targets have failed? */
export function isFallback({targets, onFailure}: Call, node: number): boolean {
  return onFailure.kind === 'fallback' && onFailure.node === node && !targets.includes(node);
}

/** The synchronous calls of a topology as edges between nodes. */
export interface CallGraph {
  /** For each node the nodes it may call, in file order. */
  readonly next: readonly (readonly number[])[];
  /** For each node the nodes that may call it. */
  readonly callers: readonly (readonly number[])[];
  /** Nodes that are on a call cycle or call something that is, however far away. */
  readonly reachesCycle: ReadonlySet<number>;
  /** Groups of nodes that call each other in a circle. */
  readonly cycles: readonly (readonly number[])[];
}

/** The call graph of a topology. */
export function callGraph(topology: Topology): CallGraph {
  const next = topology.nodes.map((node) => node.calls.flatMap(callees));
  const callers = reversed(next);
  const cycles = components(next.keys(), (index) => next[index]!).filter(
    (members) => members.length > 1 || next[members[0]!]!.includes(members[0]!),
  );
  return {next, callers, cycles, reachesCycle: reachable(callers, cycles.flat())};
}

/** Everything reachable from `starts`, themselves included, nearest first. */
export function reachable(next: readonly (readonly number[])[], starts: Iterable<number>): Set<number> {
  const seen = new Set(starts);
  for (const index of seen) for (const to of next[index]!) seen.add(to);
  return seen;
}

function reversed(next: readonly (readonly number[])[]): number[][] {
  const result: number[][] = next.map(() => []);
  for (const [from, targets] of next.entries()) for (const to of targets) result[to]!.push(from);
  return result;
}

/** An order in which to work out nodes below an entry, what others need first, and the calls that lead back into a cycle. */
export interface Descent {
  readonly order: readonly number[];
  /** `from * nodes + to` of each step back into a call that is still being worked out: such a call adds nothing. */
  readonly back: ReadonlySet<number>;
}

/** Depth-first from `entry`, calls in file order, without recursion. */
export function descent(next: readonly (readonly number[])[], entry: number): Descent {
  const order: number[] = [];
  const back = new Set<number>();
  const state = new Map<number, 'open' | 'done'>([[entry, 'open']]);
  const frames = [{index: entry, step: 0}];
  while (frames.length > 0) {
    const frame = frames.at(-1)!;
    const to = next[frame.index]![frame.step];
    frame.step += 1;
    if (to === undefined) {
      state.set(frame.index, 'done');
      order.push(frame.index);
      frames.pop();
    } else if (state.get(to) === 'open') back.add(frame.index * next.length + to);
    else if (!state.has(to)) {
      state.set(to, 'open');
      frames.push({index: to, step: 0});
    }
  }
  return {order, back};
}

/** Strongly connected components of everything below `starts`, what others need first (Tarjan 1972, without recursion). */
export function components(starts: Iterable<number>, below: (index: number) => readonly number[]): number[][] {
  const order = new Map<number, number>();
  const lowest = new Map<number, number>();
  const onStack = new Set<number>();
  const stack: number[] = [];
  const result: number[][] = [];
  const frames: {readonly index: number; readonly next: Iterator<number>}[] = [];
  const enter = (index: number) => {
    lowest.set(index, order.size);
    order.set(index, order.size);
    stack.push(index);
    onStack.add(index);
    frames.push({index, next: below(index)[Symbol.iterator]()});
  };
  for (const start of starts) {
    if (order.has(start)) continue;
    enter(start);
    while (frames.length > 0) {
      const {index, next} = frames.at(-1)!;
      const step = next.next();
      if (!step.done) {
        if (!order.has(step.value)) enter(step.value);
        else if (onStack.has(step.value)) lowest.set(index, Math.min(lowest.get(index)!, order.get(step.value)!));
        continue;
      }
      frames.pop();
      const parent = frames.at(-1);
      if (parent) lowest.set(parent.index, Math.min(lowest.get(parent.index)!, lowest.get(index)!));
      if (lowest.get(index) !== order.get(index)) continue;
      const component: number[] = [];
      for (let member = -1; member !== index; ) {
        member = stack.pop()!;
        onStack.delete(member);
        component.push(member);
      }
      result.push(component);
    }
  }
  return result;
}
