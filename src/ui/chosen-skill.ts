import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {namedSkill, type Place, packagedSkill, theSkill} from '../skill/find-skill.ts';
import {loadSkill} from '../skill/load.ts';
import {writeStarter} from '../skill/write-starter.ts';
import {loadConfig, updateConfig} from '../workspace/config.ts';
import type {Workspace} from '../workspace/layout.ts';
import {loadProgress, updateProgress} from '../workspace/progress.ts';
import {quoted} from './shell-word.ts';
import type {SkillAnswer} from './skill-source.ts';

/** The skill that the app works on, and what commands need to find it; or why its user has to be asked. */
export type ChosenSkill =
  | {readonly kind: 'skill'; readonly place: Place; readonly option: string}
  | {readonly kind: 'ask'; readonly why: string | undefined};

/**
 * The skill that config.yaml names, else the one of the working directory `cwd`, else the packaged one if that was the
 * answer. Whoever has one skill in its usual place is not asked for it.
 */
export async function chosenSkill(workspace: Workspace, cwd: string): Promise<ChosenSkill> {
  const [{skill: named}, here] = await Promise.all([loadConfig(workspace), skillHere(cwd)]);
  if (named !== undefined) {
    const place = namedSkill(cwd, named);
    const isFound = here.place?.path === place.path;
    return {kind: 'skill', place, option: isFound ? '' : ` --skill ${quoted(place.shown)}`};
  }
  if (here.place) return {kind: 'skill', place: here.place, option: ''};
  if ((await loadProgress(workspace)).skill !== 'packaged') return {kind: 'ask', why: here.why};
  // It lies elsewhere: only its whole path is a name that a command takes.
  const place = {...packagedSkill, shown: packagedSkill.path};
  return {kind: 'skill', place, option: ` --skill ${quoted(place.shown)}`};
}

async function skillHere(cwd: string): Promise<{readonly place: Place | undefined; readonly why: string | undefined}> {
  try {
    return {place: await theSkill(cwd), why: undefined};
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return {place: undefined, why: error.message};
  }
}

/**
 * Keeps the answer: a folder in config.yaml, which others of the team read as well, and in the progress of this user that
 * there is none yet. A folder without a readable SKILL.md is a UserError, and nothing is kept then.
 */
export async function keepSkill(workspace: Workspace, cwd: string, answer: SkillAnswer): Promise<void> {
  if (answer.kind === 'packaged') {
    const {place} = await skillHere(cwd);
    if (place)
      throw new UserError(
        `${printableLine(place.shown)} is in its place and counts.`,
        'Or name the folder of another.',
      );
    await updateProgress(workspace, (before) => ({...before, skill: 'packaged'}));
    if ((await loadConfig(workspace)).skill !== undefined) {
      await updateConfig(workspace, ({skill: _, ...others}) => others);
    }
    return;
  }
  const folder = answer.kind === 'named' ? answer.folder : await writeStarter(cwd, 'kafka-events');
  const place = namedSkill(cwd, folder);
  await loadSkill(place.path, place.shown);
  await updateConfig(workspace, (before) => ({...before, skill: place.shown}));
}
