import {createHash} from 'node:crypto';

/** Chance that repeats: the same seed gives the same values, on every machine. */
export interface Random {
  /** A whole number from `low` to `high`, both included. */
  readonly whole: (low: number, high: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
  /** `count` different ones, in an order of chance. */
  readonly some: <T>(from: readonly T[], count: number) => readonly T[];
  /** True in `share` of the cases, 0 to 1. */
  readonly chance: (share: number) => boolean;
}

/**
 * The generator sfc32 ("small fast counter", Chris Doty-Humphrey, PractRand), begun from the SHA-256 of `seed`: seeds
 * that look alike give streams that do not.
 */
export function random(seed: string): Random {
  const bytes = createHash('sha256').update(seed).digest();
  let [a, b, c, counter] = [0, 4, 8, 12].map((at) => bytes.readInt32LE(at)) as [number, number, number, number];
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const some = <T>(from: readonly T[], count: number): readonly T[] => {
    const left = [...from];
    return Array.from({length: Math.min(count, from.length)}, () => left.splice(whole(0, left.length - 1), 1)[0]!);
  };
  return {whole, pick: (from) => from[whole(0, from.length - 1)]!, some, chance: (share) => next() < share};
}
