import {realpath} from 'node:fs/promises';
import {join} from 'node:path';
import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import {isSkill, namedSkill, type Place, packagedSkill, skillsHere, skillsIn} from '../../skill/find-skill.ts';
import {installedFrom} from '../../skill/install/record.ts';
import type {Io} from '../define-command.ts';
import {skillOfSettings, usualSkill} from '../usual-skill.ts';

/** How the record of a copy calls the skill that comes along. */
export const oursByName = 'eventcoach';

/**
 * The skill that is installed: the named one, else that of the settings, else the one in skills/, else the one that a copy
 * here was made from, else ours. A copy that was installed here is no source, nor is what others have put beside it;
 * several skills, or a copy whose source is gone, are a UserError.
 */
export async function installSource(io: Io, named: string | undefined): Promise<Place> {
  const {cwd} = io;
  if (named !== undefined) return namedSkill(cwd, named);
  if ((await skillOfSettings(io)) !== undefined) {
    const place = (await usualSkill(io)) ?? packagedSkill;
    return (await copiedFrom(cwd, place)) ?? place;
  }
  const own = await skillsIn(cwd, join(cwd, 'skills'));
  const sources = own.length > 0 ? own : await sourcesOfCopies(cwd);
  if (sources.length > 1) {
    throw new UserError(
      `There are ${sources.length} skills here: ${sources.map(({shown}) => printableLine(shown)).join(', ')}.`,
      'Say which one: --skill DIR, or for good: eventcoach config set skill DIR',
    );
  }
  return sources[0] ?? packagedSkill;
}

/** What the copies here were made from, each once, without ours. */
async function sourcesOfCopies(cwd: string): Promise<readonly Place[]> {
  const found = new Map<string, Place>();
  for (const copy of await skillsHere(cwd)) {
    const source = await copiedFrom(cwd, copy);
    if (source !== undefined && source !== packagedSkill) found.set(source.path, source);
  }
  return [...found.values()];
}

/** The skill that a copy was made from; undefined for what is no copy of ours. */
async function copiedFrom(cwd: string, copy: Place): Promise<Place | undefined> {
  const from = await installedFrom(await realpath(copy.path).catch(() => copy.path));
  if (from === undefined) return undefined;
  if (from === oursByName) return packagedSkill;
  const source = namedSkill(cwd, from);
  if (await isSkill(source.path)) return source;
  throw new UserError(
    `${printableLine(copy.shown)} is a copy of ${printableLine(from)}, and there is no skill any more.`,
    'Name the skill that is to be installed: --skill DIR.',
  );
}
