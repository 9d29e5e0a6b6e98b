import {realpath} from 'node:fs/promises';
import {isAbsolute, join, resolve, sep} from 'node:path';
import {UserError} from '../../../errors.ts';
import {didYouMean} from '../../../nearest.ts';
import {printableLine} from '../../../printable.ts';
import {shellWord} from '../../../report/shell-word.ts';
import {nameOfKept} from '../../../report/version-name.ts';
import {isSkill, namedSkill, noSkill, type Place, packagedSkill} from '../../../skill/find-skill.ts';
import {loadHistory, type OldVersion, oldTexts} from '../../../skill/improve/history.ts';
import {loadSkill} from '../../../skill/load.ts';
import type {Skill} from '../../../skill/skill.ts';
import {openWorkspace} from '../../../workspace/layout.ts';
import type {Io} from '../../define-command.ts';
import {usualSkill} from '../../usual-skill.ts';

/** A skill that is compared, and where its folder lies. */
export interface Side {
  readonly skill: Skill;
  readonly path: string;
  /** The version of the history that it is; null for a folder. */
  readonly version: string | null;
}

/** A place with the version of the history that it is, if it is one. */
interface SidePlace extends Place {
  readonly version?: string;
}

/** The two sides, and whether the new one is the user's own skill. */
interface Sides {
  readonly old: Side;
  readonly fresh: Side;
  readonly isOwn: boolean;
}

interface Named {
  readonly old: string | undefined;
  readonly new: string | undefined;
  readonly skill: string | undefined;
}

/**
 * The two skills of a comparison. Each is named by its folder or by a version of the history of the user's skill; the new
 * one is else that skill, the old one else the version that it replaced last.
 */
export async function sidesOf(io: Io, named: Named): Promise<Sides> {
  if (named.new !== undefined && named.skill !== undefined) {
    throw new UserError('Name the new skill once: as --new or as --skill.', 'Say: --old DIR --new DIR');
  }
  const own = await ownPlace(io, named);
  const history = own === undefined ? [] : await historyOf(io, own);
  const fresh = named.new === undefined ? own : await placeOf(io, '--new', named.new, history);
  if (fresh === undefined) throw noSkill();
  const [latest] = history;
  const old =
    named.old !== undefined ? await placeOf(io, '--old', named.old, history) : latest && (await versionPlace(latest));
  if (old === undefined) {
    throw new UserError(
      'Compared with what? There is no earlier version of this skill in the history, which keeps what eventcoach changes and no edits by hand.',
      `Name a copy from before: --old DIR. Out of git: git worktree add ../before HEAD (HEAD~1 where the edits are committed), then --old ${beforeIn(fresh)}`,
    );
  }
  return {old: await load(old), fresh: await load(fresh), isOwn: await isOwn(io, named, fresh)};
}

/** Where the skill lies in a second worktree called ../before, as far as its place here tells. */
function beforeIn({shown}: Place): string {
  return isAbsolute(shown) ? '../before/DIR' : shellWord(join('..', 'before', shown).split(sep).join('/'));
}

/** Is the new skill the user's own: the one that a command without names would work on, or the one named as --skill? */
async function isOwn(io: Io, named: Named, fresh: Place): Promise<boolean> {
  if (resolve(fresh.path) === packagedSkill.path) return false;
  if (named.new === undefined) return true;
  const usual = await usualSkill(io).catch(() => undefined);
  return usual !== undefined && resolve(usual.path) === resolve(fresh.path);
}

/** The skill whose history counts: the one that is named as new, else the one of the working directory. */
async function ownPlace(io: Io, {skill, new: fresh}: Named): Promise<Place | undefined> {
  const named = skill ?? fresh;
  if (named !== undefined) {
    const place = namedSkill(io.cwd, named);
    if (skill !== undefined || (await isSkill(place.path))) return place;
  }
  return usualSkill(io);
}

async function historyOf({workspace}: Io, {path}: Place): Promise<readonly OldVersion[]> {
  const root = await realpath(path).catch(() => path);
  return loadHistory(openWorkspace(workspace), root);
}

async function load({path, shown, version}: SidePlace): Promise<Side> {
  return {skill: await loadSkill(path, shown), path, version: version ?? null};
}

async function placeOf(io: Io, option: string, named: string, history: readonly OldVersion[]): Promise<SidePlace> {
  const folder = namedSkill(io.cwd, named);
  if (await isSkill(folder.path)) return folder;
  const version = history.find(({id}) => id === named) ?? history.find((one) => one.version === named);
  if (version !== undefined) return versionPlace(version);
  const ids = history.map(({id}) => id);
  const known = history.slice(0, 20).map((one) => {
    const name = nameOfKept(one.id, one.version);
    return printableLine(name === undefined ? one.id : `${one.id} (${name})`);
  });
  throw new UserError(
    `${option} ${printableLine(named)}: there is no skill in such a folder, and no such version in the history.`,
    didYouMean(
      named,
      ids,
      ids.length > 0 ? `The history has: ${known.join(', ')}.` : `Say: ${option} DIR, the folder that holds SKILL.md.`,
    ),
  );
}

/** The folder of an old version, after a look at whether it is still what was kept. */
async function versionPlace(version: OldVersion): Promise<SidePlace> {
  await oldTexts(version);
  const {folder, skill, id} = version;
  const name = nameOfKept(id, version.version);
  return {path: folder, shown: `${skill} ${id} (history${name === undefined ? '' : `: ${name}`})`, version: id};
}
