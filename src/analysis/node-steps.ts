import type {Call, Topology} from '../topology/topology.ts';
import {type Callees, type End, madeCall, usualMs} from './held-call.ts';
import {steps} from './latency.ts';

/** The steps of one node. */
export interface NodeSteps {
  readonly all: readonly (readonly Call[])[];
  /** What each step takes on a normal day. */
  readonly usualMs: readonly number[];
  /** Only where there are many: so that not all of them are gone through for each callee that may hang. */
  readonly wide: {
    /** Positions of the steps that call a node. */
    readonly calling: (node: number) => readonly number[];
    /** Time that the steps before this position take on a normal day. */
    readonly usualBefore: Float64Array;
  } | null;
  /** By position, only for steps of many calls at the same time: for the same reason. */
  readonly crowds: ReadonlyMap<number, Crowd>;
}

/** A step of many calls. */
export interface Crowd {
  /** Positions in the step of the calls to a node. */
  readonly calling: (node: number) => readonly number[];
  /** Positions in the step, the slowest on a normal day first, and what each call then takes. */
  readonly slowest: readonly number[];
  readonly normalMs: readonly number[];
}

/** From this many steps on a node is wide, and from this many calls on a step is a crowd. */
const many = 64;

/** The steps of each node on a normal day, worked out once for each that is asked for. */
export function nodeSteps(topology: Topology, normalMs: (node: number) => number): (node: number) => NodeSteps {
  const known = new Array<NodeSteps | undefined>(topology.nodes.length).fill(undefined);
  const callees: Callees = {held: () => undefined, normalMs};
  return (node) => {
    let own = known[node];
    if (own === undefined) {
      const all = steps(topology.nodes[node]!.calls);
      const usual = all.map((step) => largest(step.map((call) => usualMs(call, callees))));
      const crowds = new Map<number, Crowd>();
      for (const [position, step] of all.entries())
        if (step.length >= many) crowds.set(position, crowdOf(step, callees));
      own = {all, usualMs: usual, wide: all.length < many ? null : wideOf(all, usual), crowds};
      known[node] = own;
    }
    return own;
  };
}

function crowdOf(step: readonly Call[], callees: Callees): Crowd {
  const calling = new Map<number, number[]>();
  for (const [position, {targets}] of step.entries()) {
    for (const target of targets) {
      const positions = calling.get(target);
      if (positions === undefined) calling.set(target, [position]);
      else if (positions.at(-1) !== position) positions.push(position);
    }
  }
  const normalMs = step.map((call) => madeCall(call, callees, 1, []).ms);
  const slowest = [...step.keys()].sort((a, b) => descending(normalMs[a]!, normalMs[b]!));
  return {calling: (node) => calling.get(node) ?? none, slowest, normalMs};
}

const none: readonly number[] = [];
const descending = (a: number, b: number) => (a === b ? 0 : b > a ? 1 : -1);

/** `together` of a crowd of which only the calls at the positions `met`, with these ends, are not as on a normal day. */
export function crowded({slowest, normalMs}: Crowd, met: ReadonlyMap<number, End>): End {
  const other = slowest.find((position) => !met.has(position));
  const ends = [...met.values()];
  // The others are neither lost nor stuck: the slowest of them stands for all.
  return together(other === undefined ? ends : [...ends, {ms: normalMs[other]!, lost: 0, met: 0, stuck: 0}]);
}

function wideOf(all: NodeSteps['all'], usual: NodeSteps['usualMs']): NodeSteps['wide'] {
  const calling = new Map<number, number[]>();
  const usualBefore = new Float64Array(all.length + 1);
  for (const [position, step] of all.entries()) {
    usualBefore[position + 1] = usualBefore[position]! + usual[position]!;
    for (const target of step.flatMap(({targets}) => targets)) {
      const positions = calling.get(target);
      if (positions === undefined) calling.set(target, [position]);
      else if (positions.at(-1) !== position) positions.push(position);
    }
  }
  // With a step that never ends there is nothing to subtract.
  return Number.isFinite(usualBefore.at(-1)) ? {calling: (node) => calling.get(node) ?? [], usualBefore} : null;
}

/** Calls at the same time: the first that fails ends them all, or else the slowest counts. */
export function together(ends: readonly End[]): End {
  const failing = ends.filter(({lost}) => lost >= 0.5).map(({ms}) => ms);
  const any = (share: (end: End) => number) => 1 - ends.reduce((rest, end) => rest * (1 - share(end)), 1);
  return {
    ms: failing.length > 0 ? smallest(failing) : largest(ends.map(({ms}) => ms)),
    lost: any(({lost}) => lost),
    met: any(({met}) => met),
    stuck: failing.length > 0 ? 0 : any(({stuck}) => stuck),
  };
}

// One by one: a step may have more calls than a function takes arguments.
const largest = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity);
const smallest = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Infinity);
