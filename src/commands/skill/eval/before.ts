import {count, listed} from '../../../figures.ts';
import {printableLine} from '../../../printable.ts';
import {casesNeeded, provesGain} from '../../../skill/eval/allocation.ts';
import type {Prepared, Wishes} from './prepared.ts';

/** Who is asked, and how many answers are there from before. */
interface Whom {
  readonly critic: string;
  readonly model: string | null;
  readonly answered: number;
}

/** What is told before the first question: how many there are, about how many tokens, and what they cost. */
export function beforeText(
  {seed, resumed, cases, changed, arms, tasks, usage, cost}: Prepared,
  {critic, model, answered, context, maxCost}: Whom & Pick<Wishes, 'context' | 'maxCost'>,
): string {
  const whom = printableLine(`${critic}${model === null ? '' : ` (${model})`}`);
  const more = answered === 0 ? '' : `; ${count(answered)} answers are there from before and cost nothing`;
  const same = 'Both are the same text to the model: no difference can come out.';
  const lines = [
    ...(arms.old.hash === arms.new.hash ? [same] : []),
    `Seed ${seed}${resumed ? ', of the run that did not end' : ''}: ${cases.length} cases, each without a skill, with the old and with the new one.`,
    `${count(tasks.length)} questions to ${whom}${more}.`,
  ];
  if (tasks.length > 0) {
    const price = cost === null ? 'The cost is unknown.' : `About $${cost.toFixed(2)} by list prices of November 2026.`;
    const limit = maxCost === undefined ? '' : ` At most $${maxCost.toFixed(2)}.`;
    lines.push(
      `About ${count(usage.inputTokens)} tokens in and ${count(usage.outputTokens)} out, more where the model thinks at length or has to be asked twice. ${price}${limit}`,
    );
  }
  const counts = [...Map.groupBy(cases, ({criterion}) => criterion)].map(([id, own]) => ({id, count: own.length}));
  const of = (isChanged: boolean) => counts.filter(({id}) => changed.has(id) === isChanged);
  const others = of(false).map((one) => one.count);
  const named = of(true).map((one) => `${one.id} (${one.count})`);
  if (named.length > 0 && of(true).every((one) => one.count > Math.max(...others)) && others.length > 0) {
    lines.push(
      `The texts differ in what they say about ${listed(named)}; each of the other criteria gets ${Math.max(...others)} cases.`,
    );
  }
  if (arms.old.hash !== arms.new.hash) lines.push(...proofText(cases.length, changed, counts));
  if (context === 'on-demand') {
    lines.push(
      'The model sees SKILL.md and may ask for other files in words, one more question each: that works with every provider.',
    );
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** What so many cases cannot prove, before they are paid for. */
function proofText(
  cases: number,
  changed: ReadonlySet<string>,
  counts: readonly {readonly id: string; readonly count: number}[],
): readonly string[] {
  const needed = casesNeeded(changed);
  const given = (id: string) => counts.find((one) => one.id === id)?.count ?? 0;
  if (changed.size === 0) {
    const missing = cases < needed ? `; to prove a gain in any single one takes --cases ${needed}` : '';
    return [`The words that differ belong to no criterion that cases ask about, so all get as many${missing}.`];
  }
  const few = [...changed].filter((id) => given(id) < provesGain).map((id) => `${id} (${given(id)})`);
  if (few.length === 0) return [];
  return [
    `Too few cases to prove a gain by themselves, even if all of them are won: ${listed(few)}. That takes ${provesGain} of each, with --cases ${needed}.`,
  ];
}
