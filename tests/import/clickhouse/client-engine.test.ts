import type {ServerResponse} from 'node:http';
import {createServer as createPlainServer} from 'node:net';
import {setTimeout as pause} from 'node:timers/promises';
import {afterEach, describe, expect, it} from 'vitest';
import {Interrupted, UserError} from '../../../src/errors.ts';
import {serverAddress} from '../../../src/import/clickhouse/address.ts';
import {clientEngine} from '../../../src/import/clickhouse/client-engine.ts';
import {networkTrouble} from '../../../src/import/clickhouse/network-trouble.ts';
import {type Asked, type Reply, scriptedServer} from './scripted-server.ts';

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const credentials = {user: 'ann', password: 's3cret'};

async function engineAt(
  address: string,
  signal = new AbortController().signal,
  patience?: {greetingMs: number; silenceMs: number},
) {
  const read: number[] = [];
  const access = {address: serverAddress(address), credentials};
  const engine = await clientEngine(access, signal, (bytes) => read.push(bytes), patience);
  open.push(engine.close);
  const all = async (sql = 'SELECT 1', parameters: Record<string, string | number> = {}) => {
    const rows: unknown[] = [];
    for await (const row of engine.rows(sql, parameters)) rows.push(row);
    return rows;
  };
  const refusal = async (sql?: string): Promise<UserError> => {
    const error: unknown = await all(sql).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (error instanceof UserError) return error;
    throw error instanceof Error ? error : new Error('no error');
  };
  return {engine, all, refusal, read};
}

async function talking(replyTo: (asked: Asked) => Reply, signal?: AbortSignal) {
  const server = await scriptedServer(replyTo);
  open.push(server.close);
  return {...(await engineAt(`clickhouse://127.0.0.1:${server.port}/otel`, signal)), server};
}

const answered = (response: ServerResponse, headers: Record<string, string> = {}) => {
  response.writeHead(200, {'content-type': 'application/json', 'x-clickhouse-query-id': '1', ...headers});
  response.write('{"row":{"n":1}}\n');
};

