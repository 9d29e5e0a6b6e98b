import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, afterEach, describe, expect, it} from 'vitest';
import {folder} from '../../commands/typed.ts';
import {type Asked, type Reply, scriptedServer} from './scripted-server.ts';

const here = folder();
const open: (() => unknown)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});
afterAll(() => here.remove());

const env = {CLICKHOUSE_USER: 'ann', CLICKHOUSE_PASSWORD: 's3cret'};
const columns = [
  ...['Timestamp DateTime64(9)', 'TraceId String', 'SpanId String', 'ParentSpanId String', 'SpanName String'],
  ...['SpanKind String', 'ServiceName String', 'Duration UInt64', 'StatusCode String', 'StatusMessage String'],
  ...['ResourceAttributes Map(String, String)', 'SpanAttributes Map(String, String)'],
].map((column) => ({name: column.slice(0, column.indexOf(' ')), type: column.slice(column.indexOf(' ') + 1)}));

/** What every import asks first; the statements after that are answered by `then`. */
const probe =
  (then: (asked: Asked) => Reply) =>
  (asked: Asked): Reply => {
    if (asked.sql.includes('system.columns')) return columns;
    if (asked.sql.includes('now64')) return [{value: Date.parse('2026-11-23T12:00:00Z')}];
    if (asked.sql.includes('count() AS value')) return [{value: 12}];
    return then(asked);
  };

async function serving(replyTo: (asked: Asked) => Reply) {
  const server = await scriptedServer(replyTo);
  open.push(server.close);
  return {server, address: `clickhouse://127.0.0.1:${server.port}/otel`};
}

describe('eventcoach import clickhouse://...', () => {
  it.each([
    ['the user is wrong', 516, 'DB::Exception: ann: Authentication failed. (AUTHENTICATION_FAILED)', /user ann/],
    ['the server is too busy', 202, 'DB::Exception: Too many simultaneous queries. (TOO_MANY)', /busy/],
  ])('ends with 2 and two lines where %s', async (_, code, text, said) => {
    const {address} = await serving(() => ({code, text}));
    const {code: exit, out, err} = await here.type(['import', address, '-o', 'x.yaml'], {env});
    expect([exit, out]).toEqual([2, '']);
    expect(err).toMatch(said);
    expect(err.trimEnd().split('\n')).toHaveLength(2);
    expect(err).not.toContain('s3cret');
    expect(existsSync(join(here.cwd, 'x.yaml'))).toBe(false);
  });

  it('ends with 2 where the memory gives out in the middle, or the connection breaks, and writes nothing', async () => {
    for (const end of ['Code: 241. DB::Exception: Memory limit exceeded. (MEMORY_LIMIT_EXCEEDED)\n', '']) {
      const {address} = await serving(
        probe(() => (response) => {
          response.writeHead(200);
          response.write(`{"row":{}}\n${end}`, () => setImmediate(() => response.destroy()));
        }),
      );
      const {code, err} = await here.type(['import', address, '-o', 'x.yaml'], {env});
      expect(code).toBe(2);
      expect(err).toMatch(end === '' ? /connection broke/ : /more memory/);
      expect(err).toMatch(/--since|--sample/);
    }
    expect(existsSync(join(here.cwd, 'x.yaml'))).toBe(false);
  });

  it('ends with 2 where nobody listens, and where the table is none', async () => {
    const {server, address} = await serving(() => []);
    expect((await here.type(['import', `${address}/nope`], {env})).err).toMatch(/no database otel/);
    server.close();
    const {code, err} = await here.type(['import', address], {env});
    expect(code).toBe(2);
    expect(err).toMatch(/cannot be reached.*ECONNREFUSED/);
  });

  it('takes no password from the command line, and repeats none', async () => {
    const {code, out, err} = await here.type(['import', 'clickhouse://ann:s3cret@127.0.0.1:1/otel']);
    expect(code).toBe(2);
    expect(out + err).not.toMatch(/s3cret|ann/);
  });

  it('is told from files by itself and by --from', async () => {
    here.file('traces.json', '{"resourceSpans": []}');
    expect((await here.type(['import', 'traces.json', '--from', 'clickhouse'])).err).toMatch(
      /traces\.json is no table on a ClickHouse server/,
    );
    expect((await here.type(['import', 'clickhouse://127.0.0.1:1/otel', '--from', 'zipkin'])).err).toMatch(
      /is a table, and no file of another kind/,
    );
    expect((await here.type(['import', 'clickhouse://127.0.0.1:1/otel', '--from', 'otlp'])).err).toMatch(
      /is a table, and no file of another kind/,
    );
    expect((await here.type(['import', 'clickhouse://127.0.0.1:1/otel', '--engine', 'chdb'])).err).toMatch(
      /a table on a server is added up by the server/,
    );
    const both = ['clickhouse://127.0.0.1:1/otel', 'clickhouse://127.0.0.1:1/more'];
    expect((await here.type(['import', ...both])).err).toMatch(/one table at a time/);
  });

  it('is ended by Ctrl-C with 130, and the statement is ended on the server before', async () => {
    const stop = new AbortController();
    const {server, address} = await serving(
      probe(({sql}) => {
        if (sql.startsWith('KILL')) return [];
        setTimeout(() => stop.abort(), 20);
        return () => {};
      }),
    );
    const {code, err} = await here.type(['import', address, '-o', 'x.yaml'], {env, signal: stop.signal});
    expect(code).toBe(130);
    expect(err).toContain('Interrupted');
    const kill = server.asked.at(-1)!;
    expect(kill.sql).toBe(`KILL QUERY WHERE query_id = '${server.asked.at(-2)!.queryId}'`);
    expect(kill.user).toBe('ann:s3cret');
    expect(existsSync(join(here.cwd, 'x.yaml'))).toBe(false);
  });

  it('is ended by Ctrl-C with 130 where the server does not even answer that', async () => {
    const stop = new AbortController();
    const {address} = await serving(
      probe(({sql}) => {
        if (!sql.startsWith('KILL')) setTimeout(() => stop.abort(), 20);
        return () => {};
      }),
    );
    expect((await here.type(['import', address], {env, signal: stop.signal})).code).toBe(130);
  });
});
