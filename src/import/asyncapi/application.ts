import type {Origin} from '../draft.ts';
import type {Spot} from './spot.ts';

/** A server that a document names: a broker, or something that is talked to directly. */
export interface SpecServer {
  readonly key: string;
  /** In small letters, without address details: `test.mosquitto.org`. */
  readonly host: string;
  /** In small letters, as it is written: `kafka-secure`. */
  readonly protocol: string;
  readonly origin: Origin;
}

/** One message as a document describes it. */
export interface SpecMessage {
  readonly name: string;
  readonly spot: Spot;
}

/** One thing that an application does with a channel, from the application's own point of view. */
export interface Use {
  readonly action: 'send' | 'receive';
  /** The topic, queue or path; undefined where it is only known at run time. */
  readonly address: string | undefined;
  /** The channel's name in its document. */
  readonly channel: string;
  readonly servers: readonly SpecServer[];
  /** What bindings name where the servers do not tell: `kafka`. */
  readonly boundTo: readonly string[];
  readonly messages: readonly SpecMessage[];
  readonly queue: boolean;
  readonly group: string | undefined;
  /** The requester waits for an answer. */
  readonly reply: boolean;
  /** Where it is such an answer: the use that asks for it. */
  readonly request: Use | undefined;
  /** Messages carry an id to match answers with; who answers is not said. */
  readonly correlated: boolean;
  readonly origin: Origin;
}

/** A document: one application. */
export interface Application {
  readonly name: string;
  readonly version: 2 | 3;
  readonly uses: readonly Use[];
  readonly servers: readonly SpecServer[];
  /** Channels that no operation uses: who does what with them is not said. */
  readonly idle: readonly string[];
  readonly origin: Origin;
}
