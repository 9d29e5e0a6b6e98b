import type {Chance} from './quantity.ts';
import type {Path} from './source.ts';

/** Time that a piece of work takes: always the same, or lognormal with this median and 99th percentile. */
export type Latency =
  | {readonly kind: 'constant'; readonly ms: number}
  | {readonly kind: 'lognormal'; readonly p50Ms: number; readonly p99Ms: number};

/** What fails or works as one: one variable of the availability model, whatever number of endpoints it has. */
export interface Service {
  readonly name: string;
  readonly kind: 'service' | 'datastore' | 'external';
  readonly team: string | undefined;
  /** Of one replica, without planned deployments and overload. */
  readonly availability: Chance;
  readonly availabilityStated: boolean;
  readonly replicas: {readonly count: number; readonly required: number};
  readonly sharedFate: readonly string[];
  readonly deploys: {readonly perWeek: number; readonly outageMs: number} | undefined;
  /** Requests served at once, shared by all endpoints. */
  readonly concurrency: number | undefined;
  readonly rateLimit: number | undefined;
  readonly subdomain: 'core' | 'supporting' | 'generic' | undefined;
  readonly telemetry: boolean;
  /** An importer only guessed it, and what it is, from what others say. */
  readonly guessed: boolean;
  /** Indices of its nodes: one, or one per endpoint. */
  readonly nodes: readonly number[];
  readonly path: Path;
}

/** What receives requests: a service without endpoints, or one endpoint. */
export interface TopologyNode {
  readonly index: number;
  /** `service` or `service/endpoint`, as a reader writes it. */
  readonly label: string;
  readonly service: string;
  readonly endpoint: string | undefined;
  /** Own work only. */
  readonly latency: Latency;
  readonly latencyStated: boolean;
  readonly calls: readonly Call[];
  /** Names of the events it publishes, in file order. */
  readonly publishes: readonly string[];
  readonly path: Path;
}

export type OnFailure =
  | {readonly kind: 'fail' | 'ignore' | 'unknown'}
  | {readonly kind: 'fallback'; readonly node: number};

/** A synchronous request from one node to another, or to a group of which `required` must answer. */
export interface Call {
  readonly from: number;
  /** Its place among the calls that `from` has in the file. */
  readonly position: number;
  readonly targets: readonly number[];
  readonly required: number;
  /** Written with `of:`, even where it lists one target. */
  readonly group: boolean;
  readonly name: string;
  readonly request: string | undefined;
  readonly purpose: string | undefined;
  readonly kind: 'query' | 'command' | 'notify' | undefined;
  readonly needsResult: boolean | undefined;
  readonly onFailure: OnFailure;
  readonly timeoutMs: number | undefined;
  /** First attempt included. */
  readonly attempts: number;
  readonly backoffMs: number;
  readonly circuitBreaker: boolean | undefined;
  readonly idempotent: boolean | undefined;
  /** Times in a row that one request makes the call. */
  readonly count: number;
  /** Chance that a request makes the call at all. */
  readonly probability: Chance;
  readonly parallel: string | undefined;
  readonly readAfterWrite: boolean | undefined;
  readonly critique: string | undefined;
  /** Written by an importer (it has a `source`): what it does not state is not known, where an author's silence means none. */
  readonly imported: boolean;
  readonly contract:
    | {
        readonly version?: string | undefined;
        readonly fields?: readonly string[] | undefined;
        readonly changesPerYear?: number | undefined;
      }
    | undefined;
  readonly path: Path;
}

export interface Broker {
  readonly name: string;
  readonly availability: Chance;
  readonly availabilityStated: boolean;
  readonly latency: Latency;
  readonly latencyStated: boolean;
  readonly retentionMs: number | undefined;
  readonly nodes: number | undefined;
  readonly replicationFactor: number | undefined;
  readonly minInsyncReplicas: number | undefined;
  readonly zones: number | undefined;
  readonly path: Path;
}

export interface Consumer {
  readonly label: string;
  readonly service: string;
  readonly nodes: readonly number[];
  readonly group: string | undefined;
  readonly idempotent: boolean | undefined;
  readonly deadLetter: boolean | undefined;
  readonly deadlineMs: number | undefined;
  readonly handlingMs: number | undefined;
  readonly handlers: number | undefined;
  /** Messages a second, where the author states it instead of handling and handlers. */
  readonly capacity: number | undefined;
  readonly lagMs: number | undefined;
  readonly callsBack: 'most' | 'some' | 'none' | undefined;
  readonly retries: {readonly max: number} | undefined;
}

/** A fact that its producers publish; where the broker or the producer is not stated, that is an open question. */
export interface EventType {
  readonly name: string;
  /** As written; undefined is an open question. */
  readonly producer: string | undefined;
  readonly producers: readonly number[];
  readonly via: string | undefined;
  readonly topic: string | undefined;
  readonly key: string | undefined;
  readonly payload: ReadonlyMap<string, string> | undefined;
  readonly schema: {readonly registry?: boolean | undefined; readonly compatibility?: string | undefined} | undefined;
  readonly outbox: boolean;
  /** false: an importer wrote the event and found nothing about an outbox, so that there may be one. */
  readonly outboxKnown: boolean;
  readonly probability: Chance;
  /** Messages a second, where stated; otherwise it follows from the producing operations. */
  readonly rate: number | undefined;
  readonly ordering: string | undefined;
  readonly channel: 'topic' | 'queue' | undefined;
  readonly addressedTo: string | undefined;
  readonly expectsReply: boolean | undefined;
  readonly maxBytes: number | undefined;
  readonly consumers: readonly Consumer[];
  readonly path: Path;
}

export interface Operation {
  readonly name: string;
  readonly entry: number;
  /** Requests a second. */
  readonly rate: number | undefined;
  readonly target: {readonly availability?: Chance | undefined; readonly p99?: number | undefined} | undefined;
  readonly measured:
    | {
        readonly availability?: Chance | undefined;
        readonly p50?: number | undefined;
        readonly p95?: number | undefined;
        readonly p99?: number | undefined;
      }
    | undefined;
  readonly lossPerFailedRequest: number | undefined;
  readonly consistency: 'atomic' | 'eventual' | undefined;
  /** Not in the file: a service that nobody calls is taken as the entry of an operation of its name. */
  readonly implied: boolean;
  readonly path: Path;
}

/** One system with every name resolved and every quantity in milliseconds, requests a second and chances. */
export interface Topology {
  readonly name: string;
  readonly services: ReadonlyMap<string, Service>;
  readonly nodes: readonly TopologyNode[];
  readonly sharedFates: ReadonlyMap<string, Chance>;
  readonly brokers: ReadonlyMap<string, Broker>;
  readonly events: ReadonlyMap<string, EventType>;
  readonly operations: ReadonlyMap<string, Operation>;
  /** Calls of the file that go to telemetry: no node has them. */
  readonly telemetryCalls: number;
  /** What was assumed because the file does not say, one sentence each. */
  readonly assumptions: readonly string[];
  /** Open questions that the file itself states. */
  readonly questions: readonly string[];
  /** Line of a part of the file, counted from 1; null where it is not in the file. */
  readonly lineOf: (path: Path) => number | null;
}
