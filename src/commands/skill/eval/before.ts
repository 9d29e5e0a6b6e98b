import {count, listed} from '../../../figures.ts';
import {printableLine} from '../../../printable.ts';
import type {Prepared, Wishes} from './prepared.ts';

/** Who is asked, and how many answers are there from before. */
interface Whom {
  readonly critic: string;
  readonly model: string | null;
  readonly answered: number;
}

/** What is told before the first question: how many there are, about how many tokens, and what they cost. */
export function beforeText(
  {seed, resumed, cases, tasks, usage, cost}: Prepared,
  {critic, model, answered, context, maxCost}: Whom & Pick<Wishes, 'context' | 'maxCost'>,
): string {
  const whom = printableLine(`${critic}${model === null ? '' : ` (${model})`}`);
  const more = answered === 0 ? '' : `; ${count(answered)} answers are there from before and cost nothing`;
  const lines = [
    `Seed ${seed}${resumed ? ', of the run that did not end' : ''}: ${cases.length} cases, each without a skill, with the old and with the new one.`,
    `${count(tasks.length)} questions to ${whom}${more}.`,
  ];
  if (tasks.length > 0) {
    const price = cost === null ? 'The cost is unknown.' : `About $${cost.toFixed(2)} by list prices of November 2026.`;
    const limit = maxCost === undefined ? '' : ` At most $${maxCost.toFixed(2)}.`;
    lines.push(
      `About ${count(usage.inputTokens)} tokens in and ${count(usage.outputTokens)} out, more where the model thinks at length. ${price}${limit}`,
    );
  }
  const counts = [...Map.groupBy(cases, ({criterion}) => criterion)].map(([id, own]) => ({id, count: own.length}));
  const fewest = Math.min(...counts.map((one) => one.count));
  const most = counts.filter((one) => one.count > fewest + 1);
  if (most.length > 0) {
    const named = listed(most.map((one) => `${one.id} (${one.count})`));
    lines.push(
      `The texts differ in what they say about ${named}: most cases are about that, ${fewest} about each of the others.`,
    );
  }
  if (context === 'on-demand') {
    lines.push(
      'The model sees SKILL.md and may ask for other files in words, one more question each: that works with every provider.',
    );
  }
  return lines.map((line) => `${line}\n`).join('');
}
