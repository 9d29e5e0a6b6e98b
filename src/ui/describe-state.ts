import {printableLine} from '../printable.ts';
import {
  emptySketch,
  type Sketch,
  type Sketched,
  type SketchRow,
  sketched,
  withAnswer,
  withoutRow,
} from './exercise-sketch.ts';
import {type Field, fieldWith, textOf} from './field.ts';
import {type Move, moved} from './list-cursor.ts';
import type {Message} from './message.ts';
import {lineOf, withEdited} from './sketch-edit.ts';
import {withLine, withOperation} from './sketch-line.ts';

/** What is typed: a service with its calls, new or once more, what a user wants from it, or the name of a file to begin with. */
export type Asks = {readonly kind: 'line' | 'file'} | {readonly kind: 'operation' | 'edit'; readonly service: string};

export interface DescribeState {
  /** Is it known what was described before? */
  readonly isLoaded: boolean;
  /** What is wrong with the file that is there: then nothing is written over it. */
  readonly broken: string | undefined;
  readonly sketch: Sketch;
  readonly cursor: number;
  /** The text field that is open; undefined while keys act on the rows. */
  readonly asks: Asks | undefined;
  readonly field: Field;
  readonly message: Message | undefined;
}

export type DescribeEvent =
  /** The text to go on with, if there is one, and what in the folder could be taken over or imported. */
  | {readonly kind: 'loaded'; readonly text: string | undefined; readonly offer: string | undefined}
  /** What the file that was asked for came to. */
  | {readonly kind: 'took'; readonly text: string; readonly note: string | undefined}
  | {readonly kind: 'say'; readonly message: Message}
  | {readonly kind: 'type'; readonly field: Field}
  | {readonly kind: 'ask'; readonly asks: Asks['kind']; readonly offer?: string}
  | {readonly kind: 'move'; readonly move: Move}
  | {readonly kind: 'submit' | 'leave-field' | 'yes' | 'no' | 'open' | 'remove'};

export const describeBefore: DescribeState = {
  isLoaded: false,
  broken: undefined,
  sketch: emptySketch,
  cursor: 0,
  asks: undefined,
  field: fieldWith(''),
  message: undefined,
};

/** The form of a `describe` step after `event`. Its text is one that is right in itself, at every moment. */
export function describe(state: DescribeState, event: DescribeEvent): DescribeState {
  if (state.broken !== undefined) return said(state, state.broken);
  switch (event.kind) {
    case 'loaded':
      return loaded({...state, isLoaded: true}, event);
    case 'took': {
      const next = sketched(event.text);
      return 'problem' in next
        ? said(state, next.problem)
        : began({...state, sketch: next.sketch, cursor: 0, asks: undefined}, event.note);
    }
    case 'say':
      return {...state, message: event.message};
    case 'type':
      return {...state, field: event.field};
    case 'leave-field':
      return left({...state, field: fieldWith('')});
    case 'ask':
      return asking({...state, message: undefined}, event);
    case 'move':
      return {...state, cursor: moved(state.cursor, event.move, state.sketch.rows.length), message: undefined};
    case 'submit':
      return submitted({...state, message: undefined});
    default:
      return onRow({...state, message: undefined}, event.kind);
  }
}

function loaded(state: DescribeState, {text, offer}: Extract<DescribeEvent, {kind: 'loaded'}>): DescribeState {
  const next = text === undefined ? {sketch: emptySketch} : sketched(text);
  if ('problem' in next) {
    const broken = `What is there cannot be used, and stays as it is. ${next.problem}`;
    return {...said(state, broken), broken};
  }
  if (next.sketch.rows.length > 0) return atQuestion({...state, sketch: next.sketch});
  if (offer === undefined) return {...said(state, importable), asks: {kind: 'line'}};
  const note = `There is ${printableLine(offer)} here. Enter begins with it; Esc, and you describe your system by hand.`;
  return {...said(state, note), asks: {kind: 'file'}, field: fieldWith(offer)};
}

/** What a file is called that somebody types is asked only where they know that they may. */
const importable = 'Do you have a compose file, Kubernetes manifests or traces? Esc, then f, imports them.';

/** What was imported stands at its first open question, with what the artefact did not say. */
function began(state: DescribeState, note: string | undefined): DescribeState {
  const next = atQuestion(state);
  return note === undefined ? next : said(next, printableLine(note));
}

