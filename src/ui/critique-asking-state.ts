import {type Field, fieldWith} from './field.ts';

/** Where the prompt for a chat window was put. */
export interface HandedOut {
  /** Why a chat window is asked, or what was wrong with the answer before. */
  readonly why: string;
  /** Was it sent to the terminal's clipboard? */
  readonly isCopied: boolean;
  /** The file that it was written to, as a command takes it. */
  readonly file: string;
}

/** What goes on between the screen and a critic that is asked. */
export type Asking =
  | {readonly kind: 'nothing'}
  /** Nothing is sent before a yes. */
  | {readonly kind: 'consent'; readonly question: string}
  | {
      readonly kind: 'listening';
      /** Undefined until it is known. */
      readonly critic: string | undefined;
      readonly model: string | null;
      /** The end of what it has said so far; the last line grows. */
      readonly lines: readonly string[];
      readonly notice: string | undefined;
    }
  | {readonly kind: 'pasting'; readonly handed: HandedOut; readonly field: Field};

export type AskingEvent =
  | {readonly kind: 'begin' | 'restart' | 'end'}
  | {readonly kind: 'consent'; readonly question: string}
  | {readonly kind: 'asked'; readonly critic: string; readonly model: string | null}
  /** `text` is printable. */
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'notice'; readonly text: string}
  | {readonly kind: 'hand-out'; readonly handed: HandedOut}
  | {readonly kind: 'type'; readonly field: Field};

export const notAsking: Asking = {kind: 'nothing'};
const listening = {kind: 'listening', critic: undefined, model: null, lines: [], notice: undefined} as const;

/** The asking after `event`. What still comes in after its end is left out. */
export function asking(state: Asking, event: AskingEvent): Asking {
  if (event.kind === 'begin') return listening;
  if (event.kind === 'end' || state.kind === 'nothing') return notAsking;
  const heard = state.kind === 'listening' ? state : listening;
  switch (event.kind) {
    case 'consent':
      return event;
    case 'asked':
      return {...heard, critic: event.critic, model: event.model};
    case 'text':
      return {...heard, lines: grown(heard.lines, event.text), notice: undefined};
    case 'restart':
      return {...heard, lines: []};
    case 'notice':
      return {...heard, notice: event.text};
    case 'hand-out':
      return {kind: 'pasting', handed: event.handed, field: fieldWith('')};
    case 'type':
      return state.kind === 'pasting' ? {...state, field: event.field} : state;
  }
}

/** More lines than this are cut down to the last `keptLines`, more than any screen shows. */
const mostLines = 160;
const keptLines = 80;
/** A longer line goes on in a new one: each draw wraps the lines anew. */
const longestLine = 300;

/** The end of a text, in lines, after more of it has come. */
export function grown(lines: readonly string[], text: string): readonly string[] {
  const [first = '', ...more] = text.replaceAll('\t', '  ').split('\n');
  const rows = [`${lines.at(-1) ?? ''}${first}`, ...more].flatMap(inPieces);
  const all = [...lines.slice(0, -1), ...rows];
  // Not line by line: what is on screen would move with each.
  return all.length > mostLines ? all.slice(-keptLines) : all;
}

function inPieces(line: string): readonly string[] {
  const pieces: string[] = [];
  let rest = line;
  while (rest.length > longestLine) {
    const space = rest.lastIndexOf(' ', longestLine);
    const at = space > 0 ? space + 1 : longestLine;
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...pieces, rest];
}
