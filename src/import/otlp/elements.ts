import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';

/** One element of a list `resourceSpans`, and the line (from 1) on which it begins. */
export interface Element {
  readonly text: string;
  readonly line: number;
}

/** A scan of a stream of bytes. */
export interface Scan {
  readonly feed: (chunk: Uint8Array) => Element[];
  /** Are all brackets closed and all texts ended? */
  readonly isWhole: () => boolean;
  readonly line: () => number;
}

/** The lists that are cut: their elements are small, whatever the file is. */
const lists: ReadonlySet<string> = new Set(['resourceSpans']);
/** An element may be this large; more does not fit a text of V8. */
const largestElement = 400 << 20;

const quote = 34;
const backslash = 92;

/**
 * Finds the elements of every list called `resourceSpans` in JSON that is too long for one parse or written over many lines:
 * an object, a list of objects, or several after one another. Counts brackets and texts, byte by byte; what is between is
 * left to the parser of the element. Holds one element at a time.
 * Throws a UserError for one that no text can hold; `name` is what messages call the file.
 */
export function elementScan(name: string, firstLine: number): Scan {
  let line = firstLine;
  let depth = 0;
  let inText = false;
  let escaped = false;
  /** The text that was read last, outside of elements: it may turn out to be the key of a list. */
  let text: number[] = [];
  let key = '';
  /** Depth inside the list whose elements are cut; 0: in none. */
  let listDepth = 0;
  let elementLine = 0;
  let held: Buffer[] = [];
  let heldSize = 0;

  const feed = (chunk: Uint8Array): Element[] => {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const found: Element[] = [];
    const isInside = () => listDepth > 0 && depth > listDepth;
    let from = isInside() ? 0 : -1;
    for (let i = 0; i < buffer.length; i += 1) {
      const byte = buffer[i]!;
      if (byte === 10) line += 1;
      if (inText) {
        if (escaped) escaped = false;
        else if (byte === backslash) escaped = true;
        else if (byte === quote) {
          inText = false;
          if (!isInside()) key = Buffer.from(text).toString('latin1');
        } else if (from === -1 && text.length < 64) text.push(byte);
      } else if (byte === quote) {
        inText = true;
        text = [];
      } else if (byte === 123 || byte === 91) {
        if (byte === 91 && listDepth === 0 && lists.has(key)) listDepth = depth + 1;
        else if (listDepth > 0 && depth === listDepth) {
          from = i;
          elementLine = line;
        }
        depth += 1;
        key = '';
      } else if (byte === 125 || byte === 93) {
        depth -= 1;
        if (listDepth > 0 && depth === listDepth) {
          held.push(buffer.subarray(from, i + 1));
          found.push({text: Buffer.concat(held).toString('utf8'), line: elementLine});
          held = [];
          heldSize = 0;
          from = -1;
        } else if (depth < listDepth) listDepth = 0;
      }
    }
    if (from !== -1) {
      held.push(Buffer.from(buffer.subarray(from)));
      heldSize += buffer.length - from;
      if (heldSize > largestElement)
        throw new UserError(
          `${printableLine(name)}:${elementLine}: one element of resourceSpans is larger than ${largestElement >> 20} MiB.`,
          'Export with smaller batches, or as JSON lines.',
        );
    }
    return found;
  };
  return {feed, isWhole: () => depth === 0 && !inText, line: () => line};
}
