import {lstat, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {UserError} from '../errors.ts';
import {didYouMean} from '../nearest.ts';
import {printableLine} from '../printable.ts';
import {packageRoot} from '../root.ts';
import {placeholders} from './prompts.ts';

const maxBytes = 64 * 1024;

/** The texts that a model critic is asked with, and what each can be filled with. */
const inputs = {
  system: [],
  question: ['skill', 'topology', 'figures', 'proposal', 'answers', 'local'],
  repair: ['problems'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A critic cannot judge without these, whatever else a user's own text leaves out. */
const needed: Readonly<Record<keyof typeof inputs, readonly string[]>> = {
  system: [],
  question: ['proposal', 'answers', 'local'],
  repair: ['problems'],
};

/**
 * The model critic's prompts. A file of the user's in `<workspace>/prompts/critique/` (system.md, question.md, repair.md)
 * takes the place of ours; a skill's folder is not looked at, because a skill is data. A UserError names a placeholder
 * that there is not, or one that is missing.
 */
export async function loadCriticPrompts(workspace: string): Promise<Readonly<Record<keyof typeof inputs, string>>> {
  const [system, question, repair] = await Promise.all([
    load(workspace, 'system'),
    load(workspace, 'question'),
    load(workspace, 'repair'),
  ]);
  return {system, question, repair};
}

async function load(workspace: string, name: keyof typeof inputs): Promise<string> {
  const own = join(workspace, 'prompts', 'critique', `${name}.md`);
  const status = await lstat(own).catch(() => undefined);
  if (status?.isSymbolicLink()) {
    throw new UserError(
      `${printableLine(own)} is a link, and what it leads to would be sent to a model.`,
      'Put the text itself there, or take the link away.',
    );
  }
  if (!status?.isFile()) return readFile(join(packageRoot, 'prompts', 'critique', `${name}.md`), 'utf8');
  if (status.size > maxBytes)
    throw new UserError(`${printableLine(own)} is larger than ${maxBytes / 1024} KB.`, 'Shorten it.');
  const text = await readFile(own, 'utf8');
  const used = placeholders(text);
  const known: readonly string[] = inputs[name];
  const unknown = used.find((input) => !known.includes(input));
  if (unknown !== undefined) {
    throw new UserError(
      `${printableLine(own)}: there is no {{${printableLine(unknown)}}} to fill in.`,
      didYouMean(unknown, known, known.length > 0 ? `There are: ${known.join(', ')}.` : 'This text takes none.'),
    );
  }
  const missing = needed[name].find((input) => !used.includes(input));
  if (missing !== undefined) {
    throw new UserError(
      `${printableLine(own)}: {{${missing}}} is missing, and a critic cannot do without it.`,
      'Put it where it belongs in the text.',
    );
  }
  return text;
}
