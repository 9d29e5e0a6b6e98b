import {randomUUID} from 'node:crypto';
import type {Readable} from 'node:stream';
import {Interrupted} from '../../errors.ts';
import type {ServerAccess} from './access.ts';
import {answerRows} from './answer-rows.ts';
import type {SqlEngine} from './engine.ts';
import {networkTrouble} from './network-trouble.ts';

/** How long a server may take to say anything at first, and how long it may say nothing in the middle of its work. */
const usualPatience = {greetingMs: 15_000, silenceMs: 30 * 60_000};
/** What a server takes as a statement where nobody has set `max_query_size`. */
const usualQuerySize = 262_144;
/** READONLY, SETTING_CONSTRAINT_VIOLATION. */
const settingRefused = new Set(['164', '452']);

interface ServerEngine extends SqlEngine {
  /** Ends what runs, on the server too. A user may always end statements of their own. */
  readonly stop: () => Promise<void>;
}

/**
 * A server that is asked over HTTP, straight and without redirects. It is sent no settings, which a read-only user could
 * not change, but for statements above the usual size. `onRead` is told the bytes that the server has read in all.
 * Errors are UserErrors in the user's words, `Interrupted` after the signal.
 */
export async function clientEngine(
  access: ServerAccess,
  signal: AbortSignal,
  onRead: (bytes: number) => void,
  {greetingMs, silenceMs} = usualPatience,
): Promise<ServerEngine> {
  // It is CommonJS: bundled, it has no other export than this.
  const {ClickHouseLogLevel, createClient} = (await import('@clickhouse/client')).default;
  const client = createClient({
    url: access.address.origin,
    username: access.credentials.user,
    password: access.credentials.password,
    application: 'eventcoach',
    request_timeout: silenceMs,
    log: {level: ClickHouseLogLevel.OFF},
  });
  const running = new Map<string, Readable | undefined>();
  const cut = () => {
    for (const stream of running.values()) stream?.destroy();
  };
  signal.addEventListener('abort', cut, {once: true});
  let greeted = false;
  let readBefore = 0;
  let stopping: Promise<unknown> | undefined;
  return {
    async *rows(sql, parameters) {
      const id = randomUUID();
      let read = 0;
      running.set(id, undefined);
      const patience = greeted ? undefined : AbortSignal.timeout(greetingMs);
      try {
        if (signal.aborted) throw new Interrupted();
        const asked = {
          query: `${sql}\nFORMAT JSONEachRowWithProgress`,
          query_params: {...parameters},
          query_id: id,
          abort_signal: patience ? AbortSignal.any([signal, patience]) : signal,
          ignore_error_response: true,
        };
        const large = Buffer.byteLength(asked.query) > usualQuerySize;
        let answer = await client.exec({
          ...asked,
          ...(large ? {clickhouse_settings: {max_query_size: '16777216'}} : {}),
        });
        greeted = true;
        if (large && settingRefused.has(String(answer.response_headers['x-clickhouse-exception-code']))) {
          answer.stream.destroy();
          answer = await client.exec(asked);
        }
        running.set(id, answer.stream);
        const {http_status_code: status, response_headers: headers, stream: body} = answer;
        for await (const row of answerRows({status, headers, body}, access, ({bytes}) => {
          read = Math.max(read, bytes);
          onRead(readBefore + read);
        }))
          yield row;
      } catch (error) {
        if (signal.aborted || stopping) throw new Interrupted();
        const trouble = networkTrouble(error, access, {
          answered: greeted,
          isLate: patience?.aborted === true && !greeted,
          patienceMs: greeted ? silenceMs : greetingMs,
        });
        throw trouble ?? error;
      } finally {
        readBefore += read;
        running.get(id)?.destroy();
        running.delete(id);
      }
    },
    stop: async () => {
      const ids = [...running.keys()];
      cut();
      stopping = Promise.allSettled(ids.map((id) => client.command({query: `KILL QUERY WHERE query_id = '${id}'`})));
      await stopping;
    },
    close: async () => {
      signal.removeEventListener('abort', cut);
      // Closing breaks what is still being sent.
      await stopping;
      await client.close();
    },
  };
}
