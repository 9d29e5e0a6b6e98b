import {disagreementGaps} from '../critique/model/disagreement-gaps.ts';
import type {FoundGap} from '../workspace/gap.ts';
import type {OpenProposal} from './critic.ts';
import type {CritiqueState} from './critique-state.ts';
import type {Talk} from './talk.ts';

/** What can be recorded here, as gaps of the skill: first what a model sees differently, then the question that is open. */
export function critiqueGaps({opinion, file}: OpenProposal, talk: Talk): readonly FoundGap[] {
  const {id, caller, callee} = talk.proposal;
  const source = `critique:${id}`.slice(0, 200);
  const {question} = talk;
  return [
    ...(opinion ? disagreementGaps(id, opinion.critic, opinion.agreement(talk)) : []),
    ...(question
      ? [
          {
            criterion: question.fact.startsWith('effects') ? 'does-the-caller-need-the-result' : null,
            text: `Nobody has said: ${question.text}`,
            evidence: [{source, text: `It decides ${question.decides} about ${caller} -> ${callee} in ${file}.`}],
            source,
          },
        ]
      : []),
  ];
}

/** The gap to record next, and how many there are. */
export function nextGap({open, talk, recorded}: CritiqueState): {
  readonly gap: FoundGap | undefined;
  readonly says: string;
} {
  const all = open && talk ? critiqueGaps(open, talk) : [];
  const left = all.filter(({text}) => !recorded.includes(text));
  const [gap] = left;
  if (!gap) return {gap, says: all.length === 0 ? 'Nothing is open here.' : 'All that is open here is recorded.'};
  const more = left.length > 1 ? ` g records the next of ${left.length - 1} more.` : '';
  return {gap, says: `Recorded: ${gap.text}${more}`};
}
