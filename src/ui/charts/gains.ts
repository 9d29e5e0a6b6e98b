import {timeSpan, yearly} from '../../figures.ts';
import {axisText, roundSteps} from './axis.ts';
import {barSigns} from './bar.ts';
import {type Canvas, cell, joined, type Row, type Span, widest} from './row.ts';

/** What an operation would gain if one thing that it depends on never failed, in minutes a year. */
export interface GainBar {
  readonly name: string;
  readonly kind: 'entry' | 'service' | 'broker' | 'sharedFate';
  /** As the file has it; undefined: the operation did not need it. */
  readonly before: number | undefined;
  /** undefined: the operation does not need it any more. */
  readonly now: number | undefined;
  /** Does the file state its availability? Otherwise the default counts. */
  readonly stated: boolean;
}

const gap = 2;
const leastBar = 10;
const months = 12;
/** From here on figures are in hours. */
const twoHours = 120;
const kinds = {entry: ' (itself)', service: '', broker: ' (broker)', sharedFate: ' (shared fate)'} as const;

/** A gain, or its change; `none` is what the operation does not need, 0 min what never fails. */
function change({before, now}: GainBar, parts: number): string {
  const text = (minutes: number | undefined) => (minutes === undefined ? 'none' : minutesText(minutes / parts));
  return text(before) === text(now) ? text(now) : `${text(before)} -> ${text(now)}`;
}

function minutesText(minutes: number): string {
  return minutes > 0 && minutes < 1 ? timeSpan(minutes * 60_000) : yearly(minutes);
}

const nameOf = ({name, kind, stated}: GainBar) => `${name}${kinds[kind]}${stated ? '' : ' ?'}`;

/**
 * Dependencies as bars from 0: the minutes that each takes from the operation. Whole signs are what it costs now, light
 * ones what it cost before. The figures for a month and a year stand beside the bars.
 */
export function gainsChart(bars: readonly GainBar[], canvas: Canvas): readonly Row[] {
  const {columns: width, rows, glyphs} = canvas;
  const legend = rows >= 8 ? legendRows(bars, canvas) : [];
  const fitting = rows - 1 - legend.length;
  const shown = bars.slice(0, Math.max(1, bars.length > fitting ? fitting - 1 : fitting));
  const name = widest(shown.map(nameOf), Math.floor(width * 0.34));
  const columnOf = (head: string, parts: number) => ({
    head,
    parts,
    width: widest([head, ...shown.map((bar) => change(bar, parts))], 24),
  });
  const both = [columnOf('a month', months), columnOf('a year', 1)];
  const roomBeside = (some: typeof both) => width - name - gap - some.reduce((sum, one) => sum + one.width + gap, 0);
  const texts = roomBeside(both) >= leastBar ? both : both.slice(1);
  const bar = Math.max(1, roomBeside(texts));
  const most = Math.max(0, ...bars.flatMap(({before = 0, now = 0}) => [before, now]));
  const ticks = roundSteps(most, Math.max(1, Math.floor(bar / 12)), most < twoHours ? 1 : 60).map((minutes) => ({
    at: most === 0 ? 0 : (minutes / most) * bar,
    text: minutes === 0 ? '0' : minutesText(minutes),
  }));
  const quiet = (text: string): Span => ({text, tone: 'quiet'});
  const axis: Row = [
    {text: ' '.repeat(name + gap)},
    quiet(axisText(ticks, bar, glyphs)),
    ...texts.map((one) => quiet(' '.repeat(gap) + cell(one.head, one.width, glyphs))),
  ];
  const body = shown.map((one): Row => {
    const length = (minutes = 0) => (most === 0 ? 0 : (minutes / most) * bar);
    const signs: Span[] = barSigns(length(one.now), bar, glyphs).map((text) => ({text, tone: 'open'}));
    const was = Math.round(length(one.before));
    while (signs.length < was) signs.push(quiet(glyphs.waits));
    while (signs.length < bar) signs.push({text: ' '});
    return [
      {text: cell(nameOf(one), name, glyphs) + ' '.repeat(gap)},
      ...joined(signs),
      ...texts.map(({parts, width: room}) => ({text: ' '.repeat(gap) + cell(change(one, parts), room, glyphs)})),
    ];
  });
  const hidden = bars.length - shown.length;
  const rest: Row[] =
    hidden > 0 ? [[quiet(cell(`... ${hidden} more that cost no more`, width, glyphs).trimEnd())]] : [];
  return [axis, ...body, ...rest, ...legend].slice(0, rows);
}

function legendRows(bars: readonly GainBar[], {columns: width, glyphs}: Canvas): Row[] {
  const parts = [
    ...(bars.some(({before, now}) => (before ?? 0) > (now ?? 0)) ? [`${glyphs.waits} before`] : []),
    ...(bars.some(({stated}) => !stated) ? ['? its availability is not stated: 99.9 % is taken'] : []),
  ];
  return parts.length === 0 ? [] : [[{text: cell(parts.join('   '), width, glyphs).trimEnd(), tone: 'quiet'}]];
}

/** The same in sentences, for who hears the screen. */
export function gainsWords(bars: readonly GainBar[]): readonly string[] {
  return bars.map((bar) => {
    const unstated = bar.stated ? '' : ' Its availability is not stated: 99.9 % is taken.';
    return `${bar.name}${kinds[bar.kind]}: ${change(bar, months)} a month, ${change(bar, 1)} a year.${unstated}`;
  });
}
