/** The chance that something works (`up`) and that it does not (`down`), each read from its decimal text, so that 99.9% has `down` 0.001 and not 0.0010000000000000009. */
export interface Chance {
  readonly up: number;
  readonly down: number;
}

/** A quantity, or what is wrong with its text and what to write instead. */
export type Read<T> =
  | {readonly ok: true; readonly value: T}
  | {readonly ok: false; readonly what: string; readonly hint: string};

const milliseconds = {ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000} as const;
const perSecond = {s: 1, m: 60, h: 3600, d: 86_400} as const;
const decimal = /^(\d{1,30})(?:\.(\d{1,30}))?(?:e([+-]?\d{1,3}))?$/i;

const durationHint = 'Write a number with a unit: 50ms, 2s, 5m, 1h or 7d.';
const rateHint = 'Write a number per unit: 20/s, 600/m, 5000/h or 100000/d.';
const chanceHint = 'Write a percentage from 0% to 100% (99.9%) or a fraction from 0 to 1 (0.999).';

/** A duration in milliseconds from text such as `50ms` or `1.5h`. */
export function duration(text: string): Read<number> {
  const match = /^(\d{1,30}(?:\.\d{1,30})?) ?(ms|s|m|h|d)$/.exec(text.trim());
  if (!match) return {ok: false, what: refusal(text, 'duration'), hint: durationHint};
  return {ok: true, value: scaled(match[1]!, milliseconds[match[2] as keyof typeof milliseconds])};
}

/** A rate per second from text such as `20/s` or `100000/d`. */
export function rate(text: string): Read<number> {
  const match = /^(\d{1,30}(?:\.\d{1,30})?) ?\/ ?(s|m|h|d)$/.exec(text.trim());
  if (!match) return {ok: false, what: refusal(text, 'rate'), hint: rateHint};
  return {ok: true, value: Number(match[1]) / perSecond[match[2] as keyof typeof perSecond]};
}

/** A chance from text such as `99.9%` or `0.999`; the decimal point of a percentage is moved in the text, so no digit is lost. */
export function chance(text: string): Read<Chance> {
  const trimmed = text.trim();
  const percent = trimmed.endsWith('%');
  const digits = percent ? trimmed.slice(0, -1).trim() : trimmed;
  const match = decimal.exec(digits);
  if (!match) {
    const negative = /^-\d/.test(digits);
    return {ok: false, what: negative ? `is negative: ${text}` : `is no share: ${text}`, hint: chanceHint};
  }
  const [, whole = '0', fraction = '', exponent = '0'] = match;
  const point = fraction.length + (percent ? 2 : 0) - Number(exponent);
  const scale = Math.max(0, point);
  const value = BigInt(whole + fraction) * 10n ** BigInt(Math.max(0, -point));
  const one = 10n ** BigInt(scale);
  if (value > one) {
    const meant = !percent && value <= one * 100n ? `Did you mean ${digits}%? ` : '';
    return {ok: false, what: `is above 100 %: ${text}`, hint: `${meant}${chanceHint}`};
  }
  return {ok: true, value: {up: shifted(value, scale), down: shifted(one - value, scale)}};
}

function refusal(text: string, kind: string): string {
  if (/^-\s*\d/.test(text.trim())) return `is negative: ${text}`;
  return /^\d+(?:\.\d+)?$/.test(text.trim()) ? `has no unit: ${text}` : `is no ${kind}: ${text}`;
}

/** `value` divided by ten to the power of `scale`, correctly rounded. */
function shifted(value: bigint, scale: number): number {
  return Number(`${value}e-${scale}`);
}

/** `digits` times a whole factor, exact where the product is (0.05 s is 50 ms). */
function scaled(digits: string, factor: number): number {
  const [whole = '0', fraction = ''] = digits.split('.');
  return shifted(BigInt(whole + fraction) * BigInt(factor), fraction.length);
}
