import {setTimeout as pause} from 'node:timers/promises';
import fc from 'fast-check';
import type {Services} from '../../src/ui/services.ts';

/** When a process dies: so long after it has begun this one of its counted writes, on a disk that is so slow to begin. */
export interface Death {
  readonly write: number;
  readonly afterMs: number;
  readonly delayMs: number;
}

export const never: Death = {write: Number.POSITIVE_INFINITY, afterMs: 0, delayMs: 0};

/** `count` deaths at one of the `writes`, the same for the same seed. */
export function deaths(writes: number, count: number, seed: number): readonly Death[] {
  const death = fc.record({
    write: fc.noBias(fc.integer({min: 1, max: writes})),
    afterMs: fc.noBias(fc.integer({min: 0, max: 30})),
    delayMs: fc.noBias(fc.integer({min: 0, max: 12})),
  });
  return fc.sample(death, {seed, numRuns: count});
}

/** A process that dies: what it has begun to write by then it still writes, nothing else. */
export function mortal({write, afterMs, delayMs}: Death) {
  const life = {isDead: false, isCounted: false, writes: 0};
  let end: () => void;
  const died = new Promise<void>((resolve) => {
    end = resolve;
  });
  const late =
    <A extends readonly unknown[], R>(work: (...given: A) => Promise<R>) =>
    async (...given: A): Promise<R> => {
      life.writes += life.isCounted ? 1 : 0;
      if (life.writes === write) {
        setTimeout(() => {
          life.isDead = true;
          end();
        }, afterMs);
      }
      await pause(delayMs);
      if (life.isDead) await new Promise(() => undefined);
      return work(...given);
    };
  const services = (given: Services): Services => ({
    ...given,
    saveAttempt: late(given.saveAttempt),
    saveSystem: late(given.saveSystem),
    keepAnswers: late(given.keepAnswers),
    proposeEvent: late(given.proposeEvent),
  });
  return {life, died, services};
}
