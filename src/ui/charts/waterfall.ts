import type {ListedSpan, Timeline} from '../../analysis/timeline.ts';
import {knownSpan, short, timeSpan} from '../../figures.ts';
import type {Tone} from '../theme.ts';
import {axisText, roundSteps} from './axis.ts';
import {counted} from './counted.ts';
import type {Glyphs} from './glyphs.ts';
import {type Canvas, cell, type Row, widest} from './row.ts';
import {barSpans, inLines, legendParts} from './waterfall-bar.ts';

/** One request, before and (where that differs) after what was chosen. */
export interface Waterfall {
  readonly before: Timeline;
  readonly after: Timeline | undefined;
}

const gap = 2;
const leastBar = 16;
/** From here on times are in minutes. */
const twoMinutes = 120_000;

/** Below this height the headings of two sides share their rows with axis and legend. */
const roomyRows = 12;

/** Rows of the chart that show no span: axis, legend, and a heading for each side where there are two. */
export function waterfallFrame(rows: number, sides: 1 | 2): number {
  if (sides === 2 && rows < roomyRows) return 2;
  return 1 + legendRows(rows) + (sides === 2 ? 2 : 0);
}

function legendRows(rows: number): number {
  return rows < 8 ? 0 : rows < 16 ? 1 : 2;
}

/**
 * The calls of a request as bars on one time axis: what starts where another ends waits for it, what starts together runs
 * at the same time. Before and after share the axis. Beside each bar stands when it starts and how long it takes.
 */
export function waterfallChart({before, after}: Waterfall, canvas: Canvas): readonly Row[] {
  const {columns: width, glyphs} = canvas;
  const sides = after ? [before, after] : [before];
  const isTight = after !== undefined && canvas.rows < roomyRows;
  const spans = sides.flatMap((side) => side.spans);
  const end = axisEnd(sides);
  const layout = layoutOf(spans, isTight ? sides.map(shortTotal) : [], width);
  const legend = legendParts(spans, sides, glyphs);
  const row = (text: string, tone: Tone): Row => [{text: cell(text, width, glyphs).trimEnd(), tone}];
  const rows = (side: Timeline) => side.spans.map((span) => spanRow(span, layout, layout.bar / end, glyphs));
  const axis = (label: string): Row => [
    {text: cell(label, layout.name, glyphs) + ' '.repeat(gap), tone: 'title'},
    {text: axisText(ticksOf(sides, end, layout.bar), layout.bar, glyphs), tone: 'quiet'},
    {text: startText('starts', layout, glyphs) + cell('takes', layout.takes, glyphs), tone: 'quiet'},
  ];
  if (after && isTight) {
    const now: Row = [
      {text: cell(`Now: ${shortTotal(after)}`, layout.name, glyphs) + ' '.repeat(gap), tone: 'title'},
      {text: cell(legend.join('   '), width - layout.name - gap, glyphs), tone: 'quiet'},
    ];
    return [axis(`Before: ${shortTotal(before)}`), ...rows(before), now, ...rows(after)].slice(0, canvas.rows);
  }
  const headed = (text: string, side: Timeline): Row[] => [row(`${text}: ${totalText(side)}`, 'title'), ...rows(side)];
  const body = after ? [...headed('Before', before), ...headed('Now', after)] : rows(before);
  const last = inLines(legend, width)
    .slice(0, legendRows(canvas.rows))
    .map((text) => row(text, 'quiet'));
  return [axis(''), ...body.slice(0, Math.max(0, canvas.rows - 1 - last.length)), ...last].slice(0, canvas.rows);
}

interface Layout {
  readonly name: number;
  readonly bar: number;
  /** 0: there is no room for when a span starts. */
  readonly starts: number;
  readonly takes: number;
}

function layoutOf(spans: readonly ListedSpan[], headings: readonly string[], width: number): Layout {
  const takes = widest(['takes', ...spans.map((span) => takesText(span))], 22);
  const labels = [...spans.map(labelOf), ...headings.map((text) => `Before: ${text}`)];
  const name = widest(labels, Math.floor(width * 0.34));
  const wanted = widest(['starts', ...spans.map(({startMs}) => timeSpan(startMs))], 9);
  const starts = width - name - takes - wanted - 3 * gap >= leastBar + 8 ? wanted : 0;
  return {name, bar: Math.max(4, width - name - takes - 2 * gap - (starts && starts + gap)), starts, takes};
}

