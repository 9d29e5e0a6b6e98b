import {createInterface} from 'node:readline';
import {Interrupted} from '../../errors.ts';
import type {Io} from '../define-command.ts';

/** Lines as they are typed or piped in; null at the end of the input. An interrupt throws Interrupted. */
export interface TypedLines {
  readonly next: () => Promise<string | null>;
  readonly close: () => void;
}

/** Reads standard input line by line, from now until it is closed. */
export function typedLines({stdin, signal}: Pick<Io, 'stdin' | 'signal'>): TypedLines {
  const reader = createInterface({input: stdin, signal, terminal: false});
  const lines = reader[Symbol.asyncIterator]();
  return {
    next: async () => {
      const {value, done} = await lines.next();
      if (signal.aborted) throw new Interrupted();
      return done === true ? null : String(value);
    },
    close: () => reader.close(),
  };
}
