import type {ServerAddress} from './address.ts';
import type {Credentials} from './credentials.ts';

/** What it takes to ask a server. */
export interface ServerAccess {
  readonly address: ServerAddress;
  readonly credentials: Credentials;
}
