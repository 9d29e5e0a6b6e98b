import {percent, yearly} from '../../figures.ts';
import {verdictWord} from '../../report/availability-words.ts';
import {windowStart} from '../list-cursor.ts';
import type {Tone} from '../theme.ts';
import {axisText} from './axis.ts';
import {barSigns} from './bar.ts';
import {counted} from './counted.ts';
import {type NinesScale, nines, ninesColumn, ninesScale, ninesTicks} from './nines.ts';
import {type Canvas, cell, joined, type Row, type Span, widest} from './row.ts';

/** How available an operation is. Shares of the requests that fail: they keep their digits where availability does not. */
export interface AvailabilityReading {
  readonly unavailability: number;
  /** The least that it may be; above 0 only where something is not known, and then below `unavailability`. */
  readonly atLeast: number | undefined;
  /** Too tangled to be worked out: it lies anywhere between the two. */
  readonly isBound?: boolean;
}

/** One operation of the chart. */
export interface AvailabilityBar {
  readonly name: string;
  /** As the file has it, and now where that differs. */
  readonly readings: readonly [AvailabilityReading, AvailabilityReading?];
  /** The share of requests that may fail; undefined: the file states no target. */
  readonly target: {readonly unavailability: number /** null: not known. */; readonly met: boolean | null} | undefined;
}

const minutesPerYear = 525_600;
const leastBar = 12;
const gap = 2;
/** Stands where the name would stand again. */
const now = '  now';

/** What stands to the right of a bar. */
const columns = {
  available: ({unavailability, isBound}: AvailabilityReading) =>
    `${isBound ? '>= ' : ''}${percent(1 - unavailability)}`,
  'down/year': ({unavailability, isBound}: AvailabilityReading) =>
    `${isBound ? '<= ' : ''}${yearly(unavailability * minutesPerYear)}`,
} as const;

type Written = readonly (readonly string[])[];

/**
 * Operations as bars on a scale of nines: each whole nine further right is ten times less downtime, so that 99.9 % and
 * 99.95 % are as far apart as 99 % and 99.5 %. The figures stand beside the bars. `chosen` is marked and in sight.
 */
export function availabilityChart(bars: readonly AvailabilityBar[], chosen: number, canvas: Canvas): readonly Row[] {
  const {glyphs} = canvas;
  const perBar = bars.some(({readings}) => readings[1]) ? 2 : 1;
  const legend = canvas.rows >= 8 ? legendOf(bars, canvas) : [];
  const fitting = Math.max(1, Math.floor((canvas.rows - 1 - legend.length) / perBar));
  const slots = bars.length > fitting ? Math.max(1, Math.floor((canvas.rows - 2 - legend.length) / perBar)) : fitting;
  const start = windowStart(chosen, bars.length, slots);
  const shown = bars.slice(Math.max(0, start), Math.max(0, start) + slots);
  const scale = ninesScale(
    bars.flatMap(({readings, target}) => [
      ...readings.flatMap((reading) => (reading ? [nines(reading.unavailability)] : [])),
      ...(target ? [nines(target.unavailability)] : []),
    ]),
  );
  const layout = layoutOf(shown, canvas);
  const axis = [
    {text: ' '.repeat(layout.name + gap)},
    {text: axisText(ninesTicks(scale, layout.bar), layout.bar, glyphs), tone: 'quiet' as const},
    ...layout.heads.map(({text, width}) => ({
      text: ' '.repeat(gap) + cell(text, width, glyphs),
      tone: 'quiet' as const,
    })),
  ];
  const hidden = bars.length - shown.length;
  return [
    axis,
    ...shown.flatMap((bar, i) => barRows(bar, Math.max(0, start) + i === chosen, scale, layout, canvas)),
    ...(hidden > 0
      ? [[{text: cell(`  ... ${counted(hidden, 'more operation')}`, canvas.columns, glyphs), tone: 'quiet' as const}]]
      : []),
    ...legend,
  ].slice(0, canvas.rows);
}

interface Layout {
  readonly name: number;
  readonly bar: number;
  readonly heads: readonly {readonly text: string; readonly width: number}[];
  readonly write: (bar: AvailabilityBar, reading: AvailabilityReading, isNow: boolean) => readonly string[];
}

/** As much text as leaves room for a bar: whole sentences first, then shorter ones. */
function layoutOf(shown: readonly AvailabilityBar[], {columns: width}: Canvas): Layout {
  const names = shown.flatMap(({name, readings}) => (readings[1] ? [name, now] : [name]));
  const name = 2 + widest(names, Math.floor(width * 0.28) - 2);
  const choices = [
    {heads: ['available', 'down/year', 'target'], verdict: verdictOf},
    {heads: ['available', 'down/year', 'target'], verdict: shortVerdict},
    {heads: ['available', 'target'], verdict: shortVerdict},
  ] as const;
  const layouts = choices.map(({heads, verdict}): Layout => {
    const write: Layout['write'] = (bar, reading) =>
      heads.map((head) => (head === 'target' ? verdict(bar, reading) : columns[head](reading)));
    const all: Written = shown.flatMap((bar) =>
      bar.readings.flatMap((reading, i) => (reading ? [write(bar, reading, i === 1)] : [])),
    );
    const measured = heads.map((text, i) => ({text, width: widest([text, ...all.map((cells) => cells[i]!)], 24)}));
    const texts = measured.reduce((sum, head) => sum + head.width + gap, 0);
    return {name, bar: width - name - gap - texts, heads: measured, write};
  });
  return layouts.find(({bar}) => bar >= leastBar) ?? layouts.at(-1)!;
}

