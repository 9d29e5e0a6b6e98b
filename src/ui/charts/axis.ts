import stringWidth from 'string-width';
import type {Glyphs} from './glyphs.ts';

/** A place on an axis, in columns from its left end, and what is written there. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** The labels of an axis in exactly `width` columns, each beside its tick. The first come first: one that would run into another is left out. */
export function axisText(ticks: readonly Tick[], width: number, {tick}: Glyphs): string {
  const signs = Array.from({length: width}, () => ' ');
  for (const {at, text} of ticks) {
    const column = Math.min(width - 1, Math.max(0, Math.round(at)));
    const size = stringWidth(text) + 1;
    const isBefore = column + size > width;
    const from = isBefore ? column - size + 1 : column;
    const isFree = signs.slice(Math.max(0, from - 1), from + size + 1).every((sign) => sign === ' ');
    if (from < 0 || from + size > width || !isFree) continue;
    for (const [i, sign] of [...(isBefore ? text + tick : tick + text)].entries()) signs[from + i] = sign;
  }
  return signs.join('');
}

/** Round multiples of `unit` from 0 to `end`, at most `most` of them beside the 0: steps of 1, 2 or 5 times a power of ten. */
export function roundSteps(end: number, most: number, unit = 1): readonly number[] {
  if (!(end > 0) || most < 1) return [0];
  const rough = end / unit / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10) * power;
  return Array.from({length: Math.floor(end / unit / step + 1e-9) + 1}, (_, i) =>
    Number((i * step * unit).toPrecision(12)),
  );
}
