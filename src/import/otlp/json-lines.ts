/** One line of a file: its bytes without the line end, its number from 1, and whether the file ends in it without a line end. */
export interface Line {
  readonly bytes: Buffer;
  readonly number: number;
  readonly last: boolean;
}

/** Longer lines are handed out in pieces elsewhere: a text of V8 has an end. */
export const longestLine = 64 << 20;

/**
 * Cuts a stream of bytes into lines, as they come. A line longer than `longest` ends it: what is there of it and all
 * that follows is the value of `rest`.
 */
export function lineCutter(longest = longestLine): {
  readonly cut: (chunk: Uint8Array, line: (line: Line) => void) => boolean;
  readonly end: (line: (line: Line) => void) => void;
  /** What has not been handed out. */
  readonly rest: () => Buffer;
  readonly number: () => number;
} {
  let held: Buffer[] = [];
  let size = 0;
  let number = 0;
  return {
    cut: (chunk, line) => {
      const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      let from = 0;
      for (let at = buffer.indexOf(10); at !== -1; at = buffer.indexOf(10, from)) {
        const part = buffer.subarray(from, at);
        number += 1;
        line({bytes: size === 0 ? part : Buffer.concat([...held, part]), number, last: false});
        held = [];
        size = 0;
        from = at + 1;
      }
      if (from < buffer.length) {
        // The reader may use its chunk again.
        const left = Buffer.from(buffer.subarray(from));
        held.push(left);
        size += left.length;
      }
      return size <= longest;
    },
    end: (line) => {
      if (size === 0) return;
      number += 1;
      line({bytes: Buffer.concat(held), number, last: true});
      held = [];
      size = 0;
    },
    rest: () => Buffer.concat(held),
    number: () => number,
  };
}