/** Whoever does not want to begin with a file begins with a line. */
function left(state: DescribeState): DescribeState {
  if (state.asks?.kind === 'file' && state.sketch.rows.length === 0)
    return {...state, asks: {kind: 'line'}, message: undefined};
  return atQuestion({...state, asks: undefined});
}

function asking(state: DescribeState, {asks, offer = ''}: Extract<DescribeEvent, {kind: 'ask'}>): DescribeState {
  if (asks === 'line' || asks === 'file') return {...state, asks: {kind: asks}, field: fieldWith(offer)};
  const service = serviceOf(chosen(state));
  if (service === undefined) return said(state, 'Add a service first: a.');
  const text = asks === 'edit' ? lineOf(state.sketch, service) : '';
  return {...state, asks: {kind: asks, service}, field: fieldWith(text)};
}

function submitted(state: DescribeState): DescribeState {
  const {asks, field, sketch} = state;
  const line = textOf(field).trim();
  if (!asks || asks.kind === 'file') return state;
  // Keys act on the rows again: what is typed next was not asked for.
  const closed = {...state, asks: undefined, field: fieldWith('')};
  if (line === '') return asks.kind === 'line' ? atQuestion(closed) : closed;
  const next = changed(closed, taken(sketch, asks, line));
  if (next.message) return {...state, message: next.message};
  if ('service' in asks) return marked(next, (row) => row.kind === 'service' && row.label === asks.service);
  const first = sketch.rows.length === 0 ? serviceOf(next.sketch.rows[0]) : undefined;
  const typed = marked(next, (row) => !sketch.rows.some((old) => same(old, row)));
  // What a user wants is asked once, of the service that was named first.
  return first === undefined ? typed : {...typed, asks: {kind: 'operation', service: first}};
}

function taken(sketch: Sketch, asks: Asks, line: string): Sketched {
  if (asks.kind === 'operation') return withOperation(sketch, asks.service, line);
  return asks.kind === 'edit' ? withEdited(sketch, asks.service, line) : withLine(sketch, line);
}

/** With the mark on the first row that is meant, if there is one. */
function marked(state: DescribeState, isMeant: (row: SketchRow) => boolean): DescribeState {
  const row = state.sketch.rows.findIndex(isMeant);
  return row < 0 ? state : {...state, cursor: row};
}

function onRow(state: DescribeState, key: 'yes' | 'no' | 'open' | 'remove'): DescribeState {
  const row = chosen(state);
  if (!row) return said(state, 'Add a service first: a.');
  if (key === 'remove') return removed(state, row);
  if (row.kind === 'service') return said(state, 'Choose a call: its arrow is the question.');
  const answer = {yes: true, no: false, open: undefined}[key];
  const next = changed(state, withAnswer(state.sketch, row, answer));
  const following = next.sketch.rows.findIndex((one, i) => i > state.cursor && isOpen(one));
  return {...next, cursor: next.message || following < 0 ? next.cursor : following};
}

function removed(state: DescribeState, row: SketchRow): DescribeState {
  const caller = state.sketch.rows.find((one) => one.kind === 'call' && row.kind === 'service' && one.to === row.label);
  return caller?.kind === 'call'
    ? said(state, `${printableLine(caller.from)} still calls it: take that call out first.`)
    : changed(state, withoutRow(state.sketch, row));
}

/** At the first call that nobody has answered: there one key is enough. */
function atQuestion(state: DescribeState): DescribeState {
  const open = state.sketch.rows.findIndex(isOpen);
  return open < 0 ? state : {...state, cursor: open};
}

function changed(state: DescribeState, next: Sketched): DescribeState {
  if ('problem' in next) return said(state, next.problem);
  return {...state, sketch: next.sketch, cursor: Math.min(state.cursor, Math.max(0, next.sketch.rows.length - 1))};
}

const said = (state: DescribeState, text: string): DescribeState => ({...state, message: {kind: 'note', text}});
const same = (a: SketchRow, b: SketchRow) => a.kind === b.kind && JSON.stringify(a.path) === JSON.stringify(b.path);

/** Has nobody said yet whether the caller needs the result? */
export function isOpen(row: SketchRow): boolean {
  return row.kind === 'call' && row.needsResult === undefined;
}

/** The row that the keys act on. */
export function chosen({sketch, cursor}: DescribeState): SketchRow | undefined {
  return sketch.rows[cursor];
}

/** The service of a row: of a call the one that makes it. */
function serviceOf(row: SketchRow | undefined): string | undefined {
  return row?.kind === 'call' ? row.from : row?.label;
}
