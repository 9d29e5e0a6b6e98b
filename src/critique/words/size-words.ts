const megabytes =
  /\b(\d{1,6}(?:[.,]\d{1,3})?)(?:\s?(?:-|to)\s?(\d{1,6}))? ?(mb|megabytes?|mib|gb|gigabytes?|kb|kilobytes?)\b/g;
const bytesPer: Readonly<Record<string, number>> = {k: 1000, m: 1_000_000, g: 1_000_000_000};

/** The largest size that a plain text names, in bytes; null where it names none. */
export function bytesIn(plain: string): number | null {
  const sizes = [...plain.matchAll(megabytes)].map(
    ([, low, high, unit]) => Number((high ?? low ?? '0').replace(',', '.')) * bytesPer[unit![0]!]!,
  );
  return sizes.length === 0 ? null : Math.max(...sizes);
}
