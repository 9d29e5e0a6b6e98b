import type {Call, Topology} from '../topology/topology.ts';
import {couplingsOf} from './all-couplings.ts';
import {type BlastRadius, blastRadius} from './blast-radius.ts';
import {type CallGraph, callGraph} from './call-graph.ts';
import type {Coupling} from './couplings.ts';
import {followed} from './followed.ts';
import {fullAfterSeconds} from './hang.ts';
import {type Lag, lags} from './lag.ts';
import {latencies, meanHeldMs} from './latency.ts';
import {type ServiceLoad, serviceLoad} from './load.ts';
import {once} from './once.ts';
import {type OperationAnalysis, operationAnalysis} from './operation.ts';
import {outages} from './outages.ts';
import {reaches} from './reach.ts';
import {reachedBy} from './reached-by.ts';
import {type BlindSpot, type Finding, type Rule, type Severity, type Subject, severities} from './rules/rule.ts';
import {concernedOperations} from './rules/subject.ts';
import {unstatedBelow} from './stated-times.ts';
import {traffic} from './traffic.ts';
import {typicalLatencies} from './typical-latency.ts';

/** The answer to `analyze`: everything that is computed from a topology, with the names of the JSON contract. */
export interface Analysis {
  readonly schema: 'eventcoach/analysis@1';
  readonly topology: {
    readonly name: string;
    readonly services: number;
    readonly calls: number;
    /** Calls of the file that go to telemetry and are left out of everything here. */
    readonly telemetryCalls: number;
    readonly events: number;
    readonly operations: number;
    /** Names, in file order. */
    readonly brokers: readonly string[];
  };
  /** What does not answer in this state; where anything does not, figures for a year say nothing. */
  readonly down: readonly string[];
  readonly assumptions: readonly string[];
  readonly questions: readonly string[];
  readonly operations: Readonly<Record<string, OperationAnalysis>>;
  readonly couplings: readonly Coupling[];
  /** Whether the consumers of events keep up. */
  readonly lag: readonly Lag[];
  readonly findings: readonly Finding[];
  /** What each outage does, by service or broker. Worked out when it is read: it takes longer than all the rest. */
  readonly blastRadius: Readonly<Record<string, BlastRadius>>;
  /** Put together when it is read: a system of many calls has more of them than of anything else. */
  readonly blindSpots: readonly BlindSpot[];
}

/** Rules, how loud they are, and what is down, which the analysis takes as given. */
export interface Given {
  readonly rules: readonly Rule[];
  /** The severity that a user wants for a finding; without it the rule's own. */
  readonly severityOf?: (rule: string, subject: Subject, own: Severity) => Severity | 'off';
  /** Services that do not answer: their callers wait for their timeout. */
  readonly down?: ReadonlySet<string>;
}

/** What everything else is computed from, for one state of a topology. */
function flows(topology: Topology, graph: CallGraph, down: ReadonlySet<string>) {
  const latency = latencies(graph, topology, down);
  const flow = traffic(topology, latency.below);
  const heldMs = byKey((node: number) => meanHeldMs(latency.of(node).outcome));
  return {latency, flow, heldMs};
}

/** The analysis of a topology: a pure function, same input, same output. */
export function analysis(topology: Topology, {rules, severityOf, down = new Set()}: Given): Analysis {
  const graph = callGraph(topology);
  const {latency, flow, heldMs} = flows(topology, graph, down);
  const typical = typicalLatencies(graph, topology, down);
  // What a hang would do is asked of the normal day, whatever is down in this state.
  const normal = down.size === 0 ? {flow, heldMs} : flows(topology, graph, new Set());
  const most = followed(topology);
  const fullAfter = byKey(fullAfterSeconds(topology, graph, normal.flow, normal.heldMs, most));
  const loadOf = byKey((service: string): ServiceLoad => serviceLoad(topology, flow, service, heldMs, fullAfter));
  const operations = Object.fromEntries(
    [...topology.operations.values()].map((operation) => [
      operation.name,
      operationAnalysis({topology, graph, down, latency, typical, loadOf}, operation),
    ]),
  );
  const silent = unstatedBelow(topology, graph);
  const cones = [...topology.operations.values()].map(({name, entry}) => ({
    name,
    entry,
    order: latency.below(entry).order,
  }));
  const reached = reachedBy(
    topology.nodes.length,
    cones.map(({order}) => order),
  );
  const operationsAt = byKey((node: number) => Array.from(reached(node), (position) => cones[position]!.name));
  const operationsOf = (call: Call) => operationsAt(call.from);
  const couplings = couplingsOf({topology, cones, operations, down, latency, typical, flow, silent, operationsAt});
  const touched = reaches(topology);
  const radius = once(() => {
    const of = outages(topology, touched, fullAfter, most);
    return Object.fromEntries(
      [...topology.services.keys(), ...topology.brokers.keys()].map((name) => [name, of(name)]),
    );
  });
  const lag = lags(
    topology,
    (event) => flow.event.get(event),
    (node) => typical.of(node).ms,
  );
  const judged = rules.map((rule) => ({
    rule,
    ...rule.judge({topology, graph, traffic: flow, operations, lag, couplings, operationsOf}),
  }));
  const spots = once(() => [
    ...unstated(topology),
    ...judged.flatMap(({rule, blindSpots}) => blindSpots.map((spot): BlindSpot => ({rule: rule.id, ...spot}))),
  ]);
  const concerned = concernedOperations(topology, touched);
  return {
    schema: 'eventcoach/analysis@1',
    topology: {
      name: topology.name,
      services: topology.services.size,
      calls: couplings.filter((c) => c.role === undefined).length,
      telemetryCalls: topology.telemetryCalls,
      events: topology.events.size,
      operations: topology.operations.size,
      brokers: [...topology.brokers.keys()],
    },
    down: [...down],
    assumptions: [...topology.assumptions, ...modelAssumptions(topology), ...bounded(couplings)],
    questions: topology.questions,
    operations,
    couplings,
    lag,
    findings: judged
      .flatMap(({rule, findings}) =>
        findings.flatMap((finding): Finding[] => {
          const severity = severityOf ? severityOf(rule.id, finding.subject, finding.severity) : finding.severity;
          if (severity === 'off') return [];
          const operations = concerned(finding.subject);
          return [{rule: rule.id, source: rule.source, ...finding, severity, operations}];
        }),
      )
      .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity)),
    get blastRadius() {
      return radius();
    },
    get blindSpots() {
      return spots();
    },
  };
}

