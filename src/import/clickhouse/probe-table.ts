import {UserError} from '../../errors.ts';
import {listed} from '../../figures.ts';
import {printableLine} from '../../printable.ts';
import type {ServerAddress} from './address.ts';
import type {SqlEngine, TraceTable} from './engine.ts';

/** Without these the table holds no spans as the OpenTelemetry exporter writes them. */
const needed = [
  'Timestamp',
  'TraceId',
  'SpanId',
  'ParentSpanId',
  'SpanName',
  'SpanKind',
  'ServiceName',
  'ResourceAttributes',
  'SpanAttributes',
  'Duration',
  'StatusCode',
];
const attributeColumns = ['ResourceAttributes', 'SpanAttributes'];
const mostNamed = 5;

/** How each kind of attributes is written as a type: Map(LowCardinality(String), String); JSON, JSON(max_dynamic_paths=8). */
const attributeTypes = {map: /^Map\(/, json: /^(?:JSON\b|Object\('json'\))/} as const;

/**
 * What the table looks like that the address names. Asks `system.columns`, where a user sees the tables that they may
 * read; views and Distributed tables stand there as well. `shown` hides secrets in what the server says. Throws a UserError where there is none, or none of spans.
 */
export async function probeTable(
  engine: SqlEngine,
  address: ServerAddress,
  shown: (text: string) => string = (text) => text,
): Promise<TraceTable> {
  const {database, table} = address;
  const columns = new Map<string, string>();
  for await (const {name, type} of engine.rows(
    'SELECT name, type FROM system.columns WHERE database = {database:String} AND table = {table:String}',
    {database, table},
  ))
    columns.set(String(name), String(type));
  if (columns.size === 0) throw await missing(engine, address);
  const lacking = needed.filter((name) => !columns.has(name));
  if (lacking.length > 0)
    throw new UserError(
      printableLine(
        `${database}.${table} is no table of spans: it has no column ${listed(lacking.slice(0, mostNamed))}.`,
      ),
      await otherTables(engine),
    );
  const [kind, ...kinds] = attributeColumns.map((name) => kindOf(columns.get(name) ?? ''));
  if (kind === undefined || kinds.some((one) => one !== kind))
    throw new UserError(
      printableLine(`${database}.${table} keeps attributes in a way that is not known: ${types(columns, shown)}.`),
      'The OpenTelemetry exporter makes them Map(LowCardinality(String), String) or, with json: true, JSON.',
    );
  return {
    database,
    name: table,
    attributes: kind,
    hasTraceState: columns.has('TraceState'),
    hasStatusMessage: columns.has('StatusMessage'),
    // One column where the table was made with flatten_nested = 0.
    hasLinks: columns.has('Links.TraceId') || /^(?:Nested|Array\(Tuple)\(/.test(columns.get('Links') ?? ''),
    isOwn: false,
  };
}

function kindOf(type: string): TraceTable['attributes'] | undefined {
  return (['map', 'json'] as const).find((kind) => attributeTypes[kind].test(type));
}

function types(columns: ReadonlyMap<string, string>, shown: (text: string) => string): string {
  return attributeColumns.map((name) => `${name} ${shown(columns.get(name) ?? '').slice(0, 80)}`).join(', ');
}

async function missing(engine: SqlEngine, {database, table}: ServerAddress): Promise<UserError> {
  let there = false;
  for await (const _ of engine.rows('SELECT 1 AS there FROM system.databases WHERE name = {database:String}', {
    database,
  }))
    there = true;
  return new UserError(
    printableLine(
      there
        ? `There is no table ${table} in the database ${database}, or the user may not read it.`
        : `There is no database ${database}, or the user may not see it.`,
    ),
    await otherTables(engine),
  );
}

/** What to do next: the tables of spans that the user may read. */
async function otherTables(engine: SqlEngine): Promise<string> {
  const names: string[] = [];
  const sql = `SELECT database, table FROM system.columns WHERE name IN ('TraceId', 'SpanId', 'ParentSpanId', 'ServiceName', 'SpanAttributes')
GROUP BY database, table HAVING count() = 5 ORDER BY database, table LIMIT ${mostNamed}`;
  for await (const {database, table} of engine.rows(sql, {})) names.push(`${database}/${table}`);
  return names.length > 0
    ? printableLine(`Tables of spans that the user may read: ${names.join(', ')}.`)
    : 'The user can read no table of spans on this server; name the server and the user of the OpenTelemetry exporter.';
}
