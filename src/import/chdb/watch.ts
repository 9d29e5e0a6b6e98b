import type {ChdbSession} from './package.ts';

/** How far a statement is: bytes that it has read from files, and the share of the rows that it is to read (undefined: not known). */
export interface Read {
  readonly bytes: number;
  readonly share: number | undefined;
}

const everyMs = 700;
const question =
  "SELECT ProfileEvents['ReadBufferFromFileDescriptorReadBytes'] AS bytes, if(total_rows_approx = 0, -1, least(1, read_rows / total_rows_approx)) AS share FROM system.processes WHERE query NOT LIKE '%system.processes%' LIMIT 1";

/**
 * Asks the engine, by `session` which runs nothing else, how far the statement is that another session runs, again and again
 * until what it returns is called, which waits for the last answer.
 */
export function watch(session: () => ChdbSession, onRead: (read: Read) => void): () => Promise<void> {
  let isOver = false;
  let asking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const ask = async (): Promise<void> => {
    const answer = await session()
      .queryAsync(question, {format: 'JSONEachRow'})
      .catch(() => undefined);
    const text = Buffer.from(answer?.bytes() ?? []).toString();
    if (isOver || text === '') return;
    const {bytes, share} = JSON.parse(text) as {readonly bytes: unknown; readonly share: unknown};
    onRead({bytes: Number(bytes), share: Number(share) < 0 ? undefined : Number(share)});
  };
  const later = (): void => {
    if (isOver) return;
    timer = setTimeout(() => {
      asking = ask().finally(later);
    }, everyMs);
  };
  later();
  return async () => {
    isOver = true;
    clearTimeout(timer);
    await asking;
  };
}
