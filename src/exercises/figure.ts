import {count, percent, short, yearly} from '../figures.ts';
import {type FigureKind, measures, type UnitName, units} from './units.ts';

/** A computed number: a time or downtime in milliseconds (Infinity: never), a share, a count, a rate per second. */
export interface Figure {
  readonly kind: FigureKind;
  readonly value: number;
}

const texts: Readonly<Record<FigureKind, (value: number) => string>> = {
  time: (ms) => inUnit(ms, fittingUnit(ms)),
  downtime: (ms) => yearly(ms / 60_000),
  share: percent,
  count,
  rate: (perSecond) => inUnit(perSecond, 'per-second'),
};

/** How a figure reads in a sentence: 2.6 s, 34.99 h, 99.6006 %, 65, 100/s. */
export function figureText({kind, value}: Figure): string {
  return value === Infinity ? 'never' : texts[kind](value);
}

/** The same in a unit of choice, so that a calculation can be followed: 0.65 s. A ratio may be told in percent. Undefined where the unit does not fit. */
export function figureTextIn({kind, value}: Figure, unit: UnitName): string | undefined {
  const fits = units[unit].measures === measures[kind] || (unit === 'percent' && kind === 'count');
  if (!fits) return undefined;
  return value === Infinity ? 'never' : inUnit(value, unit);
}

function inUnit(value: number, unit: UnitName): string {
  const {size, label} = units[unit];
  const number = unit === 'percent' ? short(value / size) : fourDigits(value / size);
  return label.startsWith('/') ? `${number}${label}` : `${number} ${label}`.trim();
}

function fittingUnit(ms: number): UnitName {
  if (ms < 1000) return 'ms';
  if (ms < 120_000) return 's';
  if (ms < 7_200_000) return 'min';
  return ms < 172_800_000 ? 'h' : 'd';
}

/** Four digits that matter: sums of what stands beside them still come out (50 ms + 30 s = 30.05 s). */
function fourDigits(n: number): string {
  return Math.abs(n) >= 1000 ? count(n) : String(Number(n.toPrecision(4)));
}
