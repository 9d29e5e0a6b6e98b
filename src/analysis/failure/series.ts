import type {Chance} from '../../topology/quantity.ts';

/**
 * All of `factors` must be up. The failure side is a sum of positive terms; the other side comes from it where failure
 * is rare, because a product of 50,000 factors near 1 loses digits.
 */
export function inSeries(factors: readonly Chance[]): Chance {
  let product = 1;
  let down = 0;
  for (const factor of factors) {
    down += (1 - down) * factor.down;
    product *= factor.up;
  }
  return {up: down < 0.5 ? 1 - down : product, down};
}

/** For each factor the product of all the others (by prefixes and suffixes, so that a factor of 0 is no trouble). */
export function productsWithoutOne(factors: readonly Chance[]): number[] {
  const after = new Array<number>(factors.length + 1).fill(1);
  for (let i = factors.length - 1; i >= 0; i -= 1) after[i] = after[i + 1]! * factors[i]!.up;
  let before = 1;
  return factors.map((factor, i) => {
    const product = before * after[i + 1]!;
    before *= factor.up;
    return product;
  });
}
