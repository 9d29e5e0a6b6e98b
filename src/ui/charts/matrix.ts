import type {Level} from '../../analysis/couplings.ts';
import {knownYearly, yearly} from '../../figures.ts';
import type {Tone} from '../theme.ts';
import {counted} from './counted.ts';
import type {Glyphs} from './glyphs.ts';
import {type Canvas, cell, type Row, type Span, shortName, widest} from './row.ts';

/** How closely one service is coupled to another. */
export interface CoupledPair {
  readonly from: string;
  readonly to: string;
  /** The tightest of the calls between them; undefined: only events go there. */
  readonly levels: Readonly<Record<'temporal' | 'availability' | 'behavioral', Level>> | undefined;
  /** What the callee takes from the worst-hit operation. */
  readonly minutesPerYear: number;
  /** False: too tangled to be worked out, it takes so many at most. */
  readonly exact: boolean;
  /** By which the most coupled come first. */
  readonly weight: number;
}

const letters = [
  ['temporal', 'T'],
  ['availability', 'A'],
  ['behavioral', 'B'],
] as const;
const gap = 1;
const corner = 'from \\ to';
const letterWidth = letters.length;

/** The letters of a pair: a capital is tight, a small letter partial, a stroke loose; `e` stands for events alone. */
export function lettersOf({levels}: Pick<CoupledPair, 'levels'>): string {
  if (!levels) return ' e ';
  const signs = {tight: (l: string) => l, partial: (l: string) => l.toLowerCase(), loose: () => '-'} as const;
  return letters.map(([coupling, letter]) => signs[levels[coupling]](letter)).join('');
}

/**
 * Who is coupled to whom, and how: callers as rows, callees as columns, the most coupled first. Where not all of them
 * fit, the least coupled are left out and counted; where their names do not fit, numbers stand for the columns.
 */
export function matrixChart(pairs: readonly CoupledPair[], canvas: Canvas): readonly Row[] {
  const {columns: width, rows: height, glyphs} = canvas;
  const label = widest([corner, ...pairs.map(({from}) => from)], Math.floor(width * 0.3));
  const room = width - label - gap;
  const legend = legendRows(pairs, canvas);
  const callees = new Set(pairs.map(({to}) => to));
  const named = Math.max(letterWidth, widest(callees, 20)) + gap + 1;
  const isNamed = named * callees.size <= room;
  const step = isNamed ? named : letterWidth + gap;
  // One row is kept for what is left out; the numbers' names take a third of the height at most.
  const free = Math.max(1, height - legend.length - 2);
  const columns = Math.max(1, Math.floor(room / step));
  const {chosen, key} = isNamed
    ? {chosen: choose(pairs, free, columns), key: []}
    : numbered(pairs, {free, columns, most: Math.max(1, Math.floor(height / 3))}, canvas);
  const {from, to, cells} = chosen;
  const head: Row = [
    {text: cell(corner, label + gap, glyphs), tone: 'quiet'},
    ...to.map((name, i) => ({text: cell(isNamed ? name : `${i + 1}`, step, glyphs), tone: 'quiet' as const})),
  ];
  const body = from.map((caller): Row => {
    const own = cells.get(caller)!;
    return [{text: cell(caller, label + gap, glyphs)}, ...to.map((callee) => cellSpan(own.get(callee), step, glyphs))];
  });
  const left = leftOut(pairs, chosen);
  const rest: Row[] = left === undefined ? [] : [[{text: cell(left, width, glyphs).trimEnd(), tone: 'warning'}]];
  return [head, ...body, ...key, ...rest, ...legend].slice(0, height);
}

interface Chosen {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly cells: ReadonlyMap<string, ReadonlyMap<string, CoupledPair>>;
}

/** As many columns as have room for their names below: what is chosen and its names belong together. */
function numbered(
  pairs: readonly CoupledPair[],
  room: {readonly free: number; readonly columns: number; readonly most: number},
  canvas: Canvas,
): {readonly chosen: Chosen; readonly key: readonly Row[]} {
  for (let columns = room.columns; ; columns -= 1) {
    // The more rows the names take, the fewer callers there are, and those may have other callees.
    for (let names = 1; names <= room.most || columns === 1; ) {
      const chosen = choose(pairs, Math.max(1, room.free - names), columns);
      const key = keyRows(chosen.to, canvas);
      if (key.length <= names) return {chosen, key};
      names = key.length;
    }
  }
}

