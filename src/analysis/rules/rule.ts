import type {Call, Topology} from '../../topology/topology.ts';
import type {CallGraph} from '../call-graph.ts';
import type {OperationAnalysis} from '../operation.ts';
import type {Traffic} from '../traffic.ts';

export const severities = ['error', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** What a finding is about: a call, a service or an operation. With the rule it names the finding for good; lines may move. */
export type Subject =
  | {readonly from: string; readonly to: string; readonly name: string}
  | {readonly service: string}
  | {readonly operation: string};

/** A rule's result on a topology. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly subject: Subject;
  readonly message: string;
  readonly advice: string;
  readonly source: string;
  readonly line: number | null;
}

/** What a rule could not judge because a field is missing: never a pass. */
export interface BlindSpot {
  readonly rule: string;
  /** The missing field, as a path in the file. */
  readonly field: string;
  readonly subject: string;
}

/** Everything that rules judge from. */
export interface Evidence {
  readonly topology: Topology;
  readonly graph: CallGraph;
  readonly traffic: Traffic;
  readonly operations: Readonly<Record<string, OperationAnalysis>>;
  /** Operations whose requests can come to this call. */
  readonly operationsOf: (call: Call) => readonly string[];
}

/** One question about a topology, with the publication that it rests on. */
export interface Rule {
  readonly id: string;
  readonly source: string;
  readonly judge: (evidence: Evidence) => {
    readonly findings: readonly Omit<Finding, 'rule' | 'source'>[];
    readonly blindSpots: readonly Omit<BlindSpot, 'rule'>[];
  };
}
