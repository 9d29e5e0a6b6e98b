import {createServer, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';

/** One request, as ClickHouse's HTTP interface reads it. */
export interface Asked {
  readonly method: string;
  /** The statement without its FORMAT, and that. */
  readonly sql: string;
  readonly format: string | undefined;
  readonly queryId: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** What else stands in the query string: settings of the server. */
  readonly settings: Readonly<Record<string, string>>;
  /** `user:password` of the header. */
  readonly user: string;
}

type Row = Readonly<Record<string, unknown>>;
/** Rows; an error before the first of them; or a response written by hand. */
export type Reply = readonly Row[] | {readonly code: number; readonly status?: number; readonly text: string} | Raw;
type Raw = (response: ServerResponse) => void;

const known = new Set(['query_id', 'query', 'database']);

/**
 * A server on 127.0.0.1 that speaks ClickHouse's HTTP protocol, as it was seen on the wire: statements as chunked POST
 * bodies, `param_NAME` and settings in the query string, Basic authentication, errors as status, header
 * x-clickhouse-exception-code and a text `Code: N. DB::Exception: ...`.
 */
export async function scriptedServer(replyTo: (asked: Asked) => Reply) {
  const asked: Asked[] = [];
  const closed: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const query = new URL(request.url ?? '/', 'http://host').searchParams;
    const text = Buffer.concat(chunks).toString() || (query.get('query') ?? '');
    const [, sql = text, format] = /^([\s\S]*)\nFORMAT (\w+)$/.exec(text) ?? [];
    const entries = [...query];
    const one: Asked = {
      method: request.method ?? '',
      sql,
      format,
      queryId: query.get('query_id') ?? '',
      parameters: Object.fromEntries(
        entries.filter(([key]) => key.startsWith('param_')).map(([key, value]) => [key.slice('param_'.length), value]),
      ),
      settings: Object.fromEntries(entries.filter(([key]) => !key.startsWith('param_') && !known.has(key))),
      user: Buffer.from((request.headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString(),
    };
    asked.push(one);
    response.once('close', () => {
      if (!response.writableFinished) closed.push(one.queryId);
    });
    const reply = replyTo(one);
    if (typeof reply === 'function') reply(response);
    else if ('code' in reply)
      response
        .writeHead(reply.status ?? 500, {'x-clickhouse-exception-code': `${reply.code}`, 'content-type': 'text/plain'})
        .end(`Code: ${reply.code}. ${reply.text}`);
    else {
      response.writeHead(200, {'content-type': 'application/json', 'x-clickhouse-query-id': one.queryId});
      response.write(`${JSON.stringify({progress: {read_rows: '3', read_bytes: '300', total_rows_to_read: '3'}})}\n`);
      for (const row of reply) response.write(`${JSON.stringify({row})}\n`);
      response.end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    /** Ids of the statements whose connection was closed before they were answered. */
    closed,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
