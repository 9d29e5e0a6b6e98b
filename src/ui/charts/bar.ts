import type {Glyphs} from './glyphs.ts';

/** A bar of `length` columns, `width` at most, as its signs: the last one as wide as can be drawn, and some sign for the smallest value above 0. */
export function barSigns(length: number, width: number, {fill}: Glyphs): readonly string[] {
  const whole = fill.at(-1)!;
  const steps = Math.max(length > 0 ? 1 : 0, Math.round(Math.min(length, width) * fill.length));
  const full = Math.floor(steps / fill.length);
  const rest = steps - full * fill.length;
  return [...Array.from({length: full}, () => whole), ...(rest > 0 ? [fill[rest - 1]!] : [])].slice(0, width);
}
