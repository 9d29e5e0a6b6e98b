import {checkWithModel} from '../../critics/check-with-model.ts';
import {chosenCritic} from '../../critics/chosen-critic.ts';
import {providerOf} from '../../critics/provider-of.ts';
import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import type {SkillCheck} from '../../skill/check.ts';
import type {Rubric} from '../../skill/rubric.ts';
import type {Skill} from '../../skill/skill.ts';
import {confirmed} from '../confirm.ts';
import {modelProgress} from '../critique/model-progress.ts';
import type {Io} from '../define-command.ts';

/** A model that judges the criteria of a rubric, skill by skill; a person who only has a chat window cannot. */
export async function modelJudge(
  io: Io,
  wishes: {readonly critic: string; readonly model: string | undefined; readonly 'base-url': string | undefined},
): Promise<(skill: Skill, rubric: Rubric) => Promise<SkillCheck>> {
  const chosen = await chosenCritic(io, {...wishes, accept: undefined});
  if (chosen.kind !== 'model') {
    throw new UserError(
      `--critic ${printableLine(wishes.critic)} cannot judge a skill.`,
      'There are: local, anthropic, openai, and "command:PROGRAM ...".',
    );
  }
  const provider = await providerOf(io, chosen, async (address) => {
    if (io.stdin.isTTY !== true) return false;
    const who = `Only config.yaml names ${printableLine(address)}, and others may have written that file.`;
    return confirmed(io, `${who} Send it the skill and the rubric?`, '--base-url');
  });
  return async (skill, rubric) => {
    const {listening, end} = modelProgress(io, provider, skill.title);
    return checkWithModel(provider, skill, rubric, {signal: io.signal, ...listening}).finally(end);
  };
}
