import {criticSettings} from '../critics/chosen-critic.ts';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {isSkill, namedSkill, type Place, theSkill} from '../skill/find-skill.ts';
import type {Io} from './define-command.ts';

/**
 * The user's skill where none is named: the one that the settings of the workspace name, else the one of the working
 * directory; undefined where there is none. A UserError where the one of the settings is not there, or where there are
 * several and nothing says which.
 */
export async function usualSkill({cwd, workspace}: Pick<Io, 'cwd' | 'workspace'>): Promise<Place | undefined> {
  const place = await skillOfSettings({cwd, workspace});
  if (place === undefined) return theSkill(cwd);
  if (await isSkill(place.path)) return place;
  throw skillIsGone(place);
}

/** The settings name a folder that holds no skill. */
export function skillIsGone({shown}: Place): UserError {
  return new UserError(
    `The skill of config.yaml is not there: ${printableLine(shown)} holds no SKILL.md.`,
    'Name the folder of your skill: eventcoach config set skill DIR, or take it out: eventcoach config unset skill.',
  );
}

/** The folder that the settings of the workspace name, whatever lies there; undefined where they name none. */
export async function skillOfSettings({cwd, workspace}: Pick<Io, 'cwd' | 'workspace'>): Promise<Place | undefined> {
  const {skill} = await criticSettings(workspace);
  return skill === undefined ? undefined : namedSkill(cwd, skill);
}
