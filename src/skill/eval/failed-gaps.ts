import type {FoundGap} from '../../workspace/gap.ts';
import {rightAnswer} from './measure.ts';
import type {Row} from './result.ts';

/** So many cases are shown as evidence of one gap; one text holds at most so many characters. */
const mostCases = 3;
const longest = 6000;

/** What the cases that the new skill failed say that it lacks: one gap for each kind of case, with some of them. */
export function failedGaps(rows: readonly Row[], seed: number): readonly FoundGap[] {
  const failed = rows.filter(({answers}) => answers.new?.passed === false);
  return [...Map.groupBy(failed, ({one}) => one.kind)].map(([kind, some]) => ({
    criterion: some[0]!.one.criterion,
    text: `${some[0]!.one.criterion} (${kind}): a model with this skill answered graded cases of this kind wrong.`,
    source: `eval:${kind}`,
    evidence: some.slice(0, mostCases).map(({one, answers}) => ({
      source: `eval:seed-${seed}/${one.id}`,
      text: [
        one.prompt,
        `Right: ${JSON.stringify(rightAnswer(one.measures))}`,
        `Answered: ${JSON.stringify(Object.fromEntries(answers.new!.parts.map(({name, given}) => [name, given])))}`,
      ]
        .join('\n\n')
        .slice(0, longest),
    })),
  }));
}
