const units: Readonly<Record<string, number>> = {ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000};

/** A duration as Go writes it (`10s`, `1m30s`, `0.5s`) in milliseconds; undefined for everything else and for none at all. */
export function goDurationMs(value: unknown): number | undefined {
  if (typeof value !== 'string' || !/^(?:\d{1,12}(?:\.\d{1,12})?(?:ns|us|µs|ms|s|m|h))+$/.test(value)) return undefined;
  let total = 0;
  for (const [, amount, unit] of value.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g))
    total += Number(amount) * units[unit!]!;
  return total > 0 ? total : undefined;
}
