import type {Random} from '../random.ts';

/** Services in an order in which calls go only forwards; the first is what users reach, and everybody is called. */
export interface Web {
  readonly names: readonly string[];
  /** For each service the numbers of those that it calls. */
  readonly calls: readonly (readonly number[])[];
}

/**
 * A chain, a fan, a diamond or something between: every service but the first gets one caller among those before it,
 * and `shared` of them a second one.
 */
export function web(random: Random, names: readonly string[], shared: number): Web {
  const calls = names.map((): number[] => []);
  for (let i = 1; i < names.length; i += 1) calls[random.whole(Math.max(0, i - 3), i - 1)]!.push(i);
  const twice = random.some(
    names.map((_, i) => i).filter((i) => i > 1),
    shared,
  );
  for (const i of twice) {
    const others = Array.from({length: i}, (_, from) => from).filter((from) => !calls[from]!.includes(i));
    if (others.length > 0) calls[random.pick(others)]!.push(i);
  }
  return {names, calls: calls.map((to) => to.toSorted((a, b) => a - b))};
}
