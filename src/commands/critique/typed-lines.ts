import {createInterface} from 'node:readline';
import {Interrupted} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import type {Io} from '../define-command.ts';

/** Lines as they are typed or piped in; null at the end of the input. An interrupt throws Interrupted. */
export interface TypedLines {
  readonly next: () => Promise<string | null>;
  readonly close: () => void;
}

/** Reads standard input line by line, from now until it is closed. Behind a prompt on stderr each line ends, piped or typed. */
export function typedLines({stdin, stderr, signal}: Pick<Io, 'stdin' | 'stderr' | 'signal'>): TypedLines {
  const reader = createInterface({input: stdin, signal, terminal: false});
  const lines = reader[Symbol.asyncIterator]();
  return {
    next: async () => {
      const {value, done} = await lines.next();
      if (signal.aborted) throw new Interrupted();
      const line = done === true ? null : String(value);
      // A terminal shows what is typed in it by itself, but no end of the input.
      if (stdin.isTTY !== true || line === null) stderr.write(`${printableLine(line ?? '')}\n`);
      return line;
    },
    close: () => reader.close(),
  };
}