/** The `rows` callers and `columns` callees between which the couplings are tightest. */
function choose(pairs: readonly CoupledPair[], rows: number, columns: number): Chosen {
  const callers = heaviest(pairs, ({from}) => from, rows);
  const among = new Set(callers);
  const to = heaviest(
    pairs.filter(({from}) => among.has(from)),
    (pair) => pair.to,
    columns,
  );
  const wanted = new Set(to);
  // A caller whose callees are all left out would be an empty row.
  const seen = pairs.filter((pair) => wanted.has(pair.to));
  const from = heaviest(seen, (pair) => pair.from, rows);
  const cells = new Map(from.map((name) => [name, new Map<string, CoupledPair>()]));
  for (const pair of seen) cells.get(pair.from)?.set(pair.to, pair);
  return {from, to, cells};
}

function heaviest(pairs: readonly CoupledPair[], nameOf: (pair: CoupledPair) => string, most: number): string[] {
  const weights = new Map<string, number>();
  for (const pair of pairs) weights.set(nameOf(pair), (weights.get(nameOf(pair)) ?? 0) + pair.weight);
  return [...weights]
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([name]) => name);
}

function cellSpan(pair: CoupledPair | undefined, width: number, glyphs: Glyphs): Span {
  if (!pair) return {text: cell(` ${glyphs.none}`, width, glyphs), tone: 'quiet'};
  const minutes = pair.levels ? ` ${pair.exact ? '' : '<= '}${yearly(pair.minutesPerYear)}` : '';
  const whole = `${lettersOf(pair)}${minutes}`;
  return {text: cell(whole.length < width ? whole : lettersOf(pair), width, glyphs), tone: toneOf(pair)};
}

function toneOf({levels}: CoupledPair): Tone {
  if (!levels) return 'good';
  const tight = Object.values(levels).filter((level) => level === 'tight').length;
  return tight === letters.length ? 'bad' : tight > 0 ? 'warning' : 'body';
}

/** Which number stands for which callee. */
function keyRows(names: readonly string[], {columns: width, glyphs}: Canvas): Row[] {
  const lines: string[] = [];
  for (const [i, name] of names.entries()) {
    const entry = `${i + 1} ${shortName(name, Math.min(24, width - 5), glyphs)}`;
    const last = lines.at(-1);
    if (last !== undefined && widest([`${last}  ${entry}`], width + 1) <= width)
      lines[lines.length - 1] = `${last}  ${entry}`;
    else lines.push(entry);
  }
  return lines.map((text) => [{text, tone: 'quiet'}]);
}

function leftOut(pairs: readonly CoupledPair[], {from, to, cells}: Chosen): string | undefined {
  const callers = new Set(pairs.map((pair) => pair.from)).size - from.length;
  const callees = new Set(pairs.map((pair) => pair.to)).size - to.length;
  const shown = [...cells.values()].reduce((sum, row) => sum + row.size, 0);
  if (pairs.length === shown) return undefined;
  const parts = [
    ...(callers > 0 ? [counted(callers, 'caller')] : []),
    ...(callees > 0 ? [counted(callees, 'callee')] : []),
  ];
  return `Less coupled and left out: ${[...parts, counted(pairs.length - shown, 'pair')].join(', ')}`;
}

function legendRows(pairs: readonly CoupledPair[], {columns: width, rows, glyphs}: Canvas): Row[] {
  if (rows < 8) return [];
  const events = pairs.some(({levels}) => !levels);
  const row = (text: string): Row => [{text: cell(text, width, glyphs).trimEnd(), tone: 'quiet'}];
  if (rows < 12) return [row(`TAB temporal availability behavioral; tab partial; ${events ? 'e event' : '- loose'}`)];
  const parts = [
    'T temporal, A availability, B behavioral:',
    `capital tight, small partial, - loose${events ? ', e event' : ''}`,
  ];
  const whole = parts.join(' ');
  const lines = whole.length <= width ? [whole] : parts;
  return lines.map(row);
}

/** The same in sentences, the most coupled first, for who hears the screen. */
export function matrixWords(pairs: readonly CoupledPair[]): readonly string[] {
  return pairs
    .toSorted((a, b) => b.weight - a.weight)
    .map(({from, to, levels, minutesPerYear, exact}) =>
      levels
        ? `${from} to ${to}: ${letters.map(([name]) => `${name} ${levels[name]}`).join(', ')}; costs ${knownYearly(minutesPerYear, exact)} a year.`
        : `${from} to ${to}: events only.`,
    );
}
