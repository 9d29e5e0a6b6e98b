import type {Clause} from './clauses.ts';
import type {Read} from './quote.ts';

const unitMs: Readonly<Record<string, number>> = {
  s: 1000,
  sec: 1000,
  secs: 1000,
  second: 1000,
  seconds: 1000,
  min: 60_000,
  mins: 60_000,
  minute: 60_000,
  minutes: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
  hours: 3_600_000,
  d: 86_400_000,
  day: 86_400_000,
  days: 86_400_000,
  week: 604_800_000,
  weeks: 604_800_000,
  month: 2_592_000_000,
  months: 2_592_000_000,
};
const counts: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  single: 1,
  two: 2,
  couple: 2,
  three: 3,
  four: 4,
  five: 5,
  few: 3,
  several: 3,
  ten: 10,
  some: 2,
  half: 0.5,
  the: 1,
};
const time =
  /\b(?:(\d+(?:\.\d+)?) ?|(a|an|one|single|two|three|four|five|ten|half|the)[ -](?:few |couple of |couple )?|(few|several|some|couple) (?:of )?)(?:more )?(s|secs?|seconds?|mins?|minutes?|h|hours?|d|days?|weeks?|months?)\b/g;

/** The longest duration that a clause names, in milliseconds; null where it names none. */
function durationIn({plain}: Clause): number | null {
  const found = [...plain.matchAll(time)].map(
    ([, number, word, vague, unit]) =>
      (number ? Number(number) : (counts[word ?? vague ?? ''] ?? 1)) * (unitMs[unit!] ?? 0),
  );
  return found.length === 0 ? null : Math.max(...found);
}

/** How old a looked-up value may be, where a clause says so: `a day-old value would be fine`. */
export function staleness(clause: Clause): Read<number> | null {
  const {plain} = clause;
  if (/\b(?:never|must)\b|\bnot (?!hurt|matter|a problem|bad|harm)/.test(plain)) return null;
  if (
    !/\b(?:old|stale|staleness|behind|ago|outdated|age|aged|delay|late|lag|out of date|earlier|yesterday)\b/.test(plain)
  )
    return null;
  if (
    !/\b(?:fine|ok|okay|enough|acceptable|tolerated?|tolerable|good|do|allowed|does not (?:matter|hurt)|no problem|harmless|hurts?|happy|live with|may|can|sufficient|suffices?)\b/.test(
      plain,
    )
  )
    return null;
  const value = /\byesterday\b/.test(plain) ? 86_400_000 : durationIn(clause);
  return value === null ? null : {value, quote: clause};
}
