import {readFile, realpath} from 'node:fs/promises';
import {basename, dirname, join, resolve} from 'node:path';
import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import {diffLines} from '../../report/diff-lines.ts';
import {type InstalledFile, restoreMoved, standing} from '../../skill/install/copy.ts';
import {leadsTo, linkAt} from '../../skill/install/link.ts';
import {confirmed} from '../confirm.ts';
import type {Io} from '../define-command.ts';
import {diffOptions} from '../paint.ts';

/** What is to be copied, and how a path is shown. */
export interface Copies {
  readonly io: Io;
  readonly root: string;
  readonly files: readonly InstalledFile[];
  readonly shown: (path: string) => string;
  /** Was every question answered with yes beforehand? */
  readonly yes: boolean;
}

/** What is left to do for the copy at `target`: nothing where it is the same already. Writes no file. */
export async function copyStep(copies: Copies, target: string): Promise<'copy' | 'same'> {
  const {io, root, files, yes} = copies;
  const shown = copies.shown(target);
  await restoreMoved(target);
  const there = await standing(target, files);
  if (there.kind === 'nothing') return 'copy';
  if (there.isSame) return 'same';
  if (there.changed.length === 0) return 'copy';
  const {diffText} = await import('../../skill/improve/diff-text.ts');
  for (const {file} of files) {
    const [before, after] = await Promise.all([textIn(join(target, file)), textIn(join(root, file))]);
    if (before !== after && after !== null)
      io.stdout.write(diffLines(diffText(`${shown}/${file}`, before, after), diffOptions(io)));
  }
  const kept = new Set(files.map(({file}) => file));
  for (const file of there.changed.filter((one) => !kept.has(one)))
    io.stdout.write(`goes away: ${shown}/${printableLine(file)}\n`);
  const question = `${shown} was changed: ${there.changed.slice(0, 5).map(printableLine).join(', ')}. Overwrite it as shown?`;
  if (!yes && !(await confirmed(io, question, '--yes'))) {
    throw new UserError(
      `${shown} was left as it is; nothing was written.`,
      'Bring its changes into the skill itself first, or say yes.',
    );
  }
  return 'copy';
}

/** What is left to do beside the copy: a link that leads there already, one to make or to turn, or a copy that somebody has put there. */
export type LinkStep = 'leads' | 'link' | 'turn' | 'copy' | 'same';

/** What is left to do at `beside`, where other clients look. Writes no file. */
export async function linkStep(copies: Copies, target: string, beside: string): Promise<LinkStep> {
  const {io, shown, yes} = copies;
  const link = await linkAt(beside);
  if (await leadsTo(beside, target)) return 'leads';
  // A link to a copy that is not there yet leads nowhere so far.
  if (
    link !== undefined &&
    resolve(await realFolder(beside), link) === join(await realFolder(target), basename(target))
  )
    return 'leads';
  if (link === undefined) {
    await restoreMoved(beside);
    return (await standing(beside, copies.files)).kind === 'nothing' ? 'link' : copyStep(copies, beside);
  }
  const question = `${shown(beside)} is a link to ${printableLine(link)}. Link it to ${shown(target)} instead?`;
  if (yes || (await confirmed(io, question, '--yes'))) return 'turn';
  throw new UserError(`${shown(beside)} was left as it is; nothing was written.`, 'Move it away, or say yes.');
}

function realFolder(path: string): Promise<string> {
  return realpath(dirname(path)).catch(() => dirname(path));
}

async function textIn(path: string): Promise<string | null> {
  const bytes = await readFile(path).catch(() => null);
  return bytes === null ? null : bytes.includes(0) ? '(not a text)\n' : bytes.toString('utf8');
}
