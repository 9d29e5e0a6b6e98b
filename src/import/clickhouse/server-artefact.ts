import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import type {Artefact} from '../artefact.ts';
import {serverAddress} from './address.ts';
import {credentials} from './credentials.ts';

/** A table of spans on a ClickHouse server as an artefact: there is nothing to read in it, it is asked. Throws a UserError for a wrong address. */
export function serverArtefact(text: string, env: Readonly<Record<string, string | undefined>>): Artefact {
  const address = serverAddress(text);
  const refuse = (): never => {
    throw new UserError(
      `${printableLine(address.name)} is a table, and no file of another kind.`,
      'Leave --from out, or write --from clickhouse.',
    );
  };
  return {
    name: address.name,
    head: '',
    size: undefined,
    server: {address, credentials: credentials(env)},
    text: async () => refuse(),
    // biome-ignore lint/correctness/useYield: there is nothing to give.
    async *bytes() {
      refuse();
    },
    beside: async () => undefined,
    filesIn: async () => [],
  };
}
