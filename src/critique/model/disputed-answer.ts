import {factsSchema} from '../facts.ts';
import {judgedEffects} from '../judged-effect.ts';
import {namesIn} from '../names.ts';
import type {Proposal} from '../proposal.ts';
import {askEffect, askEvent, type EffectFact, type EventFact} from '../questions.ts';

type Mapping = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

/** The answer that stands at `fact` (`effects[0].result`) in a proposal; undefined where there is no such place. */
export function answerAt({facts}: Proposal, fact: string): unknown {
  const path = pathOf(fact);
  return path === undefined ? undefined : path.reduce<unknown>(valueIn, facts);
}

/** The proposal as it would be if the answer at `fact` were `says`; undefined where the place does not take that answer. */
export function withAnswer(proposal: Proposal, fact: string, says: string): Proposal | undefined {
  const path = pathOf(fact);
  if (path === undefined || answerAt(proposal, fact) === undefined) return undefined;
  for (const value of spellings(says)) {
    const parsed = factsSchema.safeParse(replaced(proposal.facts, path, value));
    if (parsed.success) return {...proposal, facts: parsed.data};
  }
  return undefined;
}

/** The closed question whose answer stands at `fact`, in words; undefined where it is asked in no such words. */
export function questionAt(proposal: Proposal, fact: string): string | undefined {
  const [part, index, ...rest] = pathOf(fact) ?? [];
  const names = namesIn(proposal);
  const one = part === 'effects' ? judgedEffects(proposal)[Number(index)] : undefined;
  try {
    if (part === 'event') return askEvent(names, [index, ...rest].join('.') as EventFact).text;
    return one && askEffect(names, one, rest.join('.') as EffectFact).text;
  } catch {
    // A place that has no question of its own, such as `effects[0].what`.
    return undefined;
  }
}

function pathOf(fact: string): Path | undefined {
  const plain = fact.replace(/^facts\./, '');
  if (!/^(?:effects\[\d{1,3}\]|event)(?:\.[a-zA-Z]{1,40}|\[\d{1,3}\]){1,4}$/.test(plain)) return undefined;
  return plain.split(/[.[\]]+/).flatMap((step) => (step === '' ? [] : [/^\d+$/.test(step) ? Number(step) : step]));
}

/** null is "not said"; undefined is "no such place". */
function valueIn(value: unknown, step: string | number): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, step) ? (value as Mapping)[step] : undefined;
}

function replaced(value: unknown, [step, ...rest]: Path, by: unknown): unknown {
  if (step === undefined) return by;
  if (Array.isArray(value)) return value.map((item, i) => (i === step ? replaced(item, rest, by) : item));
  const mapping = value as Mapping;
  return {...mapping, [step]: replaced(mapping[step], rest, by)};
}

/** What a model may mean by a text: itself, a flag, a number. */
function spellings(says: string): readonly unknown[] {
  const plain = says.trim().replace(/^["'`]|["'`]$/g, '');
  const flag = {true: true, yes: true, false: false, no: false}[plain.toLowerCase()];
  return [
    plain,
    plain.toLowerCase(),
    ...(flag === undefined ? [] : [flag]),
    ...(/^\d{1,12}$/.test(plain) ? [Number(plain)] : []),
  ];
}
