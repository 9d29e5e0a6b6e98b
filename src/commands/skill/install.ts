import {realpath} from 'node:fs/promises';
import {isAbsolute, join, relative, sep} from 'node:path';
import {exitCodes, UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import {packagedSkill} from '../../skill/find-skill.ts';
import {answerKeysOf, filesToInstall, installCopy} from '../../skill/install/copy.ts';
import {leadsTo, linked, unlinked} from '../../skill/install/link.ts';
import {installedFrom} from '../../skill/install/record.ts';
import {assertStaysWithin} from '../../skill/install/stays-within.ts';
import {loadSkill} from '../../skill/load.ts';
import type {Skill} from '../../skill/skill.ts';
import {specProblems} from '../../skill/spec.ts';
import {openWorkspace} from '../../workspace/layout.ts';
import {confirmed} from '../confirm.ts';
import {defineCommand, type Io} from '../define-command.ts';
import {installSource, oursByName} from './install-source.ts';
import {copyStep, type LinkStep, linkStep} from './install-steps.ts';
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
    yes: {type: 'boolean', describe: 'do not ask; what changes in a copy is shown all the same'},
  },
  async run(io, values, others) {
    if (others.length > 0) throw new UserError('skill install takes no names.', 'Name a skill with --skill DIR.');
    const place = await installSource(io, values.skill);
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
    for (const path of [target, beside]) await assertStaysWithin(base, path);
    const files = await filesToInstall(root, skill);
    const shown = (path: string) => printableLine(values.user ? path : relative(io.cwd, path).split(sep).join('/'));
    const isOurs = place === packagedSkill;
    const source = isOurs ? oursByName : values.user ? root : place.shown;
    const what = printableLine(skill.version === null ? `${name} (no version)` : `${name} ${skill.version}`);
    const say = (text: string) => io.stdout.write(`${text}\n`);
    // Who has once said yes to ours has it there.
    if (isOurs && !values.yes && (await installedFrom(target)) !== oursByName && !(await wantsOurs(io, what))) {
      say('Nothing was written. To begin a skill of your own: eventcoach skill init');
      return exitCodes.ok;
    }
    say(isOurs ? `${what}, the skill that comes with eventcoach` : `${what}, from ${printableLine(place.shown)}`);
    // Every question is asked, and every reason not to go on found, before the first file is written.
    const copies = {io, root, files, shown, yes: values.yes};
    const copy = await copyStep(copies, target);
    const link = await linkStep(copies, target, beside);
    const count = `${files.length} ${files.length === 1 ? 'file' : 'files'}`;
    const put = (path: string) => installCopy(root, path, files, {source, version: skill.version});
    if (copy === 'copy') await put(target);
    say(`${shown(target)}: ${what} ${copy === 'copy' ? `is installed, ${count}` : 'is there already'}.`);
    const left = answerKeysOf(skill).length;
    if (left > 0) say(`Left out: ${left} ${left === 1 ? 'file' : 'files'} of its evaluation, with answers or reviews.`);
    if (link === 'copy') await put(beside);
    if (link === 'turn') await unlinked(beside);
    const isLinked = link === 'leads' || ((link === 'link' || link === 'turn') && (await linked(beside, target)));
    if (!isLinked && (link === 'link' || link === 'turn')) await put(beside);
    say(`${shown(beside)}: ${linkWords({link, isLinked, what, count})}.`);
    return exitCodes.ok;
  },
});

/** What is said of the place beside the copy, once all is done. */
function linkWords({
  link,
  isLinked,
  what,
  count,
}: {
  readonly link: LinkStep;
  readonly isLinked: boolean;
  readonly what: string;
  readonly count: string;
}): string {
  if (link === 'leads') return 'a link leads there already';
  if (link === 'same') return `${what} is there already, as a copy`;
  if (link === 'copy') return `${what} is installed as a copy as well, ${count}`;
  return isLinked ? 'a link leads there' : `${what} is installed as a copy, because no link can be made there`;
}

function wantsOurs(io: Io, what: string): Promise<boolean> {
  const question = `There is no skill of your own here. Install ${what}, the one that comes with eventcoach?`;
  return confirmed(io, question, '--yes');
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
  if (home && isAbsolute(home)) return home;
  if (home) {
    throw new UserError(
      `HOME is ${printableLine(home)}, which is no absolute path; nothing was written.`,
      'Set HOME to the whole path of your home folder, or install into a project without --user.',
    );
  }
  throw new UserError(
    'Your home folder is not known: HOME is not set.',
    'Set HOME, or install into a project without --user.',
  );
}
