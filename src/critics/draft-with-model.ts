import type {Listening, Provider, Question} from '../llm/provider.ts';
import {draftAnswer, draftIn, draftQuestion, draftSystem} from '../skill/improve/draft-question.ts';
import type {Draft} from '../skill/improve/patch.ts';
import type {WantedGap} from '../skill/improve/wanted-gaps.ts';
import type {Skill} from '../skill/skill.ts';

/**
 * Asks a model for the passage that closes a gap. An answer that cannot be used is asked for once more, with what is wrong
 * with it; then `wrong` says so. Errors of the provider and an interrupt come through.
 */
export async function draftWithModel(
  provider: Provider,
  skill: Skill,
  gap: WantedGap,
  card: Draft | undefined,
  listening: Listening,
): Promise<Draft | {readonly wrong: string}> {
  const question: Question = {
    system: draftSystem,
    user: draftQuestion(skill, gap, card),
    answer: draftAnswer,
    maxTokens: 4000,
  };
  const {text, end} = await provider.ask(question, listening);
  const first = draftIn(text, card);
  if (!('wrong' in first) || end === 'refused') return first;
  listening.onRestart?.();
  const turns = [
    {role: 'assistant', text},
    {role: 'user', text: `This cannot be used: ${first.wrong}. Answer again with the JSON object alone.`},
  ] as const;
  return draftIn((await provider.ask({...question, turns}, listening)).text, card);
}
