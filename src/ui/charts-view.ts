import {availabilityBars, coupledPairs, gainBars, waterfallOf} from './chart-data.ts';
import {availabilityChart, availabilityWords} from './charts/availability.ts';
import {gainsChart, gainsWords} from './charts/gains.ts';
import {matrixChart, matrixWords} from './charts/matrix.ts';
import {type Canvas, cell, type Row, type Span} from './charts/row.ts';
import {waterfallChart, waterfallFrame, waterfallWords} from './charts/waterfall.ts';
import {type ChartName, type ChartsState, chartNames} from './charts-state.ts';
import type {Ledger} from './workbench.ts';

/** The names of the charts in a row, the shown one in brackets: no colour is needed to see which it is. */
function chartTabs(shown: ChartName, {columns, glyphs}: Canvas): Row {
  const tabs = chartNames.flatMap((name, i): Span[] => [
    {text: i === 0 ? '' : '  '},
    name === shown ? {text: `[${i + 1} ${name}]`, tone: 'chosen'} : {text: `${i + 1} ${name}`, tone: 'quiet'},
  ]);
  const text = tabs.map((tab) => tab.text).join('');
  return text.length <= columns ? tabs : [{text: cell(text, columns, glyphs), tone: 'chosen'}];
}

interface Shown {
  readonly ledger: Ledger;
  /** The operation that charts of one operation are about. */
  readonly operation: string;
  readonly index: number;
}

interface View {
  /** What the chart is about, in a row above it. */
  readonly title: (shown: Shown) => string;
  readonly rows: (shown: Shown, canvas: Canvas) => readonly Row[];
  readonly words: (shown: Shown) => readonly string[];
}

/** More sentences than these nobody follows. */
const mostHeard = 40;
const notKnown = 'Too tangled to be worked out exactly: what each dependency costs is not known.';
const noOperation = 'This operation is not in both topologies.';

const views: Readonly<Record<ChartName, View>> = {
  availability: {
    title: () => 'How available the operations are',
    rows: ({ledger, index}, canvas) => availabilityChart(availabilityBars(ledger.sides), index, canvas),
    words: ({ledger}) => availabilityWords(availabilityBars(ledger.sides)),
  },
  waterfall: {
    title: ({operation}) => `Where the time of ${operation} goes, on a typical request`,
    rows: ({ledger, operation}, canvas) => {
      const most = canvas.rows - waterfallFrame(canvas.rows, 1);
      const single = waterfallOf(ledger.sides, operation, Math.max(1, most));
      const drawn = single?.after
        ? waterfallOf(ledger.sides, operation, Math.max(2, canvas.rows - waterfallFrame(canvas.rows, 2)))
        : single;
      return drawn ? waterfallChart(drawn, canvas) : [sentence(noOperation, canvas)];
    },
    words: ({ledger, operation}) => {
      const drawn = waterfallOf(ledger.sides, operation, mostHeard);
      return drawn ? waterfallWords(drawn) : [noOperation];
    },
  },
  couplings: {
    title: () => 'Who is coupled to whom',
    rows: ({ledger}, canvas) => {
      const pairs = coupledPairs(ledger.sides);
      return pairs.length > 0 ? matrixChart(pairs, canvas) : [sentence('No service calls another.', canvas)];
    },
    words: ({ledger}) => matrixWords(coupledPairs(ledger.sides)),
  },
  dependencies: {
    title: ({operation}) => `If one of these never failed, ${operation} would gain`,
    rows: ({ledger, operation}, canvas) => {
      const bars = gainBars(ledger.sides, operation);
      return bars ? gainsChart(bars, canvas) : [sentence(notKnown, canvas)];
    },
    words: ({ledger, operation}) => {
      const bars = gainBars(ledger.sides, operation);
      return bars ? gainsWords(bars) : [notKnown];
    },
  },
};

function sentence(text: string, {columns, glyphs}: Canvas): Row {
  return [{text: cell(text, columns, glyphs).trimEnd(), tone: 'quiet'}];
}

function shownOf(ledger: Ledger, {operation}: ChartsState): Shown | undefined {
  const index = Math.min(operation, ledger.operations.length - 1);
  const name = ledger.operations[index]?.name;
  return name === undefined ? undefined : {ledger, operation: name, index};
}

/** From this height on empty rows set the chart off. */
const roomyRows = 16;
const empty: Row = [{text: ' '}];
const noOperations = 'This file has no operation to show.';

/** The chart that is chosen, under its name and title: exactly what the canvas has room for, and nothing else is worked out. */
export function chartRows(ledger: Ledger, state: ChartsState, canvas: Canvas): readonly Row[] {
  const shown = shownOf(ledger, state);
  const tabs = chartTabs(state.chart, canvas);
  if (!shown) return [tabs, sentence(noOperations, canvas)];
  const {title, rows} = views[state.chart];
  const name: Row = [{text: cell(title(shown), canvas.columns, canvas.glyphs).trimEnd(), tone: 'title'}];
  const head: Row[] = canvas.rows >= roomyRows ? [tabs, empty, name, empty] : [tabs, name];
  return [...head, ...rows(shown, {...canvas, rows: canvas.rows - head.length})].slice(0, canvas.rows);
}

/** The same in sentences, for who hears the screen. */
export function chartWords(ledger: Ledger, state: ChartsState): readonly string[] {
  const shown = shownOf(ledger, state);
  if (!shown) return [noOperations];
  const {title, words} = views[state.chart];
  const said = words(shown);
  const left = said.length - mostHeard;
  const rest = left > 0 ? [`${left} more are left out; the command below has them.`] : [];
  return [
    `${chartNames.indexOf(state.chart) + 1} ${state.chart}. ${title(shown)}.`,
    ...said.slice(0, mostHeard),
    ...rest,
  ];
}
