import {UserError} from '../errors.ts';
import type {Listening, Provider, Reply} from '../llm/provider.ts';
import {printableLine} from '../printable.ts';
import {checkOf, type SkillCheck, textsOf} from '../skill/check.ts';
import {checkQuestion, type Opinion, opinionsIn} from '../skill/check-question.ts';
import {judge} from '../skill/evidence.ts';
import {findQuote} from '../skill/find-quote.ts';
import {type Problem, warning} from '../skill/problem.ts';
import {readTexts} from '../skill/reading.ts';
import type {Rubric} from '../skill/rubric.ts';
import type {Skill} from '../skill/skill.ts';

/**
 * Checks a skill with a model as judge of the criteria: each counts as met where the model says so with a quote that
 * stands in the skill. What the local check knows to be the opposite is reported all the same. An answer that cannot be
 * used is asked for once more; then it is a UserError, as are the provider's troubles. An interrupt comes through.
 */
export async function checkWithModel(
  provider: Provider,
  skill: Skill,
  rubric: Rubric,
  listening: Listening,
): Promise<SkillCheck> {
  const {opinions, model} = await opinionsOf(provider, skill, rubric, listening);
  const texts = textsOf(skill);
  const {read} = readTexts(texts, rubric);
  const remarks: Problem[] = [];
  const judgements = judge(texts, rubric).judgements.map(({criterion, refuted}, i) => {
    const {met, quote} = opinions[i]!;
    const found = met ? findQuote(quote, read) : undefined;
    if (met && found === undefined) {
      const said = printableLine(quote.replace(/\s+/g, ' ')).slice(0, 160);
      remarks.push(
        warning(skill.main, 1, `Not counted for "${criterion.title}": no passage of the skill reads "${said}".`),
      );
    }
    return {criterion, evidence: found === undefined ? [] : [found], unsure: [], refuted};
  });
  return {...checkOf(skill, judgements, remarks), critic: {name: provider.name, model}};
}

async function opinionsOf(
  provider: Provider,
  skill: Skill,
  {criteria}: Rubric,
  listening: Listening,
): Promise<{readonly opinions: readonly Opinion[]; readonly model: string}> {
  const question = checkQuestion(skill, criteria);
  const first = await provider.ask(question, listening);
  const read = usable(first, criteria);
  if ('opinions' in read) return {...read, model: first.model};
  listening.onRestart?.();
  listening.onNotice?.(printableLine(`The answer cannot be used (${read.wrong}): asking once more.`));
  const second = await provider.ask(
    {
      ...question,
      turns: [
        {role: 'assistant', text: first.text.trim() === '' ? '(no answer)' : first.text.slice(0, longestRepeated)},
        {role: 'user', text: `This cannot be used: ${read.wrong}. Answer again with the whole JSON object alone.`},
      ],
    },
    listening,
  );
  const mended = usable(second, criteria);
  if ('opinions' in mended) return {...mended, model: second.model};
  throw cannotUse(mended.wrong);
}

/** So much of an answer that cannot be used goes back, in characters. */
const longestRepeated = 60_000;

function usable(reply: Reply, criteria: Rubric['criteria']): ReturnType<typeof opinionsIn> {
  if (reply.end === 'refused') throw cannotUse('the model declined to answer');
  const read = opinionsIn(reply.text, criteria);
  return 'wrong' in read && reply.end === 'length' ? {wrong: 'it grew too long and was cut off'} : read;
}

function cannotUse(wrong: string): UserError {
  return new UserError(
    `The model's answer cannot be used: ${printableLine(wrong)}.`,
    'Try again, name another --model, or leave --critic out.',
  );
}
