import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {chance, duration, rate} from '../../src/topology/quantity.ts';

function value<T>(read: {ok: true; value: T} | {ok: false; what: string; hint: string}): T {
  if (!read.ok) throw new Error(`${read.what} ${read.hint}`);
  return read.value;
}

function refused(read: {ok: true; value: unknown} | {ok: false; what: string; hint: string}): string {
  if (read.ok) throw new Error(`was read as ${JSON.stringify(read.value)}`);
  return `${read.what} | ${read.hint}`;
}

/** A double as the exact fraction that it is. */
function fraction(x: number): {over: bigint; under: bigint} {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, x);
  const exponent = Number((bits.getBigUint64(0) >> 52n) & 0x7ffn);
  const mantissa = (bits.getBigUint64(0) & 0xfffffffffffffn) | (exponent === 0 ? 0n : 1n << 52n);
  const power = Math.max(exponent, 1) - 1075;
  return power >= 0 ? {over: mantissa << BigInt(power), under: 1n} : {over: mantissa, under: 1n << BigInt(-power)};
}

/** The doubles next to a positive one. */
function neighbours(x: number): number[] {
  const bits = new DataView(new ArrayBuffer(8));
  return [-1n, 1n].map((step) => {
    bits.setFloat64(0, x);
    bits.setBigUint64(0, bits.getBigUint64(0) + step);
    return bits.getFloat64(0);
  });
}

/** Is `x` the double nearest to over/under? */
function isNearest(x: number, over: bigint, under: bigint): boolean {
  const distance = (candidate: number) => {
    const exact = fraction(candidate);
    const difference = exact.over * under - over * exact.under;
    return {over: difference < 0n ? -difference : difference, under: exact.under * under};
  };
  const own = distance(x);
  if (x === 0) return own.over === 0n;
  return neighbours(x).every((other) => {
    const its = distance(other);
    return own.over * its.under <= its.over * own.under;
  });
}

describe('a chance', () => {
  it('is read from the digits of a percentage: 99.9% fails in exactly 0.001 of the time', () => {
    expect(value(chance('99.9%'))).toEqual({up: 0.999, down: 0.001});
    expect(value(chance('99.99%'))).toEqual({up: 0.9999, down: 0.0001});
    expect(value(chance('99.999999 %'))).toEqual({up: 0.99999999, down: 0.00000001});
  });

  it('is the nearest double to the decimal, up and down alike, whatever the digits', () => {
    fc.assert(
      fc.property(fc.bigInt({min: 0n, max: 10n ** 17n}), fc.integer({min: 0, max: 15}), (digits, places) => {
        const one = 10n ** BigInt(places + 2);
        const part = digits % (one + 1n);
        const text = part.toString().padStart(places + 1, '0');
        const decimal = places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
        const {up, down} = value(chance(`${decimal}%`));
        expect(isNearest(up, part, one)).toBe(true);
        expect(isNearest(down, one - part, one)).toBe(true);
      }),
      {seed: 1, numRuns: 500},
    );
  });

  it('takes fractions from 0 to 1, as JavaScript prints them too', () => {
    expect(value(chance('0.999'))).toEqual({up: 0.999, down: 0.001});
    expect(value(chance('1'))).toEqual({up: 1, down: 0});
    expect(value(chance('0'))).toEqual({up: 0, down: 1});
    expect(value(chance(String(1e-7)))).toEqual({up: 1e-7, down: 0.9999999});
  });

  it('is refused above 100 %, and a bare 99.9 is asked whether it meant 99.9%', () => {
    expect(refused(chance('100.1%'))).toContain('above 100 %: 100.1%');
    expect(refused(chance('99.9'))).toContain('Did you mean 99.9%?');
    expect(refused(chance('1000'))).not.toContain('Did you mean');
  });

  it.each(['-1%', '-0.5', 'NaN', 'Infinity', '', '%', '99,9%', '99.9%%', '0x1', '1e9999', 'most of the time'])(
    'is refused as %j',
    (text) => {
      expect(refused(chance(text))).toMatch(/percentage/);
    },
  );
});

describe('a duration', () => {
  it('is read in milliseconds, exactly where the product is whole', () => {
    expect(['50ms', '2s', '0.05s', '5m', '1.5h', '7d', '1 ms'].map((text) => value(duration(text)))).toEqual([
      50, 2000, 50, 300_000, 5_400_000, 604_800_000, 1,
    ]);
    // In doubles 0.57 x 1000 is 569.9999999999999.
    expect(value(duration('0.57s'))).toBe(570);
  });

  it.each(['50', '-5ms', 'NaN', '5 parsecs', '1e3ms', 'ms', '5ms5', '1h30m', ''])('is refused as %j', (text) => {
    expect(refused(duration(text))).toMatch(/Write a number with a unit/);
  });

  it('says which mistake it is: no unit, or negative', () => {
    expect(refused(duration('50'))).toContain('has no unit: 50');
    expect(refused(duration('-5ms'))).toContain('is negative: -5ms');
  });
});

describe('a rate', () => {
  it('is read in requests a second', () => {
    expect(['20/s', '600/m', '7200/h', '86400/d', '0.5 / s'].map((text) => value(rate(text)))).toEqual([
      20, 10, 2, 1, 0.5,
    ]);
  });

  it.each(['20', '-20/s', '20/w', '/s', 'Infinity/s', '20//s'])('is refused as %j', (text) => {
    expect(refused(rate(text))).toMatch(/Write a number per unit/);
  });
});
