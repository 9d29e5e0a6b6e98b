import {createHash} from 'node:crypto';
import {answerShape} from './answer-shape.ts';
import type {Draft, EvalCase} from './case.ts';
import {kinds, measuredCriteria} from './kinds/index.ts';
import {grade, rightAnswer} from './measure.ts';
import {random} from './random.ts';

/** How often chance may come up with a system that does not separate right from wrong. */
const mostTries = 400;

/**
 * The `count` first cases of a criterion for a seed: the same for the same seed, whatever else is asked in the run. The
 * kinds of the criterion take turns.
 */
export function casesOf(criterion: string, seed: string, count: number): readonly EvalCase[] {
  const own = measuredCriteria.get(criterion) ?? [];
  return Array.from({length: own.length === 0 ? 0 : count}, (_, i) => makeCase(own[i % own.length]!, seed, i));
}

/** The case that has this id for a seed; undefined where no kind makes such a one. */
export function caseWithId(id: string, seed: string): EvalCase | undefined {
  const [, kind = '', number] = /^([a-z-]{1,40})-(\d{1,6})$/.exec(id) ?? [];
  if (!Object.hasOwn(kinds, kind) || Number(number) < 1) return undefined;
  return makeCase(kind as keyof typeof kinds, seed, Number(number) - 1);
}

function makeCase(kind: keyof typeof kinds, seed: string, index: number): EvalCase {
  const chance = random(`${seed}/${kind}/${index}`);
  for (let tries = 0; tries < mostTries; tries += 1) {
    const draft = kinds[kind].draft(chance);
    const sound = draft === undefined ? undefined : separated(draft);
    if (sound === undefined) continue;
    const prompt = `${sound.prompt}\n\nAnswer with one JSON object of this shape:\n${answerShape(sound.measures)}`;
    const id = `${kind}-${index + 1}`;
    const hash = createHash('sha256')
      .update(JSON.stringify([prompt, sound.measures]))
      .digest('hex')
      .slice(0, 16);
    return {...sound, prompt, id, kind, criterion: kinds[kind].criterion, hash};
  }
  throw new Error(`no case of the kind ${kind} came about`);
}

/**
 * The draft with the slips that lead elsewhere; undefined where there is none, or where one comes so close to the right
 * answer that the grader would take it for that.
 */
function separated(draft: Draft): Draft | undefined {
  const right = rightAnswer(draft.measures);
  const slips = draft.slips.filter(({answer}) => !isSame(answer, right));
  if (slips.length === 0 || slips.some(({answer}) => grade(draft.measures, answer).passed)) return undefined;
  return {...draft, slips};
}

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, i) => isSame(one, b[i]));
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  return Object.entries(a).every(([key, one]) => isSame(one, (b as Readonly<Record<string, unknown>>)[key]));
}