describe('a ClickHouse server over HTTP', () => {
  it('gets the statement as a body, its parameters beside it, and the user in the header', async () => {
    const {all, server} = await talking(() => [{n: 1}, {n: '18446744073709551615', text: 'zwölf\n"'}]);
    expect(await all('SELECT {from:DateTime64(9)}, {name:String}', {from: '1754500000.000', name: "o'b\tc"})).toEqual([
      {n: 1},
      {n: '18446744073709551615', text: 'zwölf\n"'},
    ]);
    expect(server.asked).toHaveLength(1);
    expect(server.asked[0]).toMatchObject({
      method: 'POST',
      sql: 'SELECT {from:DateTime64(9)}, {name:String}',
      format: 'JSONEachRowWithProgress',
      user: 'ann:s3cret',
      // Escaped as in a TSV file (documentation of ClickHouse's HTTP interface, "queries with parameters").
      parameters: {from: '1754500000.000', name: "o\\'b\\tc"},
    });
    expect(server.asked[0]!.queryId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is sent no settings, which a read-only user may not change, but for statements above the usual size', async () => {
    const {all, server} = await talking(() => []);
    await all();
    await all(`SELECT 1 -- ${'x'.repeat(300_000)}`);
    expect(server.asked.map(({settings}) => settings)).toEqual([{}, {max_query_size: '16777216'}]);
  });

  it('is asked without that setting where the user may not change it', async () => {
    const {all, server} = await talking(({settings}) =>
      'max_query_size' in settings
        ? {code: 164, text: "DB::Exception: Cannot modify 'max_query_size' setting in readonly mode. (READONLY)"}
        : [{n: 1}],
    );
    expect(await all(`SELECT 1 -- ${'x'.repeat(300_000)}`)).toEqual([{n: 1}]);
    expect(server.asked).toHaveLength(2);
    const short = await talking(({settings}) =>
      'max_query_size' in settings
        ? {
            code: 452,
            text: "DB::Exception: Setting max_query_size shouldn't be greater than 1. (SETTING_CONSTRAINT_VIOLATION)",
          }
        : {
            code: 62,
            text: 'DB::Exception: Syntax error: failed at position 262145: Max query size exceeded. (SYNTAX_ERROR)',
          },
    );
    expect((await short.refusal(`SELECT 1 -- ${'x'.repeat(300_000)}`)).message).toMatch(
      /longer than .* lets the user ann ask/,
    );
  });

  it('tells how much it has read, over all statements', async () => {
    const {all, read} = await talking(() => []);
    await all();
    await all();
    // 300 bytes in each answer of the scripted server.
    expect(read).toEqual([300, 600]);
  });

  it('gives rows however its answer is cut into pieces', async () => {
    const text = '{"meta":[]}\r\n{"row":{"ä":"€😀"}}\n\n{"row":{"ä":"\\n"}}\n{"progress":{"read_rows":"1"}}\n';
    const {all} = await talking(() => (response) => {
      response.writeHead(200);
      void (async () => {
        for (const byte of Buffer.from(text)) {
          response.write(Buffer.of(byte));
          await pause(0);
        }
        response.end();
      })();
    });
    expect(await all()).toEqual([{ä: '€😀'}, {ä: '\n'}]);
  });
});

describe('what ClickHouse refuses', () => {
  // Texts as its servers write them; numbers and names by SELECT errorCodeToName(N) in the engine of chdb 3.4.0.
  it.each([
    [
      516,
      403,
      'DB::Exception: ann: Authentication failed: password is incorrect, or there is no user with such name. (AUTHENTICATION_FAILED)',
      /does not accept the user ann with this password/,
      /CLICKHOUSE_USER and CLICKHOUSE_PASSWORD/,
    ],
    [
      194,
      401,
      'DB::Exception: Password required for user ann. (REQUIRED_PASSWORD)',
      /does not accept the user ann/,
      /CLICKHOUSE_PASSWORD/,
    ],
    [
      497,
      403,
      'DB::Exception: ann: Not enough privileges. To execute this query, it is necessary to have the grant SELECT(TraceId) ON otel.otel_traces. (ACCESS_DENIED)',
      /The user ann may not do this/,
      /GRANT SELECT ON otel\.otel_traces TO ann/,
    ],
    [
      60,
      404,
      "DB::Exception: Table otel.otel_traces doesn't exist. (UNKNOWN_TABLE)",
      /no table otel_traces in the database otel/,
      /SHOW TABLES/,
    ],
    [81, 404, "DB::Exception: Database otel doesn't exist. (UNKNOWN_DATABASE)", /no database otel/, /SHOW DATABASES/],
    [
      47,
      404,
      "DB::Exception: Unknown expression identifier 'SpanKind'. (UNKNOWN_IDENTIFIER)",
      /lacks a column: .*'SpanKind'/,
      /otel_traces/,
    ],
    [
      241,
      500,
      'DB::Exception: Memory limit (total) exceeded: would use 9.33 GiB. (MEMORY_LIMIT_EXCEEDED)',
      /more memory than .* gives it: Memory limit/,
      /--since.*--sample/,
    ],
    [
      159,
      500,
      'DB::Exception: Timeout exceeded: elapsed 60.2 seconds, maximum: 60. (TIMEOUT_EXCEEDED)',
      /took too long: Timeout exceeded/,
      /--since.*--sample/,
    ],
    [
      158,
      500,
      'DB::Exception: Limit for rows to read exceeded. (TOO_MANY_ROWS)',
      /stopped the query at one of its limits/,
      /--sample/,
    ],
    [394, 500, 'DB::Exception: Query was cancelled. (QUERY_WAS_CANCELLED)', /Somebody ended the query/, /try again/],
    [
      50,
      500,
      'DB::Exception: Unknown data type family: Map. (UNKNOWN_TYPE)',
      /may be too old: Unknown data type family: Map/,
      /SELECT version\(\)/,
    ],
    [46, 500, 'DB::Exception: Unknown function mapFilter. (UNKNOWN_FUNCTION)', /may be too old/, /SELECT version\(\)/],
    [
      279,
      500,
      'DB::NetException: All connection tries failed. (ALL_CONNECTION_TRIES_FAILED)',
      /cannot reach a part of its cluster/,
      /shards/,
    ],
    [202, 500, 'DB::Exception: Too many simultaneous queries. (TOO_MANY_SIMULTANEOUS_QUERIES)', /busy/, /later/],
    [
      999,
      500,
      'Coordination::Exception: Session expired. (KEEPER_EXCEPTION)',
      /refused the query \(999\): .*Session expired/,
      /again/,
    ],
  ])(
    'with code %i (status %i) is told in a line, with a line of what to do',
    async (code, status, text, message, hint) => {
      const {refusal} = await talking(() => ({code, status, text: `${text} (version 25.8.2.29 (official build))\n`}));
      const error = await refusal();
      expect(error.message).toMatch(message);
      expect(error.hint).toMatch(hint);
      expect(`${error.message}${error.hint}`).not.toMatch(/[\n]|version 25|s3cret/);
    },
  );

  it('never repeats the password nor control characters of an answer', async () => {
    const {refusal} = await talking(() => ({
      code: 43,
      text: 'DB::Exception: s3cret \u001b[31m\n\u0007 s3cret (ILLEGAL)',
    }));
    const {message} = await refusal();
    expect(message).toContain('[password]');
    expect(message).not.toMatch(/s3cret|[\u0000-\u001f]/);
  });

  // What versions write where the headers of an answer are gone already: a row (before 25.11, by
  // http_write_exception_in_output_format), the bare text, or the text between marks (since 25.11).
  const late = 'Code: 241. DB::Exception: Memory limit (for query) exceeded. (MEMORY_LIMIT_EXCEEDED)';
  it.each([
    ['as a row', `{"exception": "${late}"}\n`],
    ['as a text', `${late}\n`],
    ['as a text without its end of line', late],
    [
      'between marks',
      `\r\n__exception__\r\nabcdefghijklmnop\r\n${late}\n${late.length + 1} abcdefghijklmnop\r\n__exception__\r\n`,
    ],
  ])('after the first rows is told as well: %s', async (_, text) => {
    for (const end of ['end', 'destroy'] as const) {
      const {refusal} = await talking(() => (response) => {
        answered(response, {'x-clickhouse-exception-tag': 'abcdefghijklmnop'});
        response.write(text, () => setImmediate(() => response[end]()));
      });
      expect((await refusal()).message).toContain('more memory than');
    }
  });
});

describe('a query that is cut in its middle', () => {
  it.each([
    ['as the connection breaks', (response: ServerResponse) => setImmediate(() => response.destroy())],
    ['in the middle of a row', (response: ServerResponse) => response.end('{"row":{"n":')],
    ['behind a row without its end of line', (response: ServerResponse) => response.end('{"row":{"n":2}}')],
    ['by a text of somebody else', (response: ServerResponse) => response.end('<html>504</html>\n')],
  ])('%s is no answer', async (_, cut) => {
    const {refusal} = await talking(() => (response) => {
      answered(response);
      cut(response);
    });
    const {message, hint} = await refusal();
    expect(message).toMatch(/the connection broke/);
    expect(hint).toMatch(/Try again/);
  });

  it('before anything came is no answer either', async () => {
    const {refusal} = await talking(() => (response) => response.destroy());
    const {message, hint} = await refusal();
    expect(message).toMatch(/closed the connection without an answer/);
    expect(hint).toContain('clickhouses://');
  });
});

describe('what is no ClickHouse server', () => {
  it.each([
    [
      'a page',
      (r: ServerResponse) => r.writeHead(200, {'content-type': 'text/html'}).end('<!doctype html>\n<p>Hi'),
      /does not answer as ClickHouse does\./,
    ],
    [
      'a page that is not there',
      (r: ServerResponse) => r.writeHead(404).end('<h1>Not found</h1>'),
      /does not answer as ClickHouse does \(404\)/,
    ],
    ['a gateway', (r: ServerResponse) => r.writeHead(502).end(), /does not answer as ClickHouse does \(502\)/],
    [
      'JSON of somebody else',
      (r: ServerResponse) => r.writeHead(200).end('[1]\n'),
      /does not answer as ClickHouse does/,
    ],
  ])('%s is told as such', async (_, reply, message) => {
    const {refusal} = await talking(() => reply);
    const error = await refusal();
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(/8123/);
  });

  it('a redirect is not followed: the password would go elsewhere', async () => {
    const other = await scriptedServer(() => []);
    open.push(other.close);
    const {refusal} = await talking(
      () => (response) => response.writeHead(307, {location: `http://127.0.0.1:${other.port}/`}).end(),
    );
    expect((await refusal()).message).toMatch(/\(307\)/);
    expect(other.asked).toEqual([]);
  });

  it('the port of the native protocol is told from that of HTTP', async () => {
    // What the native port answers to HTTP (TCPHandler of ClickHouse).
    const native =
      'HTTP/1.0 400 Bad Request\r\n\r\nPort 9000 is for clickhouse-client program.\r\nYou must use port 8123 for HTTP.\r\n';
    const port = await plain((socket) => socket.end(native));
    const error = await (await engineAt(`clickhouse://127.0.0.1:${port}/otel`)).refusal();
    expect(error.message).toContain('native protocol');
    expect(error.hint).toContain('8123');
  });

  it('something else than HTTP is told as such', async () => {
    const port = await plain((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'));
    expect((await (await engineAt(`clickhouse://127.0.0.1:${port}/otel`)).refusal()).message).toMatch(
      /does not answer as ClickHouse does/,
    );
  });

  it('a port without TLS is told where TLS was asked for', async () => {
    const server = await scriptedServer(() => []);
    open.push(server.close);
    const error = await (await engineAt(`clickhouses://127.0.0.1:${server.port}/otel`)).refusal();
    expect(error.message).toMatch(/does not speak TLS/);
    expect(error.hint).toContain('clickhouse://');
  });

  it('a port that nobody listens on is told', async () => {
    const port = await plain(() => {});
    await open.pop()!();
    const refused = await (await engineAt(`clickhouse://127.0.0.1:${port}/otel`)).refusal();
    expect(refused.message).toMatch(/nobody listens there \(ECONNREFUSED\)/);
  });

  // Codes of Node's errors, as dns, net and tls throw them.
  it.each([
    ['ENOTFOUND', /the host is not known/, /host/],
    ['EAI_AGAIN', /cannot be looked up now/, /network/],
    ['ETIMEDOUT', /does not answer/, /network/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /certificate that is not trusted/, /NODE_EXTRA_CA_CERTS/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /certificate that is not trusted/, /NODE_EXTRA_CA_CERTS/],
    ['CERT_HAS_EXPIRED', /certificate has expired/, /renew/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /certificate is for another host/, /as the certificate has it/],
    ['ECONNRESET', /closed the connection without an answer/, /clickhouses:\/\//],
  ])('a connection that fails of %s is told with what to do', (code, message, hint) => {
    const access = {address: serverAddress('clickhouse://db/otel'), credentials};
    const moment = {answered: false, isLate: false, patienceMs: 1};
    for (const error of [{code}, {errors: [{code}]}]) {
      const trouble = networkTrouble(Object.assign(new Error('s3cret'), error), access, moment)!;
      expect(trouble.message).toMatch(message);
      expect(trouble.hint).toMatch(hint);
      expect(`${trouble.message}${trouble.hint}`).not.toContain('s3cret');
    }
    expect(networkTrouble(new TypeError('a bug'), access, moment)).toBeUndefined();
  });
});

async function plain(reply: (socket: import('node:net').Socket) => void): Promise<number> {
  const server = createPlainServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => reply(socket));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  open.push(() => new Promise((done) => server.close(done)));
  return (server.address() as {port: number}).port;
}

describe('a server that stays silent', () => {
  it.each([
    ['from the beginning', 0, {greetingMs: 60, silenceMs: 60_000}, /said nothing for 60 ms/, /host and port/],
    ['in the middle of its work', 1, {greetingMs: 60_000, silenceMs: 60}, /said nothing for 60 ms/, /--sample/],
  ])('is left %s', async (_, answers, patience, message, hint) => {
    const server = await scriptedServer(() => (server.asked.length > answers ? () => {} : []));
    open.push(server.close);
    const address = `clickhouse://127.0.0.1:${server.port}/otel`;
    const {all, refusal} = await engineAt(address, new AbortController().signal, patience);
    for (let n = 0; n < answers; n += 1) await all();
    const error = await refusal();
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(hint);
  });
});

describe('Ctrl-C', () => {
  it.each(['before the first row', 'among the rows'])(
    'ends a statement %s, and ends it on the server',
    async (when) => {
      const stop = new AbortController();
      const begun = Promise.withResolvers<void>();
      const {all, engine, server} = await talking(({sql}) => {
        if (sql.startsWith('KILL')) return [];
        return (response) => {
          if (when === 'among the rows') answered(response);
          setTimeout(begun.resolve, 20);
        };
      }, stop.signal);
      const rows = all('SELECT sleep(3)').catch((error: unknown) => error);
      await begun.promise;
      const stopped = (() => {
        const gone = engine.stop();
        stop.abort();
        return gone;
      })();
      expect(await rows).toBeInstanceOf(Interrupted);
      await Promise.all([stopped, engine.close()]);
      const [first, kill] = server.asked;
      expect(kill).toMatchObject({sql: `KILL QUERY WHERE query_id = '${first!.queryId}'`, user: 'ann:s3cret'});
      expect(server.closed).toContain(first!.queryId);
    },
  );

  it('leaves nothing to end where nothing runs', async () => {
    const {engine, all, server} = await talking(() => []);
    await all();
    await engine.stop();
    expect(server.asked).toHaveLength(1);
  });
});
