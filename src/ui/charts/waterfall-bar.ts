import type {ListedSpan, Timeline} from '../../analysis/timeline.ts';
import type {TimelinePart} from '../../analysis/timeline-calls.ts';
import {counted} from './counted.ts';
import type {Glyphs} from './glyphs.ts';
import {joined, type Row, type Span} from './row.ts';

const signs = {
  own: {glyph: ({own}: Glyphs) => own, tone: 'open', says: 'own work'},
  waits: {glyph: ({waits}: Glyphs) => waits, tone: 'quiet', says: 'waits'},
  cut: {glyph: ({lost}: Glyphs) => lost, tone: 'bad', says: 'no answer'},
  pause: {glyph: ({pause}: Glyphs) => pause, tone: 'quiet', says: 'pause'},
  again: {glyph: ({again}: Glyphs) => again, tone: 'open', says: 'again'},
} as const;

type Kind = keyof typeof signs;

/** The bar of a span: each sign is what takes most of its column's time, and every kind of time has one where there is room. */
export function barSpans({startMs, endMs, parts}: ListedSpan, scale: number, width: number, glyphs: Glyphs): Row {
  const column = (ms: number) => Math.min(width, Math.round(ms * scale));
  const from = Math.min(width - 1, column(startMs));
  const to = endMs > startMs ? Math.max(from + 1, column(endMs)) : from;
  const timed = parts.filter((part) => part.endMs > part.startMs);
  const kinds = Array.from({length: width}, (_, at): Kind | undefined => {
    if (at < from || at >= to) return undefined;
    const within = (part: TimelinePart) => Math.min(at + 1, part.endMs * scale) - Math.max(at, part.startMs * scale);
    return timed.reduce<TimelinePart | undefined>((a, b) => (a && within(a) >= within(b) ? a : b), undefined)?.kind;
  });
  for (const {kind, startMs: start} of to - from > timed.length ? timed : []) {
    if (!kinds.includes(kind)) kinds[Math.max(from, Math.min(to - 1, Math.floor(start * scale)))] = kind;
  }
  const row = kinds.map(
    (kind): Span => (kind ? {text: signs[kind].glyph(glyphs), tone: signs[kind].tone} : {text: ' '}),
  );
  if (to === from) row[from] = {text: glyphs.instant, tone: 'quiet'};
  if (endMs === Infinity) row[width - 1] = {text: glyphs.endless, tone: 'bad'};
  return joined(row);
}

/** What the signs of these spans mean, and what is not shown of them. */
export function legendParts(
  spans: readonly ListedSpan[],
  sides: readonly Timeline[],
  glyphs: Glyphs,
): readonly string[] {
  const used = new Set(spans.flatMap(({parts}) => parts.filter((p) => p.endMs > p.startMs).map(({kind}) => kind)));
  const all = (Object.keys(signs) as Kind[]).filter((kind) => used.has(kind));
  const seldom = Math.max(...sides.map((side) => side.seldom));
  return [
    ...all.map((kind) => `${signs[kind].glyph(glyphs)} ${signs[kind].says}`),
    ...(spans.some(({parallel}) => parallel) ? ['= starts with the row above'] : []),
    ...(spans.some(({stated}) => !stated) ? ['? own work not stated'] : []),
    ...(spans.some(({inside}) => inside > 0) ? ['+N calls not listed'] : []),
    ...(seldom > 0 ? [`${counted(seldom, 'rare call')} left out`] : []),
  ];
}

/** Parts of a legend, as many in a row as fit. */
export function inLines(parts: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const longer = `${lines.at(-1) ?? ''}${lines.length > 0 ? '   ' : ''}${part}`;
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
}
