import {printableJsonText} from '../printable.ts';

/** Elements of a list that are put into words at a time, and the least length of a piece: some writes for a small answer, no text beyond what the engine can hold for a large one. */
const atOnce = 100;
const pieceLength = 1 << 18;
/** Deeper values are put into words whole: below an operation's list nothing grows with the system. */
const deepest = 4;

/**
 * `printableJson` of a value, in pieces that follow one another: the JSON of a large system is longer than a string may be.
 */
export function* jsonPieces(value: unknown): Generator<string> {
  let piece = '';
  for (const part of parts(value, 0)) {
    piece += part;
    if (piece.length < pieceLength) continue;
    yield printableJsonText(piece);
    piece = '';
  }
  yield printableJsonText(`${piece}\n`);
}

function* parts(value: unknown, depth: number): Generator<string> {
  const margin = '  '.repeat(depth);
  if (Array.isArray(value) && value.length > atOnce) {
    yield '[';
    for (let at = 0; at < value.length; at += atOnce) {
      yield at === 0 ? '\n' : ',\n';
      yield `${margin}  ${within(value.slice(at, at + atOnce), depth)}`;
    }
    yield `\n${margin}]`;
  } else if (typeof value === 'object' && value !== null && !Array.isArray(value) && depth < deepest) {
    let next = '{';
    for (const key of Object.keys(value)) {
      const own = (value as Readonly<Record<string, unknown>>)[key];
      if (own === undefined) continue;
      yield `${next}\n${margin}  ${JSON.stringify(key)}: `;
      yield* parts(own, depth + 1);
      next = ',';
    }
    yield next === '{' ? '{}' : `\n${margin}}`;
  } else yield whole(value, depth);
}

/** A value as it stands at this depth, without the margin of its first line: inside as many lists the engine indents it so. */
function whole(value: unknown, depth: number): string {
  let nested = value;
  for (let d = 0; d < depth; d += 1) nested = [nested];
  return JSON.stringify(nested, null, 2).slice(depth * (depth + 3), -depth * (depth + 1) || undefined);
}

/** The elements of a list that stands at this depth, one a line or more, without its brackets. */
function within(items: readonly unknown[], depth: number): string {
  const text = whole(items, depth);
  return text.slice(text.indexOf('\n') + 3 + 2 * depth, text.lastIndexOf('\n'));
}
