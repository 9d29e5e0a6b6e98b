import {listed, percent, timeSpan} from '../figures.ts';
import type {Call, Operation, Topology} from '../topology/topology.ts';
import type {Availability} from './availability.ts';
import {calleeGains} from './callee-gains.ts';

/** What the model says of an operation. Times in milliseconds, null without end. */
export interface Modelled {
  readonly availability: Availability;
  /** What a request may come to. */
  readonly nodes: readonly number[];
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
}

/**
 * Downtimes within this factor agree: a month or a year of monitoring holds so few outages that one more or less
 * doubles it. Below a minute a month nothing is told apart either.
 */
const sameDowntime = 2;
const minuteAMonth = 12 / 525_600;
/** Latencies within a quarter agree: the model leaves out what every network and every queue adds. */
const sameTime = 1.25;
/** Names in a sentence. */
const most = 3;

/** Model against measurement in a sentence that names what to look at first; null where nothing is measured. */
export function measured(topology: Topology, operation: Operation, model: Modelled): string | null {
  const said = [availabilityAgainst(topology, operation, model), ...latencyAgainst(topology, operation, model)];
  const sentences = said.filter((sentence) => sentence !== undefined);
  return sentences.length > 0 ? `${sentences.join('; ')}.` : null;
}

function availabilityAgainst(topology: Topology, operation: Operation, model: Modelled): string | undefined {
  const seen = operation.measured?.availability;
  if (!seen) return undefined;
  const {chance, bounds} = model.availability;
  const isWithin = bounds && bounds.down[0] <= seen.down && seen.down <= bounds.down[1];
  if (isWithin)
    return `model between ${percent(bounds.up[0])} and ${percent(bounds.up[1])} (too tangled for the exact figure), measured ${percent(seen.up)}: it lies between`;
  // Of two bounds the one that is nearer to what was measured.
  const isBetter = bounds !== null && seen.down < bounds.down[0];
  const {up, down} = isBetter ? {up: bounds.up[1], down: bounds.down[0]} : chance;
  const [ours, theirs] = apart(up, seen.up);
  const both = `model ${bounds ? (isBetter ? 'at most ' : 'at least ') : ''}${ours}, measured ${theirs}`;
  const agree = (other: number) =>
    Math.abs(other - seen.down) < minuteAMonth ||
    (other < sameDowntime * seen.down && seen.down < sameDowntime * other);
  if (agree(down)) return `${both}: they agree`;
  const verdict = down > seen.down ? tooPessimistic : tooOptimistic;
  return `${both}: ${verdict(topology, operation, model)}`;
}

function tooPessimistic(topology: Topology, operation: Operation, model: Modelled): string {
  const defaults = onDefaults(topology, operation, model);
  const gain = calleeGains(topology, operation.entry, {});
  const worth = (call: Call) => call.targets.reduce((most, target) => Math.max(most, gain(target).share), 0);
  const doubtful = callsBelow(topology, model)
    .filter(
      (call) => call.onFailure.kind === 'unknown' || (call.onFailure.kind === 'fail' && isDefault(topology, call)),
    )
    .map((call) => ({call, worth: worth(call)}))
    .filter((cost) => cost.worth > 0)
    .sort((a, b) => b.worth - a.worth)
    .map(({call}) => callLabel(topology, call));
  const figures =
    defaults.length > 0
      ? `the defaults are too pessimistic (${stateNone(defaults, 'availability')})`
      : 'the stated availabilities are too pessimistic';
  return doubtful.length > 0 ? `${figures} or these calls are not fatal: ${some(doubtful)}` : figures;
}

