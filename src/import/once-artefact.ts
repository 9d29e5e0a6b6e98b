import type {Artefact} from './artefact.ts';
import {checkHead, headBytes, headText, wholeText} from './open-file.ts';

/**
 * A stream that can be read once, such as standard input or a pipe, as an artefact called `name`: its beginning is read at
 * once, the rest when it is asked for, so that a long one is never held. Throws a UserError where it is empty or no text.
 */
export async function onceArtefact(name: string, stream: AsyncIterable<unknown>): Promise<Artefact> {
  const chunks = stream[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  while (length < headBytes && !ended) {
    const next = await chunks.next();
    ended = next.done === true;
    if (next.done !== true) {
      const chunk = Buffer.from(next.value as Uint8Array | string);
      first.push(chunk);
      length += chunk.length;
    }
  }
  const head = Buffer.concat(first).subarray(0, headBytes);
  checkHead(name, head);
  let isRead = false;
  async function* bytes(): AsyncGenerator<Uint8Array> {
    if (isRead) throw new Error(`${name} was read twice`);
    isRead = true;
    yield* first;
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next())
      yield Buffer.from(next.value as Uint8Array | string);
  }
  return {
    name,
    size: ended ? length : undefined,
    head: headText(head),
    text: () => wholeText(name, bytes()),
    bytes,
    beside: async () => undefined,
    filesIn: async () => [],
  };
}
