import type {Figure} from './figure.ts';
import type {Query} from './query.ts';
import type {FigureKind} from './units.ts';

/** A query that works with figures instead of asking the scenario. */
export type Worked = Extract<
  Query,
  | {readonly sum: unknown}
  | {readonly difference: unknown}
  | {readonly product: unknown}
  | {readonly quotient: unknown}
  | {readonly root: unknown}
  | {readonly downtimeOf: unknown}
>;

// As powers of time: only like figures add up, and a product or quotient has to be one of these again.
const powers = {time: 1, downtime: 1, share: 0, count: 0, rate: -1} as const;
const kindOfPower: ReadonlyMap<number, FigureKind> = new Map([
  [1, 'time'],
  [0, 'count'],
  [-1, 'rate'],
]);

/** A query's answer from `named` figures; `says` makes the error where they do not go together. */
export function workedFigure(query: Worked, named: (name: string) => Figure, says: (what: string) => Error): Figure {
  if ('product' in query) return scaled(named(query.product[0]), named(query.product[1]), 1, says);
  if ('quotient' in query) return scaled(named(query.quotient[0]), named(query.quotient[1]), -1, says);
  if ('root' in query) return root(named(query.root[0]), named(query.root[1]), says);
  if ('downtimeOf' in query) return downtime(named(query.downtimeOf), says);
  const sign = 'sum' in query ? 1 : -1;
  const [first, ...others] = ('sum' in query ? query.sum : query.difference).map(named);
  if (others.some(({kind}) => kind !== first!.kind)) throw says('unlike figures do not add up');
  return {kind: first!.kind, value: others.reduce((value, other) => value + sign * other.value, first!.value)};
}

/** The share that, multiplied by itself `times`, gives `whole`. */
function root(whole: Figure, times: Figure, says: (what: string) => Error): Figure {
  if (whole.kind !== 'share' || times.kind !== 'count') throw says('a root is that of a share, and of a count');
  return {kind: 'share', value: whole.value ** (1 / times.value)};
}

const yearMs = 365 * 86_400_000;

/** The time in a year of 365 days that an availability leaves. */
function downtime({kind, value}: Figure, says: (what: string) => Error): Figure {
  if (kind !== 'share') throw says(`a ${kind} is no availability`);
  return {kind: 'downtime', value: (1 - value) * yearMs};
}

function scaled(a: Figure, b: Figure, sign: 1 | -1, says: (what: string) => Error): Figure {
  const power = powers[a.kind] + sign * powers[b.kind];
  const shares = a.kind === 'share' && b.kind === 'share' && sign === 1;
  const kind = shares || (power === powers[a.kind] && a.kind !== 'share') ? a.kind : kindOfPower.get(power);
  if (!kind) throw says(`a ${a.kind} and a ${b.kind} do not go together`);
  const value = sign === 1 ? inSeconds(a) * inSeconds(b) : inSeconds(a) / inSeconds(b);
  return {kind, value: powers[kind] === 1 ? value * 1000 : value};
}

/** Rates are per second and times in milliseconds: they meet in seconds. */
function inSeconds({kind, value}: Figure): number {
  return powers[kind] === 1 ? value / 1000 : value;
}
