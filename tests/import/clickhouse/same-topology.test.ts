import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import type {ChdbSession} from '../../../src/import/chdb/package.ts';
import {spanLines} from '../../bench/spans.ts';
import {folder} from '../../commands/typed.ts';
import {hasChdb, testChdb} from '../chdb/installed.ts';
import {trickyLines} from '../chdb/tricky.ts';
import {bridge} from './bridge.ts';
import {exportedRows, exportersTable} from './exported-rows.ts';

const here = folder();
const env = {CLICKHOUSE_USER: 'ann', CLICKHOUSE_PASSWORD: 's3cret'};
const recorded = ['error_timeout_masked', 'n_plus_one_full_concurrent', 'sibling_errors'].map((name) =>
  readFileSync(`fixtures/import/otlp/${name}.otlp.json`, 'utf8'),
);
/** Spans that no trace can be made of. */
const left = [
  ['"traceId":"[^"]*"', '"traceId":""'],
  ['"startTimeUnixNano":"[^"]*"', '"startTimeUnixNano":"0000000000000000000"'],
].map(([from, to]) => [...spanLines(10)][0]!.line.replaceAll(new RegExp(from!, 'g'), to!));
const requests = [...left, ...[...spanLines(1000)].map(({line}) => line), ...trickyLines(1, 200), ...recorded].map(
  (text) => JSON.parse(text) as Parameters<typeof exportedRows>[0],
);

/** Shards on the port that an engine says is its own are read in its process. */
const shard = (host: string) => `<shard><replica><host>${host}</host><port>9000</port></replica></shard>`;
const cluster = `<clickhouse><tcp_port>9000</tcp_port><remote_servers><two>${shard('127.0.0.1')}${shard('localhost')}</two></remote_servers></clickhouse>`;

let session: ChdbSession;
let server: Awaited<ReturnType<typeof bridge>>;

/** What an import writes, and what it says of the spans; the source goes by one name, and the system by none. */
async function imported(source: string, options: readonly string[]): Promise<{data: unknown; notes: string}> {
  const {code, out, err} = await here.type(['import', source, ...options], {env});
  expect([code, err.slice(0, err.indexOf(' ')), err.includes('spans in')]).toEqual([0, 'Imported', true]);
  const {name: _, ...data} = parse(out.replaceAll(source, 'SOURCE')) as {name: string};
  return {data, notes: err.slice(err.indexOf('To know when reading')).replaceAll(source, 'SOURCE')};
}

describe.skipIf(!hasChdb)('an import from a table of spans', () => {
  beforeAll(async () => {
    here.file('spans.jsonl', requests.map((request) => JSON.stringify(request)).join('\n'));
    const {Session} = testChdb() as {readonly Session: new (path: string, options: unknown) => ChdbSession};
    here.file('cluster.xml', cluster);
    const connectionArgs = [`--config-file=${join(here.cwd, 'cluster.xml')}`];
    session = new Session(join(here.cwd, 'chdb'), {connectionArgs});
    const run = (sql: string) => session.queryAsync(sql, {format: 'TabSeparated'});
    await run('CREATE DATABASE otel');
    for (const [name, kept, spelling] of [
      ['otel_traces', 'map', 'new'],
      ['old_json', 'json', 'old'],
    ] as const) {
      await run(exportersTable(`otel.${name}`, kept));
      const rows = requests.flatMap((request) => exportedRows(request, spelling));
      await run(`INSERT INTO otel.${name} FORMAT JSONEachRow ${rows.map((row) => JSON.stringify(row)).join('\n')}`);
    }
    // Two shards, both in this process; half of the spans of each trace lie on either.
    await run('CREATE VIEW otel.half AS SELECT * FROM otel.old_json WHERE cityHash64(SpanId) % 2 = shardNum() - 1');
    await run('CREATE TABLE otel.shards AS otel.old_json ENGINE = Distributed(two, otel, half)');
    // From here on as a user who may only read.
    await run('SET readonly = 1');
    server = await bridge(session, {name: 'ann', password: 's3cret'});
  }, 120_000);
  afterAll(async () => {
    await server?.close();
    session?.close();
    here.remove();
  });

  const times = ['--since', '2020-01-01', '--until', '2030-01-01'];
  it.each([
    {table: 'otel_traces', kind: 'a sample of the exporter as it is today', options: [...times, '--sample', '3']},
    {table: 'shards', kind: 'two shards, attributes as JSON, and the words of old exporters', options: times},
  ])(
    'over HTTP is what the import of the same spans from a file is: $kind',
    async ({table, options}) => {
      const address = `clickhouse://127.0.0.1:${server.port}/otel/${table}`;
      const file = await imported('spans.jsonl', options);
      expect(file.notes).toMatch(/without a readable start time left out[\s\S]*without a trace id left out/);
      expect(await imported(address, options)).toEqual(file);
    },
    120_000,
  );
});
