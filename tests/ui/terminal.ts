import {Console} from 'node:console';
import {EventEmitter} from 'node:events';
import {PassThrough} from 'node:stream';
import headless from '@xterm/headless';
import {untilShown} from './until.ts';

/** A terminal on both ends, as Ink needs it: escape sequences are obeyed by xterm, keys are typed into it. */
export interface TestTerminal {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** Everything that was written, escape sequences included. */
  readonly output: () => string;
  /** The rows of the screen, without trailing blanks. */
  readonly rows: () => Promise<readonly string[]>;
  readonly text: () => Promise<string>;
  /** Is the full-screen buffer shown, or the main one? */
  readonly buffer: () => 'alternate' | 'normal';
  readonly type: (keys: string) => void;
  /** Resolves when everything typed so far was read and had its turn. */
  readonly read: () => Promise<void>;
  readonly resize: (columns: number, rows: number) => void;
  /** Another size and the old one again, before anybody looks: what does not fit the other one is lost. */
  readonly resizeAndBack: (columns: number, rows: number) => void;
  /** Writes as another program would, over what stands there. */
  readonly disturb: (text: string) => void;
  readonly onResize: (work: () => void) => () => void;
  /** Waits until the screen shows `wanted` and returns it; an error with the screen when it does not. */
  readonly until: (wanted: RegExp) => Promise<string>;
}

const patienceMs = 8000;

// Ink makes a console of its own for what programs print; the one of Vitest cannot be used for that.
console.Console ??= Console;

/** Every timer that is due has run. */
const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 2));

export function testTerminal(columns = 80, rows = 24): TestTerminal {
  const screen = new headless.Terminal({cols: columns, rows, convertEol: true, allowProposedApi: true});
  const chunks: string[] = [];
  const stdout = Object.assign(new EventEmitter(), {
    isTTY: true,
    columns,
    rows,
    writable: true,
    write: (text: string, ...rest: unknown[]) => {
      chunks.push(text);
      screen.write(text, () => (rest.at(-1) as (() => void) | undefined)?.());
      return true;
    },
  });
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: () => stdin,
    ref: () => stdin,
    unref: () => stdin,
  });
  const drained = () => new Promise<void>((resolve) => screen.write('', resolve));
  const rowsNow = async () => {
    await drained();
    const {active} = screen.buffer;
    return Array.from({length: screen.rows}, (_, i) => active.getLine(active.baseY + i)?.translateToString(true) ?? '');
  };
  const text = async () => (await rowsNow()).join('\n');
  return {
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    output: () => chunks.join(''),
    rows: rowsNow,
    text,
    buffer: () => screen.buffer.active.type,
    type: (keys) => void stdin.write(keys),
    read: async () => {
      while (stdin.readableLength > 0) await turn();
      for (let i = 0; i < 10; i += 1) await turn();
    },
    resize: (newColumns, newRows) => {
      screen.resize(newColumns, newRows);
      Object.assign(stdout, {columns: newColumns, rows: newRows});
      stdout.emit('resize');
    },
    resizeAndBack: (otherColumns, otherRows) => {
      const {cols: columnsNow, rows: rowsThen} = screen;
      screen.resize(otherColumns, otherRows);
      screen.resize(columnsNow, rowsThen);
      stdout.emit('window');
    },
    disturb: (text) => screen.write(text),
    onResize: (work) => {
      stdout.on('window', work);
      return () => stdout.off('window', work);
    },
    until: (wanted) => untilShown(text, wanted, patienceMs),
  };
}