function startText(text: string, {starts}: Layout, glyphs: Glyphs): string {
  return starts === 0 ? ' '.repeat(gap) : `${' '.repeat(gap)}${cell(text, starts, glyphs, 'right')}${' '.repeat(gap)}`;
}

function spanRow(span: ListedSpan, layout: Layout, scale: number, glyphs: Glyphs): Row {
  return [
    {text: cell(labelOf(span), layout.name, glyphs) + ' '.repeat(gap)},
    ...barSpans(span, scale, layout.bar, glyphs),
    {text: startText(timeSpan(span.startMs), layout, glyphs), tone: 'quiet'},
    {text: cell(takesText(span), layout.takes, glyphs), tone: toneOf(span)},
  ];
}

/** The end of the axis, in ms; where something never ends, there is room beyond the last thing that does. */
function axisEnd(sides: readonly Timeline[]): number {
  const times = sides.flatMap(({spans}) =>
    spans.flatMap(({startMs, parts}) => [startMs, ...parts.flatMap((p) => [p.startMs, p.endMs])]),
  );
  const last = times.filter(Number.isFinite).reduce((a, b) => Math.max(a, b), 0);
  const isEndless = sides.some(({totalMs}) => totalMs === Infinity);
  return (isEndless ? 1.25 : 1) * last || 1000;
}

function ticksOf(sides: readonly Timeline[], end: number, bar: number) {
  const isEndless = sides.some(({totalMs}) => totalMs === Infinity);
  const steps = roundSteps(end, Math.max(1, Math.floor(bar / 11)), end < twoMinutes ? 1 : 60_000).map((ms) => ({
    at: (ms / end) * bar,
    text: ms === 0 ? '0' : timeSpan(ms),
  }));
  return isEndless ? [...steps.filter(({at}) => at < bar - 12), {at: bar, text: 'for ever'}] : steps;
}

const roles = {entry: '', call: '', fallback: 'or else ', publish: 'event to '} as const;

function labelOf({name, depth, parallel, role, inside}: ListedSpan): string {
  return `${' '.repeat(Math.min(depth, 8))}${parallel ? '= ' : ''}${roles[role]}${name}${inside > 0 ? ` +${inside}` : ''}`;
}

const ends = {
  answered: '',
  'timed-out': ', no answer',
  failed: ', fails',
  'not-awaited': ', not awaited',
  never: '',
} as const;

function takesText({startMs, endMs, end, stated, attempts, count}: ListedSpan, unknown = '?'): string {
  const length = endMs - startMs;
  // A start far from 0 leaves digits that nobody stated.
  const time = timeSpan(Number(length.toPrecision(9)));
  if (attempts > 1 && end === 'timed-out') return `${time}, ${attempts} tries in vain`;
  const times = attempts > 1 ? `, ${attempts} tries` : count > 1 ? `, ${short(count)} times` : '';
  const known = stated ? time : length === 0 ? unknown : `${time}?`;
  return `${known}${times}${ends[end]}`;
}

function toneOf({end}: ListedSpan): Tone {
  return end === 'timed-out' || end === 'failed' || end === 'never' ? 'bad' : 'body';
}

function shortTotal({totalMs, stated}: Timeline): string {
  return totalMs === Infinity ? 'no end' : knownSpan(totalMs, stated);
}

function totalText({totalMs, failed, stated}: Timeline): string {
  if (totalMs === Infinity) return 'the user waits for ever';
  if (totalMs === 0 && !stated) return 'how long the user waits is not known: latencies are not stated';
  return `the user waits ${knownSpan(totalMs, stated)}${failed ? ', then it fails' : ''}`;
}

/** The same in sentences, for who hears the screen. */
export function waterfallWords({before, after}: Waterfall): readonly string[] {
  const said = (side: Timeline) => [
    `${totalText(side)}.`.replace(/^[th]/, (first) => first.toUpperCase()),
    ...side.spans.map((span) => {
      const own = span.parts.find(({kind}) => kind === 'own');
      const work = own ? `, own work ${timeSpan(Number((own.endMs - own.startMs).toPrecision(9)))}` : '';
      return `${roles[span.role]}${span.name}: starts at ${timeSpan(span.startMs)}${span.parallel ? ' together with the one before' : ''}, takes ${takesText(span, 'an unknown time')}${work}.`;
    }),
    ...(side.seldom > 0 ? [`Left out: ${counted(side.seldom, 'call')} that a typical request does not make.`] : []),
  ];
  return after ? ['Before.', ...said(before), 'Now.', ...said(after)] : said(before);
}
