import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import type {Format} from './format.ts';

/** Traces in the table of a ClickHouse server or cluster that the OpenTelemetry exporter writes to: the server adds up, no span is fetched. */
export const clickhouse: Format = {
  title: 'traces in ClickHouse',
  recognizes: ({server}) => server !== undefined,
  read: async ([artefact, another], run) => {
    if (artefact?.server === undefined)
      throw new UserError(
        `${printableLine(artefact?.name ?? '')} is no table on a ClickHouse server.`,
        'Name it by its address, clickhouse://HOST:8123/DATABASE, or leave --from out.',
      );
    if (another)
      throw new UserError(
        `${printableLine(another.name)}: one table at a time.`,
        'Import the first, then join the second to it with --merge; a Distributed or Merge table holds both at once.',
      );
    if (run.engine === 'memory' || run.engine === 'chdb')
      throw new UserError(
        `--engine ${run.engine}: a table on a server is added up by the server.`,
        'Leave --engine out; it chooses what adds up files.',
      );
    const {askTable} = await import('./clickhouse/ask-table.ts');
    return askTable(artefact.server, run);
  },
};
