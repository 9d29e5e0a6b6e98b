import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';

/** A table of spans, on the server that has it. */
export interface ServerAddress {
  /** Where the server's HTTP interface is: `http://host:8123`. */
  readonly origin: string;
  readonly database: string;
  readonly table: string;
  /** What messages and sources call it: the whole address, with port and table. */
  readonly name: string;
}

/** The name that the OpenTelemetry exporter gives the table of spans. */
const usualTable = 'otel_traces';

/** How each kind of address is spoken to, and the port that a server's HTTP interface usually has there. */
const schemes = {
  clickhouse: {protocol: 'http', port: '8123'},
  clickhouses: {protocol: 'https', port: '8443'},
} as const;

/** Does the user name a ClickHouse server, or mean to? */
export function isServerAddress(text: string): boolean {
  return /^\s*(?:clickhouse[a-z+.-]{0,20}:|tcp:\/\/)/i.test(text);
}

/** As much of an address as holds no secret, whatever is wrong with it: the host, a port in digits, names behind it. */
function shownOf(text: string): string {
  if (/@|%40/.test(text)) return `${/^\s*[a-z+.-]*:/i.exec(text)?.[0].trim() ?? ''}...`;
  const [clean = ''] =
    /^\s*[a-z+.-]*:\/*(?:[^/:?#;=%]+|\[[^\]/?#;=%]*\])?(?::\d{1,5}(?=\/|\s*$))?(?:\/[^/:?#;=%]*){0,4}/i.exec(text) ??
    [];
  return printableLine(clean.length === text.length ? text : `${clean.trim()}...`);
}

/**
 * Reads `clickhouse://HOST[:PORT]/DATABASE[/TABLE]`, or `clickhouses://` for TLS. Throws a UserError, which repeats nothing
 * of an address with a user name or a password in it.
 */
export function serverAddress(text: string): ServerAddress {
  const [, kind = '', rest = ''] = /^(clickhouses?):\/\/(.*)$/is.exec(text) ?? [];
  // Some write @ as %40 before a host, as it stands in other addresses.
  if (rest.includes('@') || /^[^/]*%40/.test(rest) || /[?&;#](?:user|pass)/i.test(text) || /@/.test(text))
    throw new UserError(
      'The address holds a user name or a password.',
      'Leave them out and set CLICKHOUSE_USER and CLICKHOUSE_PASSWORD: what is typed is seen by others and kept in the history.',
    );
  const shown = shownOf(text);
  if (kind === '')
    throw new UserError(
      `${shown} is no address that is known here.`,
      'Write clickhouse://HOST:8123/DATABASE, with TLS clickhouses://, and the port of the HTTP interface.',
    );
  if (/[?#]/.test(rest))
    throw new UserError(
      `${shown}: nothing can follow the table.`,
      'Leave out what stands from ? or # on; for TLS write clickhouses:// instead of clickhouse://.',
    );
  const scheme = kind.toLowerCase() === 'clickhouses' ? 'clickhouses' : 'clickhouse';
  const {protocol, port: usualPort} = schemes[scheme];
  const [, host = '', port = usualPort, path = ''] = /^([^/:[\]]+|\[[^\]/]*\])(?::(\d+))?(\/.*)?$/s.exec(rest) ?? [];
  const origin = `${protocol}://${host}:${port}`;
  const parts = path.split('/').filter(Boolean).map(decoded);
  if (!URL.canParse(origin) || parts.includes('') || parts.length > 2)
    throw new UserError(
      `${shown} is no address of a table in ClickHouse.`,
      'Write clickhouse://HOST:8123/DATABASE, and /TABLE after it where the table is not otel_traces.',
    );
  const [database, table = usualTable] = parts;
  if (database === undefined)
    throw new UserError(`${shown} names no database.`, 'Write it after the host: clickhouse://localhost:8123/otel');
  const where = `${new URL(origin).hostname}:${port}`;
  return {
    origin: `${protocol}://${where}`,
    database,
    table,
    name: `${scheme}://${where}/${encodeURIComponent(database)}/${encodeURIComponent(table)}`,
  };
}

/** What a part of a path stands for; empty where it stands for nothing. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
