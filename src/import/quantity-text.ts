/** A number with at most six digits that matter, without exponent, as the topology file takes it. */
function digits(value: number): string {
  if (value === 0) return '0';
  const places = Math.min(12, Math.max(0, 5 - Math.floor(Math.log10(value))));
  const text = value.toFixed(places);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** The largest time that is written; a longer one is a broken clock, not a latency. */
const longestMs = 1e12;

/** A duration for the file: `50ms`, `15s`; undefined for what is none (negative, not finite, beyond every clock). */
export function durationText(ms: number | undefined): string | undefined {
  if (ms === undefined || !(ms >= 0 && ms <= longestMs)) return undefined;
  return ms >= 1000 && ms % 1000 === 0 ? `${digits(ms / 1000)}s` : `${digits(ms)}ms`;
}

/** A rate for the file: `20/s`; undefined for what is none. */
export function rateText(perSecond: number | undefined): string | undefined {
  if (perSecond === undefined || !(perSecond >= 0 && perSecond <= longestMs)) return undefined;
  return `${digits(perSecond)}/s`;
}

/** A share from 0 to 1, to six digits of what is missing to 1 as well; undefined for what is none. */
export function shareNumber(share: number | undefined): number | undefined {
  if (share === undefined || !(share >= 0 && share <= 1)) return undefined;
  return Number(share.toPrecision(12));
}

/** A plain amount to six digits; undefined for what is none. */
export function amountNumber(amount: number | undefined): number | undefined {
  return amount === undefined || !(amount >= 0 && amount <= longestMs) ? undefined : Number(digits(amount));
}

/** A whole number of at least 1 that the file takes; undefined for what is none. */
export function wholeNumber(value: number | undefined, most = 1_000_000): number | undefined {
  if (value === undefined || !(value >= 1)) return undefined;
  return Math.min(most, Math.round(value));
}
