/** What kind of number a figure is; it decides units and how it reads. */
export type FigureKind = 'time' | 'downtime' | 'share' | 'count' | 'rate';

interface Unit {
  /** What the unit measures; a downtime is a time. */
  readonly measures: 'time' | 'share' | 'count' | 'rate';
  /** Of the kind's base unit: milliseconds, 1, per second. */
  readonly size: number;
  readonly label: string;
  /** How learners write it, lower case. */
  readonly spelled: readonly string[];
}

/** Every unit that an answer may carry. */
export const units = {
  ms: {measures: 'time', size: 1, label: 'ms', spelled: ['ms', 'msec', 'millisecond', 'milliseconds']},
  s: {measures: 'time', size: 1000, label: 's', spelled: ['s', 'sec', 'secs', 'second', 'seconds']},
  min: {measures: 'time', size: 60_000, label: 'min', spelled: ['min', 'mins', 'm', 'minute', 'minutes']},
  h: {measures: 'time', size: 3_600_000, label: 'h', spelled: ['h', 'hr', 'hrs', 'hour', 'hours']},
  d: {measures: 'time', size: 86_400_000, label: 'days', spelled: ['d', 'day', 'days']},
  percent: {measures: 'share', size: 0.01, label: '%', spelled: ['%', 'percent']},
  count: {measures: 'count', size: 1, label: '', spelled: []},
  'per-second': {measures: 'rate', size: 1, label: '/s', spelled: ['/s', 'per second']},
} as const satisfies Readonly<Record<string, Unit>>;

export type UnitName = keyof typeof units;
export const unitNames = Object.keys(units) as [UnitName, ...UnitName[]];

/** What a figure of each kind measures. */
export const measures = {
  time: 'time',
  downtime: 'time',
  share: 'share',
  count: 'count',
  rate: 'rate',
} as const satisfies Readonly<Record<FigureKind, Unit['measures']>>;
