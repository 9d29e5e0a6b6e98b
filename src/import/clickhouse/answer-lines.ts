import {UserError} from '../../errors.ts';
import {less} from './trouble.ts';

/** Rows hold the durations of one kind of call. What is longer than this could not be read as one text with ease. */
const longestLine = 1 << 28;
const newline = 10;

/**
 * The lines of a stream, each as soon as it is there, without what ends them. What stands after the last end of line
 * comes last, with `whole` false (rows end with one), also where the stream breaks; then it throws as the stream does.
 */
export async function* answerLines(
  stream: AsyncIterable<Uint8Array>,
): AsyncGenerator<{readonly text: string; readonly whole: boolean}> {
  let parts: Uint8Array[] = [];
  let length = 0;
  let broken: {readonly by: unknown} | undefined;
  try {
    for await (const chunk of stream) {
      let from = 0;
      for (let to = chunk.indexOf(newline); to >= 0; to = chunk.indexOf(newline, from)) {
        parts.push(chunk.subarray(from, to));
        yield {text: text(parts), whole: true};
        parts = [];
        length = 0;
        from = to + 1;
      }
      if (from === chunk.length) continue;
      parts.push(chunk.subarray(from));
      length += chunk.length - from;
      if (length > longestLine)
        throw new UserError(`One row of the server's answer is larger than ${longestLine >> 20} MB.`, less);
    }
  } catch (error) {
    broken = {by: error};
  }
  if (parts.length > 0 && length <= longestLine) yield {text: text(parts), whole: false};
  if (broken) throw broken.by;
}

function text(parts: readonly Uint8Array[]): string {
  return Buffer.concat(parts).toString('utf8').replace(/\r$/, '');
}