/** null: not known. undefined: no target is stated. */
function isMet({target, readings}: AvailabilityBar, reading: AvailabilityReading): boolean | null | undefined {
  if (!target) return undefined;
  const latest = readings[1] ?? readings[0];
  // The last digits of a product are the analysis' own affair; of an earlier reading only the size is known.
  if (reading === latest) return target.met;
  const allowed = target.unavailability * (1 + 1e-9);
  if (reading.unavailability <= allowed) return true;
  return reading.isBound && (reading.atLeast ?? 0) <= allowed ? null : false;
}

function verdictOf(bar: AvailabilityBar, reading: AvailabilityReading): string {
  const met = isMet(bar, reading);
  return met === undefined ? 'none stated' : `${percent(1 - bar.target!.unavailability)} ${verdictWord(met)}`;
}

function shortVerdict(bar: AvailabilityBar, reading: AvailabilityReading): string {
  const met = isMet(bar, reading);
  return met === undefined ? 'none' : verdictWord(met);
}

function barRows(bar: AvailabilityBar, isChosen: boolean, scale: NinesScale, layout: Layout, {glyphs}: Canvas): Row[] {
  return bar.readings.flatMap((reading, i): Row[] => {
    if (!reading) return [];
    const met = isMet(bar, reading);
    const tone: Tone = met == null ? 'open' : met ? 'good' : 'bad';
    const label = i === 0 ? `${isChosen ? '>' : ' '} ${bar.name}` : `  ${now}`;
    const cells = layout.write(bar, reading, i === 1);
    return [
      [
        {
          text: cell(label, layout.name, glyphs) + ' '.repeat(gap),
          ...(isChosen && i === 0 ? {tone: 'chosen' as const} : {}),
        },
        ...barSpans(bar, reading, tone, scale, layout.bar, glyphs),
        ...cells.map((text, c): Span => {
          const {width, text: head} = layout.heads[c]!;
          return {text: ' '.repeat(gap) + cell(text, width, glyphs), ...(head === 'target' ? {tone} : {})};
        }),
      ],
    ];
  });
}

function barSpans(
  {target}: AvailabilityBar,
  {unavailability, atLeast}: AvailabilityReading,
  tone: Tone,
  scale: NinesScale,
  width: number,
  glyphs: Canvas['glyphs'],
): Row {
  const signs: Span[] = barSigns(ninesColumn(nines(unavailability), scale, width), width, glyphs).map((text) => ({
    text,
    tone,
  }));
  if (atLeast !== undefined) {
    const end = Math.round(ninesColumn(nines(atLeast), scale, width));
    while (signs.length < end) signs.push({text: glyphs.unknown, tone: 'warning'});
  }
  while (signs.length < width) signs.push({text: ' '});
  if (target) {
    const column = Math.min(width - 1, Math.floor(ninesColumn(nines(target.unavailability), scale, width) + 1e-6));
    signs[column] = {text: glyphs.target, tone: 'title'};
  }
  return joined(signs);
}

function legendOf(bars: readonly AvailabilityBar[], {columns: width, glyphs}: Canvas): Row[] {
  const {target, unknown} = glyphs;
  const parts = [
    'Longer is better: a nine more is a tenth of the downtime.',
    [
      `${target} target`,
      ...(bars.some(({readings}) => readings.some((one) => one?.atLeast !== undefined))
        ? [`${unknown} not known`]
        : []),
    ].join('   '),
  ];
  const whole = parts.join(' ');
  const lines = whole.length <= width ? [whole] : parts;
  return lines.map((text) => [{text: cell(text, width, glyphs).trimEnd(), tone: 'quiet'}]);
}

/** The same in sentences, for who hears the screen. */
export function availabilityWords(bars: readonly AvailabilityBar[]): readonly string[] {
  return bars.map((bar) => {
    const said = bar.readings.flatMap((reading, i) =>
      reading
        ? [
            `${i === 0 ? '' : 'now '}${columns.available(reading)} available, down ${columns['down/year'](reading)} a year${
              reading.atLeast === undefined ? '' : `, at best ${percent(1 - reading.atLeast)}`
            }`,
          ]
        : [],
    );
    const last = bar.readings[1] ?? bar.readings[0];
    const target = bar.target ? `Target ${verdictOf(bar, last)}.` : 'No target is stated.';
    return `${bar.name}: ${said.join('; ')}. ${target}`;
  });
}
