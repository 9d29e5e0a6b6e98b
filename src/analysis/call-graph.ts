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
  /** For each node the position of its group in `cycles`; -1: it is on no call cycle. */
  readonly cycleOf: Int32Array;
}

/** The call graph of a topology. */
export function callGraph(topology: Topology): CallGraph {
  const next = topology.nodes.map((node) => node.calls.flatMap(callees));
  const callers = reversed(next);
  const cycles = components(next.keys(), (index) => next[index]!).filter(
    (members) => members.length > 1 || next[members[0]!]!.includes(members[0]!),
  );
  const cycleOf = new Int32Array(next.length).fill(-1);
  for (const [position, members] of cycles.entries()) for (const index of members) cycleOf[index] = position;
  return {next, callers, cycles, cycleOf, reachesCycle: reachable(callers, cycles.flat())};
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

/** Depth-first from `entry`, calls in file order, without recursion; only through nodes for which `within` holds. */
export function descent(
  next: readonly (readonly number[])[],
  entry: number,
  within: (index: number) => boolean = anywhere,
): Descent {
  const order: number[] = [];
  const back = new Set<number>();
  const {seen, round} = freshMarks(next);
  const [open, done] = [round, round + 1];
  seen[entry] = open;
  const path = [entry];
  const step = [0];
  while (path.length > 0) {
    const depth = path.length - 1;
    const index = path[depth]!;
    const to = next[index]![step[depth]!];
    step[depth]! += 1;
    if (to === undefined) {
      seen[index] = done;
      order.push(index);
      path.pop();
      step.pop();
    } else if (seen[to] === open) back.add(index * next.length + to);
    else if (seen[to] !== done && within(to)) {
      seen[to] = open;
      path.push(to);
      step.push(0);
    }
  }
  return {order, back};
}

const anywhere = () => true;

interface Marks {
  readonly seen: Float64Array;
  round: number;
}

// Kept from walk to walk: with a hundred thousand entries, clean marks for each of them would cost more than the walks.
const marks = new WeakMap<object, Marks>();

/** A mark for every node, and two numbers that none of them has: `round` and the one after it. */
function freshMarks(next: readonly unknown[]): Marks {
  let own = marks.get(next);
  if (own === undefined) {
    own = {seen: new Float64Array(next.length), round: 0};
    marks.set(next, own);
  }
  own.round += 2;
  return own;
}

/** Strongly connected components of everything below `starts`, what others need first (Tarjan 1972, without recursion). */
export function components(starts: Iterable<number>, below: (index: number) => readonly number[]): number[][] {
  // All by the order in which a node is entered.
  const order = new Map<number, number>();
  const entered: number[] = [];
  const lowest: number[] = [];
  const onStack: boolean[] = [];
  const stack: number[] = [];
  const path: number[] = [];
  const steps: number[] = [];
  const nexts: (readonly number[])[] = [];
  const result: number[][] = [];
  const enter = (index: number) => {
    const at = entered.length;
    order.set(index, at);
    entered.push(index);
    lowest.push(at);
    onStack.push(true);
    stack.push(at);
    path.push(at);
    steps.push(0);
    nexts.push(below(index));
  };
  for (const start of starts) {
    if (order.has(start)) continue;
    enter(start);
    while (path.length > 0) {
      const depth = path.length - 1;
      const at = path[depth]!;
      const to = nexts[depth]![steps[depth]!];
      steps[depth]! += 1;
      if (to !== undefined) {
        const known = order.get(to);
        if (known === undefined) enter(to);
        else if (onStack[known]) lowest[at] = Math.min(lowest[at]!, known);
        continue;
      }
      path.pop();
      steps.pop();
      nexts.pop();
      const parent = path.at(-1);
      if (parent !== undefined) lowest[parent] = Math.min(lowest[parent]!, lowest[at]!);
      if (lowest[at] !== at) continue;
      const component: number[] = [];
      for (let member = -1; member !== at; ) {
        member = stack.pop()!;
        onStack[member] = false;
        component.push(entered[member]!);
      }
      result.push(component);
    }
  }
  return result;
}
