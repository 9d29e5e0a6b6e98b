/** How figures read in sentences. Text rounds to what the inputs carry; the digits are in the JSON. */

/** A time span: 650 ms, 2.6 s, 8.76 h. Infinity: "for ever". */
export function timeSpan(ms: number): string {
  if (!Number.isFinite(ms)) return 'for ever';
  if (ms < 1000) return `${short(ms)} ms`;
  if (ms < 120_000) return `${short(ms / 1000)} s`;
  if (ms < 7_200_000) return `${short(ms / 60_000)} min`;
  if (ms < 172_800_000) return `${short(ms / 3_600_000)} h`;
  return `${short(ms / 86_400_000)} days`;
}

/**
 * A time that is known as a whole, or only in part: what states no latency counts as 0 ms, so that the sum is a lower
 * bound. "2.6 s", "at least 80 ms", "not known".
 */
export function knownSpan(ms: number, isWhole: boolean): string {
  if (isWhole || !Number.isFinite(ms)) return timeSpan(ms);
  return ms === 0 ? 'not known' : `at least ${timeSpan(ms)}`;
}

/** Downtime a year from minutes: 53 min, 8.76 h, 34.99 h. */
export function yearly(minutes: number): string {
  if (minutes < 120) return `${short(minutes)} min`;
  return `${grouped((minutes / 60).toFixed(2))} h`;
}

/** Downtime a year where it is exact, or else the most that it can be: "8.76 h", "at most 8.76 h". */
export function knownYearly(minutes: number, isExact: boolean): string {
  return `${isExact ? '' : 'at most '}${yearly(minutes)}`;
}

/** A share as a percentage with four decimals at most: 99.6006 %. Never rounded up to 100 %. */
export function percent(share: number): string {
  const text = (share * 100).toFixed(4);
  const rounded = text === '100.0000' && share < 1 ? '99.9999' : text;
  return `${rounded.replace(/\.?0+$/, '')} %`;
}

/** An availability where it is exact, or else the least that it can be: "99.9 %", "at least 99.9 %". */
export function knownPercent(share: number, isExact: boolean): string {
  return `${isExact ? '' : 'at least '}${percent(share)}`;
}

/** A share for a glance: 23.1 %. */
export function roughPercent(share: number): string {
  return `${short(share * 100)} %`;
}

/** A count where it is exact, or else the most that it can be: "4,380", "at most 4,380". */
export function knownCount(n: number, isExact: boolean): string {
  return `${isExact ? '' : 'at most '}${count(n)}`;
}

/** A count with separators: 2,519,098. */
export function count(n: number): string {
  return n < 100 ? short(n) : grouped(Math.round(n).toString());
}

/** Digits before the decimal point in threes: 1118.83 becomes 1,118.83. What is no plain number stays as it is. */
function grouped(digits: string): string {
  return digits.replace(/^-?\d{4,}(?=\.|$)/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));
}

/** Three digits that matter, and all before the decimal point, without trailing zeros. */
export function short(n: number): string {
  if (n === 0 || !Number.isFinite(n)) return String(n);
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(n))));
  const text = n.toFixed(Math.min(digits, 12));
  return grouped(text.includes('.') ? text.replace(/\.?0+$/, '') : text);
}

const quantity = /(\d) (?=(?:ms|s|min|h|d|%|(?:second|minute|hour|day|year)s?)(?![\p{L}\p{N}]))/gu;

/** What `wrap` makes of the text, with every number on the same line as its unit: "650 ms" is not broken. */
export function unbroken(text: string, wrap: (text: string) => string): string {
  // A no-break space is no place for a line end; on screen it is a space like any other.
  return wrap(text.replace(quantity, '$1\u00a0')).replaceAll('\u00a0', ' ');
}

/** "notification's result", "the result of orders": a name that ends in s takes no second one. */
export function resultOf(name: string): string {
  return /s$/i.test(name) ? `the result of ${name}` : `${name}'s result`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
