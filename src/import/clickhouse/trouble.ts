import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import type {ServerAccess} from './access.ts';
import {hidden, shortestHidden} from './hidden.ts';

const longestSaid = 300;
/** What makes a query smaller. */
export const less = 'Ask for less: a shorter --since, or one trace of many with --sample 10.';
const tooOld = 'SELECT version() tells how old it is; the query was tried on version 26.7.';

type Told = (access: ServerAccess, said: string) => readonly [message: string, hint: string];

const refusedUser: Told = ({address, credentials: {user, password}}) =>
  password === ''
    ? [
        `${address.name} does not let the user ${user} in without a password, and CLICKHOUSE_PASSWORD is not set.`,
        'Set CLICKHOUSE_USER and CLICKHOUSE_PASSWORD in the environment.',
      ]
    : [
        `${address.name} does not accept the user ${user} with this password.`,
        'Check CLICKHOUSE_USER and CLICKHOUSE_PASSWORD in the environment.',
      ];
const limit: Told = ({address}, said) => [`${address.name} stopped the query at one of its limits: ${said}`, less];
const unknown: Told = ({address}, said) => [
  `${address.name} does not understand the query; it may be too old: ${said}`,
  tooOld,
];
const cluster: Told = ({address}, said) => [
  `${address.name} cannot reach a part of its cluster: ${said}`,
  'Try again when all shards answer (SELECT * FROM system.clusters).',
];
const forbidden: Told = ({address, credentials: {user}}, said) => [
  `The user ${user} may not do this on ${address.name}: ${said}`,
  `Reading is enough: GRANT SELECT ON ${address.database}.${address.table} TO ${user}.`,
];

/** What ClickHouse's error codes mean here (the numbers and names of its own ErrorCodes, SELECT errorCodeToName(516)). */
const told: Readonly<Record<number, Told>> = {
  // UNKNOWN_IDENTIFIER, NO_SUCH_COLUMN_IN_TABLE
  47: ({address}, said) => [
    `${address.name} lacks a column: ${said}`,
    'Name the table that the OpenTelemetry exporter writes spans to, after the database: /otel_traces.',
  ],
  // UNKNOWN_TABLE, UNKNOWN_DATABASE
  60: ({address}) => [
    `There is no table ${address.table} in the database ${address.database}.`,
    'SHOW TABLES names those that are there.',
  ],
  81: ({address}) => [`There is no database ${address.database}.`, 'SHOW DATABASES names those that are there.'],
  // UNKNOWN_USER, WRONG_PASSWORD, REQUIRED_PASSWORD, AUTHENTICATION_FAILED
  192: refusedUser,
  193: refusedUser,
  194: refusedUser,
  516: refusedUser,
  // READONLY, ACCESS_DENIED
  164: ({address, credentials: {user}}, said) => [
    `${address.name} lets the user ${user} only read, and takes this for more: ${said}`,
    "Ask those who run the server: the user's setting readonly = 2 allows more than 1, and still no writing.",
  ],
  497: forbidden,
  // TOO_MANY_ROWS, TIMEOUT_EXCEEDED, TOO_SLOW, SET_SIZE_LIMIT_EXCEEDED, MEMORY_LIMIT_EXCEEDED, TOO_MANY_BYTES, TOO_MANY_ROWS_OR_BYTES
  158: limit,
  159: ({address}, said) => [`${address.name} stopped the query, which took too long: ${said}`, less],
  160: limit,
  191: limit,
  241: ({address}, said) => [`The query needs more memory than ${address.name} gives it: ${said}`, less],
  307: limit,
  396: limit,
  // QUOTA_EXCEEDED, TOO_MANY_SIMULTANEOUS_QUERIES
  201: ({address}, said) => [`The user's quota on ${address.name} is used up: ${said}`, 'Try again later.'],
  202: ({address}) => [`${address.name} is busy with too many queries.`, 'Try again later.'],
  // QUERY_WAS_CANCELLED
  394: ({address}) => [`Somebody ended the query on ${address.name}.`, 'Ask who watches the server, then try again.'],
  // UNKNOWN_FUNCTION, UNKNOWN_TYPE, SYNTAX_ERROR, UNKNOWN_AGGREGATE_FUNCTION, UNKNOWN_FORMAT, UNKNOWN_SETTING
  46: unknown,
  50: unknown,
  62: (access, said) =>
    /max.query.size/i.test(said)
      ? [
          `The query is longer than ${access.address.name} lets the user ${access.credentials.user} ask.`,
          `Let the user change max_query_size, or raise it in the user's profile. ${less}`,
        ]
      : unknown(access, said),
  63: unknown,
  73: unknown,
  115: unknown,
  // SOCKET_TIMEOUT, NETWORK_ERROR, ALL_CONNECTION_TRIES_FAILED, NO_REMOTE_SHARD_AVAILABLE
  209: cluster,
  210: cluster,
  279: cluster,
  519: cluster,
};

/** What ClickHouse answered instead of rows, or after some of them: `Code: 60. DB::Exception: ... (UNKNOWN_TABLE)`. */
export function serverTrouble(code: number, text: string, access: ServerAccess): UserError {
  const said = saidIn(text, access);
  const other: Told = ({address}) => [
    `${address.name} refused the query (${code}): ${said}`,
    'Try again; if it happens again, show this to those who run the server.',
  ];
  const [message, hint] = (told[code] ?? other)(access, said);
  return new UserError(printableLine(message), printableLine(hint));
}

/** The server's own sentence without the code before it and the version after it, on one line, shortened. */
function saidIn(text: string, {credentials}: ServerAccess): string {
  const {length} = credentials.password;
  if (length > 0 && length < shortestHidden)
    return 'its own words are not repeated here, as the password is too short to be hidden in them.';
  const bare = hidden(text, credentials)
    .slice(0, 4 * longestSaid)
    .replace(/^[\s\S]{0,40}?Code: \d+[.,][^:]{0,40}::Exception: /, '')
    .replace(/\(version [^()]{0,60}(?:\([^()]{0,60}\))?\)?/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const short = bare.length > longestSaid ? `${bare.slice(0, longestSaid)}...` : bare;
  return /[.!?]$/.test(short) ? short : `${short}.`;
}

/** The code in a text of ClickHouse's; undefined where it is none of its errors. */
export function codeIn(text: string): number | undefined {
  const found = /Code: (\d{1,5})[.,][^:]{0,40}::Exception/.exec(text);
  return found ? Number(found[1]) : undefined;
}

/** Something answers, and not as ClickHouse's HTTP interface does. */
export function strangerTrouble(status: number | undefined, text: string, {address}: ServerAccess): UserError {
  const native = /must use port (\d{1,5}) for HTTP/.exec(text);
  if (native)
    return new UserError(
      `${address.name}: the port is that of ClickHouse's native protocol.`,
      `Write the port of its HTTP interface, ${native[1]}.`,
    );
  const answered = status !== undefined && (status < 200 || status > 299) ? ` (${status})` : '';
  return new UserError(
    `${address.name} does not answer as ClickHouse does${answered}.`,
    'Check host and port: the HTTP interface is usually at 8123, with TLS (clickhouses://) at 8443. Redirects and proxies are not followed.',
  );
}

/** The answer ended in its middle. */
export function cutTrouble({address}: ServerAccess): UserError {
  return new UserError(
    `${address.name}: the connection broke before the answer was whole.`,
    `Try again; if it breaks again, a proxy may cut long answers. ${less}`,
  );
}
