import {resultOf} from '../figures.ts';
import {printableLine} from '../printable.ts';
import {selectedMark} from './announcement.ts';
import {chosen, type DescribeState, isOpen} from './describe-state.ts';
import type {SketchRow} from './exercise-sketch.ts';
import {type Line, spokenAs, wrappedLine} from './line.ts';

/** Rows of text, and those among them that must be seen. */
export interface Page {
  readonly lines: readonly Line[];
  readonly focus: {readonly from: number; readonly to: number};
}

/** What has been described so far, a line for each service and each call, and the question about the marked call. */
export function describePage(state: DescribeState, width: number): Page {
  const {rows} = state.sketch;
  if (!state.isLoaded) {
    return {lines: [{text: 'Reading what you have described ...', tone: 'quiet'}], focus: {from: 0, to: 0}};
  }
  if (state.broken !== undefined)
    return {
      lines: wrappedLine('Mend the file, or move it away. Then open this form again.', width),
      focus: {from: 0, to: 0},
    };
  if (rows.length === 0 && state.asks?.kind === 'file') {
    return {
      lines: [
        ...wrappedLine(
          'What you run is written down somewhere already. Name it, and its services and calls are taken over:',
          width,
        ),
        {text: ''},
        ...beginnings.flatMap((text) => wrappedLine(text, width, 'body', '  - ')),
        {text: ''},
        ...wrappedLine('What it does not say you add afterwards.', width, 'quiet'),
      ],
      focus: {from: 0, to: 0},
    };
  }
  if (rows.length === 0) {
    return {
      lines: [
        ...wrappedLine('Begin with the service that your users reach first, and what it calls:', width),
        {text: ''},
        {text: '    shop 50ms: payment, mail'},
        {text: ''},
        ...wrappedLine(
          'Behind a name may stand how long its own work takes, and its availability: 99.9%. Say the time of one service at least. Enter takes the line; then a adds another, e changes one.',
          width,
          'quiet',
        ),
      ],
      focus: {from: 0, to: 0},
    };
  }
  const before: Line[] = [];
  let focus = {from: 0, to: 0};
  for (const [i, row] of rows.entries()) {
    const isChosen = i === state.cursor && state.asks === undefined;
    const mark = `${isChosen ? '> ' : '  '}${row.kind === 'call' ? '    -> ' : ''}`;
    const lines = wrappedLine(rowText(row), width, isChosen ? 'chosen' : 'body', mark);
    if (i === state.cursor) focus = {from: before.length, to: before.length + lines.length - 1};
    const said = row.kind === 'call' ? `call from ${row.from} to ${rowText(row)}` : rowText(row);
    before.push(...spokenAs(lines, `${isChosen ? selectedMark : ''}${said}`));
  }
  return {lines: before, focus};
}

const beginnings = [
  'compose.yaml, or the folder of your Kubernetes manifests',
  'traces: a file from OpenTelemetry, Jaeger or Zipkin',
  'a model: AsyncAPI, Backstage, Structurizr',
  'a topology that you have',
];

const needed = {true: 'needed', false: 'not needed', undefined: '?'} as const;

function rowText(row: SketchRow): string {
  if (row.kind === 'call') return `${row.to}   result: ${needed[`${row.needsResult}`]}`;
  const users = row.operations.length > 0 ? `users: ${row.operations.join(', ')}` : '';
  return [row.label, row.figures, users].filter(Boolean).join('   ');
}

/** The question about the marked call, or how many are still to answer. */
export function questionLines(state: DescribeState, width: number): readonly Line[] {
  const row = chosen(state);
  const open = state.sketch.rows.filter(isOpen).length;
  if (state.asks || row === undefined) return [];
  if (row.kind === 'call') {
    const from = printableLine(row.from);
    const text = `Does ${from} need to wait for ${resultOf(printableLine(row.to))}? If its answer came an hour later, what could ${from} or its user not do?`;
    return wrappedLine(text, width, 'open');
  }
  const calls = open === 1 ? 'One call is' : `${open} calls are`;
  const text =
    open > 0 ? `${calls} marked with ?: go there, and answer y or n.` : 'Every call has its answer. Esc hands it in.';
  return wrappedLine(text, width, open > 0 ? 'open' : 'good');
}