/** What a state does to the operations: all that is down at once. */
export function stateOutcome(topology: Topology, down: ReadonlySet<string>): BlastRadius {
  const graph = callGraph(topology);
  const {flow, heldMs} = flows(topology, graph, new Set());
  const full = new Map<string, number>();
  const fullAfter = fullAfterSeconds(topology, graph, flow, heldMs);
  for (const name of down) {
    for (const [service, seconds] of fullAfter(name)) {
      if (!down.has(service)) full.set(service, Math.min(seconds, full.get(service) ?? Infinity));
    }
  }
  return blastRadius(topology, graph, reaches(topology), down, full);
}

function byKey<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key)!;
  };
}

function modelAssumptions(topology: Topology): string[] {
  const said = [
    topology.sharedFates.size > 0
      ? 'Failures are independent but for the shared fates.'
      : 'Failures are independent: nothing in the file fails together.',
    'Latency is without queueing. Availability counts what is up: overload, and requests given up after a timeout, are told beside it.',
  ];
  if (topology.nodes.some((node) => node.calls.some((call) => call.onFailure.kind === 'unknown'))) {
    said.push(
      'Where the file does not know what a failure does, it is taken as fatal; the range shows the other case.',
    );
  }
  const most = followed(topology);
  if (most < Infinity) {
    said.push(
      `In a system of this size what hangs is followed to its direct callers and, with these, to the ${most} nearest services above it.`,
    );
  }
  return said;
}

/** Said where not every figure is exact. */
function bounded(couplings: readonly Coupling[]): string[] {
  const some = couplings.some(({availability}) => availability.exact === false || availability.birnbaum === null);
  return some
    ? [
        'Where the system is too tangled to work out exactly, what a call costs is "at most" that: it may well cost less.',
      ]
    : [];
}

/** Fields that every figure rests on and that the file does not state. */
function unstated(topology: Topology): BlindSpot[] {
  const spots: BlindSpot[] = [];
  for (const {name, availabilityStated} of [...topology.services.values(), ...topology.brokers.values()]) {
    if (!availabilityStated) spots.push({rule: 'availability', field: 'availability', subject: name});
  }
  for (const {label, latencyStated} of topology.nodes) {
    if (!latencyStated) spots.push({rule: 'latency', field: 'latency', subject: label});
  }
  for (const {name, via, producer} of topology.events.values()) {
    if (via === undefined) spots.push({rule: 'availability', field: 'via', subject: name});
    if (producer === undefined) spots.push({rule: 'availability', field: 'producer', subject: name});
  }
  const toService = (call: Call) =>
    call.targets.some((target) => topology.services.get(topology.nodes[target]!.service)!.kind === 'service');
  for (const node of topology.nodes) {
    for (const call of node.calls) {
      // Joined, as text that is added up keeps all of its pieces.
      const called = call.targets.map((target) => topology.nodes[target]!.label).join(' | ');
      const subject = [node.label, called].join(' -> ');
      if (call.contract?.fields === undefined)
        spots.push({rule: 'behavioral-coupling', field: 'contract.fields', subject});
      if (call.needsResult === undefined && toService(call))
        spots.push({rule: 'does-the-caller-wait', field: 'needsResult', subject});
      if (call.onFailure.kind === 'unknown') spots.push({rule: 'availability', field: 'onFailure', subject});
    }
  }
  return spots;
}
