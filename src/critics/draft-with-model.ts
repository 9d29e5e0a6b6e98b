import type {Listening, Provider, Question} from '../llm/provider.ts';
import {draftAnswer, draftIn, draftQuestion, draftSystem} from '../skill/improve/draft-question.ts';
import type {Draft} from '../skill/improve/patch.ts';
import type {WantedGap} from '../skill/improve/wanted-gaps.ts';
import type {Skill} from '../skill/skill.ts';

/**
 * Asks a model for the passage that closes a gap. An answer that cannot be used is asked for once more, with what is wrong
 * with it; then `wrong` says so. `flawOf` tells what is wrong with a passage for reasons of the caller's, if anything is. Errors of the provider and an interrupt come through.
 */
export async function draftWithModel(
  provider: Provider,
  skill: Skill,
  gap: WantedGap,
  card: Draft | undefined,
  listening: Listening,
  flawOf: (passage: string) => string | undefined = () => undefined,
): Promise<Draft | {readonly wrong: string}> {
  const usable = (answer: string) => {
    const draft = draftIn(answer, card);
    const flaw = 'wrong' in draft ? undefined : flawOf(draft.text);
    return flaw === undefined ? draft : {wrong: flaw};
  };
  const question: Question = {
    system: draftSystem,
    user: draftQuestion(skill, gap, card),
    answer: draftAnswer,
    maxTokens: 4000,
  };
  const {text, end} = await provider.ask(question, listening);
  const first = usable(text);
  if (!('wrong' in first) || end === 'refused') return first;
  listening.onRestart?.();
  const turns = [
    {role: 'assistant', text},
    {role: 'user', text: `This cannot be used: ${first.wrong}. Answer again with the JSON object alone.`},
  ] as const;
  return usable((await provider.ask({...question, turns}, listening)).text);
}
