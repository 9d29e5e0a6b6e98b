/** How sure an importer is: read off directly; follows from a convention; a guess that a person should look at. */
export type Confidence = 'sure' | 'likely' | 'guess';

/** Where a part comes from: the artefact's name as the user gave it, the line (from 1) where it has lines, and what was read there. */
export interface Origin {
  readonly file: string;
  readonly line?: number | undefined;
  /** The key, variable, field or span rule that says so, in a few words: `environment CART_ADDR`, `client and server span`. */
  readonly rule: string;
  readonly confidence: Confidence;
}

/** What traces or a mesh show of a call: calls a request, share of errors, durations in milliseconds. */
export interface Observation {
  readonly perRequest?: number | undefined;
  readonly errorRate?: number | undefined;
  readonly p50Ms?: number | undefined;
  readonly p95Ms?: number | undefined;
  readonly p99Ms?: number | undefined;
}

/** Own work, as milliseconds. */
export interface DraftLatency {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** One way into a service that has several; the calls that it makes name it. */
export interface DraftEndpoint {
  readonly name: string;
  readonly latency?: DraftLatency | undefined;
  readonly origin: Origin;
}

export interface DraftService {
  readonly name: string;
  /** Left out: a service. */
  readonly kind?: 'service' | 'datastore' | 'external' | undefined;
  readonly team?: string | undefined;
  /** Takes logs, traces or metrics: its calls are kept out of the analysis. */
  readonly telemetry?: boolean | undefined;
  /** How many run; one is enough, as far as an artefact can tell. */
  readonly replicas?: number | undefined;
  readonly latency?: DraftLatency | undefined;
  /** Where requests to it differ. A service has these or `latency`, not both. */
  readonly endpoints?: readonly DraftEndpoint[] | undefined;
  /** Named by others, but not described in any artefact: it becomes external and is listed apart. */
  readonly dangling?: boolean | undefined;
  readonly origin: Origin;
}

/** A service, or one of its endpoints. */
export interface Place {
  readonly service: string;
  readonly endpoint?: string | undefined;
}

/** A synchronous call. What its caller does when it fails no artefact tells: every one becomes `onFailure: unknown`. */
export interface DraftCall {
  readonly from: Place;
  readonly to: Place;
  readonly name?: string | undefined;
  readonly request?: string | undefined;
  readonly purpose?: string | undefined;
  readonly kind?: 'query' | 'command' | 'notify' | undefined;
  readonly timeoutMs?: number | undefined;
  /** Attempts after the first. */
  readonly retries?: number | undefined;
  readonly backoffMs?: number | undefined;
  readonly circuitBreaker?: boolean | undefined;
  /** Times in a row, a whole number. */
  readonly count?: number | undefined;
  /** Share of requests that make it. */
  readonly probability?: number | undefined;
  /** Calls with the same word run at the same time. */
  readonly parallel?: string | undefined;
  readonly observed?: Observation | undefined;
  readonly origin: Origin;
}

export interface DraftBroker {
  readonly name: string;
  readonly nodes?: number | undefined;
  readonly origin: Origin;
}

export interface DraftConsumer {
  readonly place: Place;
  readonly group?: string | undefined;
  /** Typical time that one message takes, in milliseconds. */
  readonly handlingMs?: number | undefined;
  readonly observed?: Observation | undefined;
  readonly origin: Origin;
}

/**
 * Something that goes over a broker. Who publishes and who reads stands here only where the artefact tells the
 * direction; a client of unknown direction is left out and becomes a question.
 */
export interface DraftEvent {
  readonly name: string;
  readonly via?: string | undefined;
  readonly topic?: string | undefined;
  readonly channel?: 'topic' | 'queue' | undefined;
  readonly key?: string | undefined;
  readonly payload?: Readonly<Record<string, string>> | undefined;
  readonly expectsReply?: boolean | undefined;
  /** Messages a second. */
  readonly rate?: number | undefined;
  /** Share of the producer's requests that publish it. */
  readonly probability?: number | undefined;
  readonly producers: readonly Place[];
  readonly consumers: readonly DraftConsumer[];
  readonly origin: Origin;
}

export interface DraftOperation {
  readonly name: string;
  readonly entry: Place;
  /** Requests a second. */
  readonly rate?: number | undefined;
  readonly measured?:
    | {
        /** Share of requests that succeed, 0 to 1. */
        readonly availability?: number | undefined;
        readonly p50Ms?: number | undefined;
        readonly p95Ms?: number | undefined;
        readonly p99Ms?: number | undefined;
      }
    | undefined;
  readonly origin: Origin;
}

/** What one artefact, or several of one kind that belong together, say of a system. Names may repeat: parts of one name are joined. */
export interface Draft {
  /** `observed`: seen at run time. `declared`: written down by somebody. Observed beats declared. */
  readonly evidence: 'declared' | 'observed';
  /** A name for the system, where the artefact has one. */
  readonly name?: string | undefined;
  readonly services: readonly DraftService[];
  readonly calls: readonly DraftCall[];
  readonly brokers: readonly DraftBroker[];
  readonly events: readonly DraftEvent[];
  readonly operations: readonly DraftOperation[];
  /** Every file that went in, by name, also those that an artefact refers to and that nobody named. */
  readonly files?: readonly string[] | undefined;
  /** Files that services are given and that were read for their sake; each may still be an artefact of its own kind. */
  readonly lookedAt?: readonly string[] | undefined;
  /** What the artefact leaves open and a person can answer, as questions: they stand in the file. */
  readonly questions: readonly string[];
  /** What the reader of the import must know (what was left out, counted, sampled): they stand in the summary. */
  readonly notes: readonly string[];
}

/** A draft that says nothing, for what an artefact does not have. */
export const emptyDraft = {
  services: [],
  calls: [],
  brokers: [],
  events: [],
  operations: [],
  questions: [],
  notes: [],
} as const satisfies Partial<Draft>;
