import type {Call, Topology} from '../../topology/topology.ts';
import type {CallGraph} from '../call-graph.ts';
import type {Coupling} from '../couplings.ts';
import type {Lag} from '../lag.ts';
import type {OperationAnalysis} from '../operation.ts';
import type {Traffic} from '../traffic.ts';

export const severities = ['error', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/**
 * What a finding is about: a call (from and to are node labels), a service, an operation, an event, one consumer of an
 * event, or a broker. With the rule it names the finding for good; lines may move.
 */
export type Subject =
  | {readonly from: string; readonly to: string; readonly name: string}
  | {readonly service: string}
  | {readonly operation: string}
  | {readonly event: string; readonly consumer?: string}
  | {readonly broker: string};

/** A rule's result on a topology. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly subject: Subject;
  readonly message: string;
  readonly advice: string;
  readonly source: string;
  readonly line: number | null;
  /** Operations whose requests, or what follows from them, come to the subject. */
  readonly operations: readonly string[];
}

/** What a rule reports; its id, its source and the operations concerned are added to it. */
export type Reported = Omit<Finding, 'rule' | 'source' | 'operations'>;

/** What a rule could not judge because a field is missing: never a pass. */
export interface BlindSpot {
  readonly rule: string;
  /** The missing field, or the one that could not be judged, as a path in the file. */
  readonly field: string;
  readonly subject: string;
  /** Only where no field is missing: why it could not be judged all the same. */
  readonly because?: string;
}

/** Everything that rules judge from. */
export interface Evidence {
  readonly topology: Topology;
  readonly graph: CallGraph;
  readonly traffic: Traffic;
  readonly operations: Readonly<Record<string, OperationAnalysis>>;
  /** Whether the consumers of events keep up, one entry for each consumer of each event. */
  readonly lag: readonly Lag[];
  /** What every synchronous call couples and costs, in file order. */
  readonly couplings: readonly Coupling[];
  /** Operations whose requests can come to this call. */
  readonly operationsOf: (call: Call) => readonly string[];
}

/** One question about a topology, with the publication that it rests on. */
export interface Rule {
  readonly id: string;
  readonly source: string;
  readonly judge: (evidence: Evidence) => {
    readonly findings: readonly Reported[];
    readonly blindSpots: readonly Omit<BlindSpot, 'rule'>[];
  };
}
