import {readFile, realpath} from 'node:fs/promises';
import {join, relative, sep} from 'node:path';
import {exitCodes, UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import {diffLines} from '../../report/diff-lines.ts';
import {namedSkill, packagedSkill} from '../../skill/find-skill.ts';
import {filesToInstall, type InstalledFile, installCopy, restoreMoved, standing} from '../../skill/install/copy.ts';
import {leadsTo, linkAt, linked, unlinked} from '../../skill/install/link.ts';
import {loadSkill} from '../../skill/load.ts';
import type {Skill} from '../../skill/skill.ts';
import {specProblems} from '../../skill/spec.ts';
import {openWorkspace} from '../../workspace/layout.ts';
import {confirmed} from '../confirm.ts';
import {defineCommand, type Io} from '../define-command.ts';
import {textOptions} from '../paint.ts';
import {usualSkill} from '../usual-skill.ts';
import {finishUpdate} from './own-skill.ts';

/** `eventcoach skill install`: a copy of the skill where coding assistants look for it. */
export const install = defineCommand({
  name: 'install',
  summary: 'copies the skill to where coding assistants look for it',
  usage: ['[--user] [--yes]     copies the skill to .agents/skills/ and links .claude/skills/ to it'],
  options: {
    skill: {
      type: 'string',
      value: 'DIR',
      describe: 'the skill that is installed (default: that of config.yaml, else the one in skills/, else ours)',
    },
    user: {type: 'boolean', describe: 'for all your projects: below your home folder'},
    yes: {type: 'boolean', describe: 'do not ask; what changes is shown all the same'},
  },
  async run(io, values, others) {
    if (others.length > 0) throw new UserError('skill install takes no names.', 'Name a skill with --skill DIR.');
    const place =
      values.skill === undefined ? ((await usualSkill(io)) ?? packagedSkill) : namedSkill(io.cwd, values.skill);
    const root = await realpath(place.path).catch(() => place.path);
    if (place !== packagedSkill) await finishUpdate(io, openWorkspace(io.workspace), root);
    const skill = await loadSkill(place.path, place.shown);
    assertInOrder(skill);
    const base = values.user ? homeOf(io) : io.cwd;
    const name = skill.name;
    const target = join(base, '.agents', 'skills', name);
    const beside = join(base, '.claude', 'skills', name);
    if (await leadsTo(target, root)) {
      throw new UserError(
        `${printableLine(place.shown)} is the installed copy itself.`,
        'Name the skill that it was copied from: --skill DIR.',
      );
    }
    const files = await filesToInstall(root, skill);
    const shown = (path: string) => printableLine(values.user ? path : relative(io.cwd, path).split(sep).join('/'));
    const source = place === packagedSkill ? 'eventcoach' : values.user ? root : place.shown;
    const say = (text: string) => io.stdout.write(`${text}\n`);
    const copied = await putCopy(io, {root, files, target, shown: shown(target), yes: values.yes, source, skill});
    say(
      copied
        ? `${shown(target)}: ${files.length} ${files.length === 1 ? 'file' : 'files'} of ${printableLine(place.shown)}.`
        : `${shown(target)} is up to date.`,
    );
    const left = skill.files.length - files.length;
    if (left > 0) say(`Left out: ${left} ${left === 1 ? 'file' : 'files'} of its evaluation, with answers or reviews.`);
    if (await leadsTo(beside, target)) say(`${shown(beside)} leads there already.`);
    else {
      const link = await linkAt(beside);
      if (link !== undefined) {
        const question = `${shown(beside)} is a link to ${printableLine(link)}. Link it to ${shown(target)} instead?`;
        if (!values.yes && !(await confirmed(io, question, '--yes'))) return exitCodes.ok;
        await unlinked(beside);
      } else if ((await standing(beside, files)).kind === 'copy') {
        await putCopy(io, {root, files, target: beside, shown: shown(beside), yes: values.yes, source, skill});
        say(`${shown(beside)} is a copy as well.`);
        return exitCodes.ok;
      }
      if (await linked(beside, target)) say(`${shown(beside)} is a link to it.`);
      else {
        await installCopy(root, beside, files, {source, version: skill.version});
        say(`${shown(beside)} is a copy as well, because no link can be made there.`);
      }
    }
    return exitCodes.ok;
  },
});

interface Copy {
  readonly root: string;
  readonly files: readonly InstalledFile[];
  readonly target: string;
  readonly shown: string;
  readonly yes: boolean;
  readonly source: string;
  readonly skill: Skill;
}

/** Copies, after showing what somebody has changed in the old copy and asking; false where the copy is the same already. */
async function putCopy(io: Io, {root, files, target, shown, yes, source, skill}: Copy): Promise<boolean> {
  await restoreMoved(target);
  const there = await standing(target, files);
  if (there.kind === 'copy' && there.isSame) return false;
  if (there.kind === 'copy' && there.changed.length > 0) {
    const {diffText} = await import('../../skill/improve/diff-text.ts');
    for (const {file} of files) {
      const [before, after] = await Promise.all([textIn(join(target, file)), textIn(join(root, file))]);
      if (before !== after && after !== null)
        io.stdout.write(diffLines(diffText(`${shown}/${file}`, before, after), textOptions(io).paint));
    }
    const kept = new Set(files.map(({file}) => file));
    for (const file of there.changed.filter((one) => !kept.has(one)))
      io.stdout.write(`goes away: ${shown}/${printableLine(file)}\n`);
    const question = `${shown} was changed: ${there.changed.slice(0, 5).map(printableLine).join(', ')}. Overwrite it as shown?`;
    if (!yes && !(await confirmed(io, question, '--yes')))
      throw new UserError(`${shown} was left as it is.`, 'Bring its changes into the skill itself first, or say yes.');
  }
  await installCopy(root, target, files, {source, version: skill.version});
  return true;
}

function assertInOrder(skill: Skill): void {
  const errors = specProblems(skill).filter(({severity}) => severity === 'error');
  const [first, ...more] = errors.map(({file, line, message}) => ({
    message: printableLine(`${skill.path}/${file}:${line}: ${message}`),
    hint: 'Mend it, then install the skill.',
  }));
  if (first) throw new UserError(first.message, first.hint, more);
}

function homeOf({env}: Pick<Io, 'env'>): string {
  const home = env['HOME'] || env['USERPROFILE'];
  if (home) return home;
  throw new UserError(
    'Your home folder is not known: HOME is not set.',
    'Set HOME, or install into a project without --user.',
  );
}

async function textIn(path: string): Promise<string | null> {
  const bytes = await readFile(path).catch(() => null);
  return bytes === null ? null : bytes.includes(0) ? '(not a text)\n' : bytes.toString('utf8');
}