function tooOptimistic(topology: Topology, operation: Operation, model: Modelled): string {
  const defaults = onDefaults(topology, operation, model);
  const cushioned = callsBelow(topology, model)
    .filter(({onFailure}) => onFailure.kind === 'ignore' || onFailure.kind === 'fallback')
    .map((call) => callLabel(topology, call));
  const figures =
    defaults.length > 0
      ? `the defaults are too optimistic (${stateNone(defaults, 'availability')})`
      : 'the stated availabilities are too optimistic';
  const missing = `${figures}, or something that it needs is missing here`;
  return cushioned.length > 0 ? `${missing}, or these failures do harm after all: ${some(cushioned)}` : missing;
}

/** What takes the default availability, costliest first. */
function onDefaults(topology: Topology, operation: Operation, {availability}: Modelled): string[] {
  const entry = topology.nodes[operation.entry]!.service;
  const costs = [
    {name: entry, cost: availability.ceiling - availability.chance.up},
    ...availability.dependencies.map(({name, birnbaum, chance}) => ({name, cost: birnbaum * chance.down})),
  ];
  return costs
    .sort((a, b) => b.cost - a.cost)
    .flatMap(({name}) => {
      const part = topology.services.get(name) ?? topology.brokers.get(name);
      return part && topology.lineOf([...part.path, 'availability']) === null ? [name] : [];
    });
}

function callsBelow(topology: Topology, {nodes}: Modelled): Call[] {
  return nodes.flatMap((index) => topology.nodes[index]!.calls);
}

/** Nobody wrote down what a failure of this call does. */
function isDefault(topology: Topology, call: Call): boolean {
  return topology.lineOf([...call.path, 'onFailure']) === null;
}

function callLabel(topology: Topology, call: Call): string {
  return `${topology.nodes[call.from]!.label} -> ${call.targets.map((target) => topology.nodes[target]!.label).join(' | ')}`;
}

function latencyAgainst(topology: Topology, operation: Operation, model: Modelled): string[] {
  const seen = operation.measured ?? {};
  const byVerdict = new Map<string, string[]>();
  const spread = new Set([model.p50Ms, model.p99Ms]).size > 1;
  for (const p of ['p50', 'p95', 'p99'] as const) {
    const here = seen[p];
    if (here === undefined) continue;
    const ours = model[`${p}Ms`];
    const figures = `${p} ${ours === null ? 'model without answer' : `model ${timeSpan(ours)}`}, measured ${timeSpan(here)}`;
    const verdict = latencyVerdict(topology, model, ours ?? Infinity, here, spread);
    byVerdict.set(verdict, [...(byVerdict.get(verdict) ?? []), figures]);
  }
  return [...byVerdict].map(([verdict, figures]) => `${figures.join(', ')}: ${verdict}`);
}

function latencyVerdict(topology: Topology, model: Modelled, ours: number, seen: number, spread: boolean): string {
  if (ours === seen || (ours < seen * sameTime && seen < ours * sameTime)) return 'they agree';
  if (ours > seen) return 'the stated latencies are too long, or some of these calls are made at the same time';
  const silent = model.nodes.flatMap((index) => {
    const {label, latencyStated} = topology.nodes[index]!;
    return latencyStated ? [] : [label];
  });
  if (silent.length > 0) return `something slow is missing here (${stateNone(silent, 'latency')}), or requests queue`;
  const constants = 'every latency is stated as one constant: give p50 and p99';
  return spread ? 'something slow is missing here, or requests queue' : `${constants}, or something slow is missing`;
}

const stateNone = (names: readonly string[], field: string) =>
  `${some(names)} ${names.length === 1 ? 'states' : 'state'} no ${field}`;

function some(names: readonly string[]): string {
  return listed(names.length > most ? [...names.slice(0, most), `${names.length - most} more`] : names);
}

/** Two shares as percentages with two decimals, or more where those do not tell them apart or say 100. */
function apart(a: number, b: number): readonly [string, string] {
  const [x, y] = [a, b].map((share) => `${(share * 100).toFixed(2)} %`) as [string, string];
  return x === y || [x, y].includes('100.00 %') ? [percent(a), percent(b)] : [x, y];
}
