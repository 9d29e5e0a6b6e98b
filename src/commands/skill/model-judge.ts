import {checkWithModel} from '../../critics/check-with-model.ts';
import {chosenCritic} from '../../critics/chosen-critic.ts';
import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import type {SkillCheck} from '../../skill/check.ts';
import type {Rubric} from '../../skill/rubric.ts';
import type {Skill} from '../../skill/skill.ts';
import {modelProgress} from '../critique/model-progress.ts';
import type {Io} from '../define-command.ts';
import {askedModel, assertAskable} from './asked-model.ts';

/** A model that judges the criteria of a rubric, skill by skill; a person who only has a chat window cannot. */
export async function modelJudge(
  io: Io,
  wishes: {readonly critic: string; readonly model: string | undefined; readonly 'base-url': string | undefined},
): Promise<(skill: Skill, rubric: Rubric) => Promise<SkillCheck>> {
  if (wishes.critic !== 'clipboard') assertAskable('--critic', wishes.critic, ['local']);
  const chosen = await chosenCritic(io, {...wishes, accept: undefined});
  if (chosen.kind !== 'model') {
    throw new UserError(
      `--critic ${printableLine(wishes.critic)} cannot judge a skill.`,
      'There are: local, anthropic, openai, and "command:PROGRAM ...".',
    );
  }
  const provider = await askedModel(io, chosen, {
    sends: 'the skill and the rubric',
    instead: 'Or leave --critic out: the local check needs no key and no network.',
  });
  return async (skill, rubric) => {
    const {listening, end} = modelProgress(io, provider, skill.title);
    return checkWithModel(provider, skill, rubric, {signal: io.signal, ...listening}).finally(end);
  };
}
