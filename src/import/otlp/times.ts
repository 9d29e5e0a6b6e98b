/** Nanoseconds since 1970 as a text or a number: later ones (after the year 2262) do not fit 64 bits with a sign, and are no times. */
const latest = {seconds: 9_223_372_036, nanos: 854_775_807};

/** A time, its seconds and nanoseconds apart so that nothing is lost: a double does not hold both. */
interface Time {
  readonly seconds: number;
  readonly nanos: number;
}

/** When a span began, and how long it took, in microseconds; NaN where it does not say so. Numbers are as exact as they were read. */
export function timesOf(from: unknown, to: unknown): {readonly startUs: number; readonly durationUs: number} {
  const start = timeOf(from);
  const end = timeOf(to);
  return {
    startUs: start ? start.seconds * 1e6 + Math.floor(start.nanos / 1000) : Number.NaN,
    durationUs: start && end ? (end.seconds - start.seconds) * 1e6 + (end.nanos - start.nanos) / 1000 : Number.NaN,
  };
}

function timeOf(value: unknown): Time | undefined {
  const text = typeof value === 'number' && value >= 1 && value < 2 ** 63 ? String(BigInt(Math.floor(value))) : value;
  if (typeof text !== 'string' || !/^\d+$/.test(text)) return undefined;
  const seconds = Number(text.slice(0, -9));
  const nanos = Number(text.slice(-9));
  const isLater = seconds > latest.seconds || (seconds === latest.seconds && nanos > latest.nanos);
  return isLater || seconds + nanos === 0 ? undefined : {seconds, nanos};
}
