import type {Quantity} from './figures.ts';

/** A number in a sentence that measures something, in the unit of its quantity. */
export interface Mention {
  /** The number with its unit, as it is written. */
  readonly text: string;
  readonly at: number;
  /** null: nothing beside the number says what it measures. */
  readonly quantity: Quantity | null;
  readonly value: number;
  /** Half of what the last written digit stands for. */
  readonly rounding: number;
  /** "about", "nearly" and the like stand before it. */
  readonly approximate: boolean;
  /** Said of a year (or of another span of time, and then scaled to a year). */
  readonly yearly: boolean;
  /** The span of time that it is said of, right behind it; null where none is. */
  readonly span: Span | null;
}

/** A span of time, and how many of them a year has. */
export interface Span {
  readonly name: string;
  readonly inYear: number;
}

const number = /\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?/g;

/** What a unit makes of a number: a quantity and a factor. */
const units: readonly (readonly [RegExp, Quantity, number])[] = [
  [/^\s?(?:%|percent\b|per cent\b)/i, 'share', 0.01],
  [/^\s?(?:[a-z]+ )?(?:\/\s?s(?:ec(?:ond)?)?\b|per second\b|a second\b|rps\b|req\/s\b|Hz\b)/i, 'rate', 1],
  [/^[\s-]?(?:µs|us|microseconds?)\b/i, 'time', 0.001],
  [/^[\s-]?(?:ms|msecs?|millis|milliseconds?)\b/i, 'time', 1],
  [/^[\s-]?(?:s|secs?|seconds?)\b/, 'time', 1000],
  [/^(?:m\b|[\s-]?(?:mins?|minutes?)\b)/, 'time', 60_000],
  [/^[\s-]?(?:h|hrs?|hours?)\b/, 'time', 3_600_000],
  [/^(?:d\b|[\s-]?days?\b)/, 'time', 86_400_000],
  [/^[\s-]?weeks?\b/, 'time', 604_800_000],
  [/^[\s-]?(?:kB|KB|KiB|kilobytes?)\b/, 'bytes', 1000],
  [/^[\s-]?(?:MB|MiB|megabytes?)\b/, 'bytes', 1_000_000],
  [/^[\s-]?(?:GB|GiB|gigabytes?)\b/, 'bytes', 1_000_000_000],
  [/^[\s-]?(?:B|bytes?)\b/, 'bytes', 1],
];

const spans: Readonly<Record<string, Span>> = {
  year: {name: 'year', inYear: 1},
  yr: {name: 'year', inYear: 1},
  month: {name: 'month', inYear: 12},
  week: {name: 'week', inYear: 52},
  day: {name: 'day', inYear: 365},
};
const approximately =
  /(?:~|≈|\b(?:about|around|roughly|approximately|nearly|almost|some|circa|over|under|more than|less than))\s?$/i;
/** A word before a bare number that makes it a name. */
const numbering =
  /\b(?:kafka|node|java|python|version|release|v|kip|rfc|http|https|status|code|adr|chapter|ch\.|section|page|line|step|point|question|item|option|part|effect|no\.|number|figure|table|appendix|port|error|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)[\s.]{0,2}$/i;
const month = /^\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b/i;

const namedSpans = [
  [/\bmonth(?:s|ly)?\b/i, spans['month']!],
  [/\bweek(?:s|ly)?\b/i, spans['week']!],
  [/\bda(?:ys?|ily)\b/i, spans['day']!],
] as const;

/** The spans shorter than a year that a text names anywhere ("each month", "monthly"); all of them where it names none at all. */
export function spansNamed(text: string): readonly Span[] {
  const named = namedSpans.flatMap(([words, span]) => (words.test(text) ? [span] : []));
  const isYearly = /\b(?:years?|yearly|yr)\b/i.test(text);
  return named.length > 0 || isYearly ? named : namedSpans.map(([, span]) => span);
}

/** The figures in a text, in its order. Dates, times of day, versions, list numbers and parts of names are none. */
export function mentions(text: string): readonly Mention[] {
  return [...text.matchAll(number)].flatMap((match) => mention(text, match[0], match.index) ?? []);
}

function mention(text: string, digits: string, at: number): Mention | undefined {
  const before = text.slice(Math.max(0, at - 24), at);
  const after = text.slice(at + digits.length, at + digits.length + 48);
  // Part of a name, a path, a version, a date, a time of day or a range.
  if (/[\p{L}\p{N}_.[#/:@\\]$/u.test(before) || /[\p{L}\p{N}]-$/u.test(before)) return undefined;
  if (/^(?:[.:/-]\d|\.x\b|\]|_)/i.test(after)) return undefined;
  const unit = units.find(([pattern]) => pattern.test(after));
  const value = Number(
    digits.includes('.') || /,\d{3}/.test(digits) ? digits.replaceAll(',', '') : digits.replace(',', '.'),
  );
  const decimals = /[.,](\d+)$/.exec(/,\d{3}$/.test(digits) ? '' : digits)?.[1]?.length ?? 0;
  const rounding = 0.5 * 10 ** -decimals;
  const approximate = approximately.test(before);
  if (unit === undefined) {
    if (/^\p{L}/u.test(after) || numbering.test(before) || month.test(after)) return undefined;
    if (/(?:^|\n)\s*\(?$/.test(before) && /^[.)]/.test(after)) return undefined;
    if (decimals === 0 && (value < 10 || /^(?:19|20)\d\d$/.test(digits))) return undefined;
    return {text: digits, at, quantity: null, value, rounding, approximate, yearly: false, span: null};
  }
  const [pattern, quantity, factor] = unit;
  const spelled = pattern.exec(after)![0];
  const span = /^(?:\s(?:down|of downtime|of outage))?\s?(?:a|per|each|every|\/)\s?(year|yr|month|week|day)\b/i.exec(
    after.slice(spelled.length),
  )?.[1];
  const said = quantity === 'time' && span !== undefined ? spans[span.toLowerCase()]! : null;
  const scale = factor * (said?.inYear ?? 1);
  return {
    text: `${digits}${spelled}`,
    at,
    quantity,
    value: value * scale,
    rounding: rounding * scale,
    approximate,
    yearly: said !== null,
    span: said,
  };
}
