import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {ChdbSession} from '../../../src/import/chdb/package.ts';

/** What belongs to HTTP, and is no setting of the engine. */
const ofHttp = new Set([
  'query',
  'query_id',
  'database',
  'session_id',
  'role',
  'enable_http_compression',
  'wait_end_of_query',
]);

/**
 * ClickHouse's HTTP protocol on 127.0.0.1 in front of an embedded engine, for one user. Statements wait for each other: a
 * session runs one at a time. A format at the end of a statement becomes the engine's argument, `param_NAME` its parameters
 * and everything else in the query string is SET before, as max_query_size holds before a statement is read.
 */
export async function bridge(session: ChdbSession, user: {readonly name: string; readonly password: string}) {
  const statements: string[] = [];
  const set = new Map<string, string>();
  let last: Promise<unknown> = Promise.resolve();
  const expected = `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`;
  const server = createServer((request, response) => {
    last = last.then(() => answer(request, response)).catch((error: unknown) => refuse(response, String(error)));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://host');
    const body: Buffer[] = [];
    for await (const chunk of request) body.push(chunk as Buffer);
    if (url.pathname === '/ping') return void response.end('Ok.\n');
    if (request.headers.authorization !== expected)
      return refuse(
        response,
        `Code: 516. DB::Exception: ${user.name}: Authentication failed. (AUTHENTICATION_FAILED)`,
        403,
      );
    const text = Buffer.concat(body).toString() || (url.searchParams.get('query') ?? '');
    const [, sql = text, format = 'TabSeparated'] = /^([\s\S]*)\nFORMAT (\w+)$/.exec(text) ?? [];
    statements.push(sql);
    const parameters: Record<string, string> = {};
    for (const [key, value] of url.searchParams) {
      if (key.startsWith('param_')) parameters[key.slice('param_'.length)] = unescaped(value);
      else if (!ofHttp.has(key) && set.get(key) !== value) {
        await session.queryAsync(`SET ${key} = '${value.replaceAll("'", "\\'")}'`, {format: 'TabSeparated'});
        set.set(key, value);
      }
    }
    const result =
      Object.keys(parameters).length > 0
        ? await session.queryBindAsync(sql, parameters, {format})
        : await session.queryAsync(sql, {format});
    response.writeHead(200, {
      'x-clickhouse-query-id': url.searchParams.get('query_id') ?? '',
      'x-clickhouse-format': format,
    });
    response.end(result.bytes());
  }

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    /** Without their formats, as they came. */
    statements,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await last;
    },
  };
}

/** The engine's errors have their number in the text alone. */
function refuse(response: ServerResponse, text: string, status = 500): void {
  const code = /Code: (\d+)/.exec(text)?.[1] ?? '1002';
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, {'x-clickhouse-exception-code': code}).end(text);
}

const escapes: Readonly<Record<string, string>> = {t: '\t', n: '\n', r: '\r'};

/** Parameters come escaped as in a TSV file, and the engine's binding escapes them again. */
function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter);
}
