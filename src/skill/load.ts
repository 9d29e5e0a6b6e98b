import type {Dirent} from 'node:fs';
import {open, readdir, realpath, stat} from 'node:fs/promises';
import {basename, join, resolve, sep} from 'node:path';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {acceptedFile} from './accept/accepted-file.ts';
import {error, type Problem} from './problem.ts';
import {parseSkill, type Skill} from './skill.ts';

/** The most that is read of one file and of all, in bytes; the most files and the deepest folder that are looked at. */
const maxBytes = 256 * 1024;
const maxTotal = 768 * 1024;
const maxFiles = 500;
const maxDepth = 5;
const ignored = new Set(['.git', 'node_modules', '.DS_Store']);

/**
 * Reads the skill in the folder `path` (absolute); `shown` is what messages call it. Nothing outside of the folder is
 * read: a link that leads out is a problem. A folder that is not there or holds no SKILL.md is a UserError.
 */
export async function loadSkill(path: string, shown: string = path): Promise<Skill> {
  const root = await realpath(path).catch(() => undefined);
  if (root === undefined || !(await stat(root)).isDirectory()) {
    throw new UserError(`${printableLine(shown)}: there is no such folder.`, 'Name the folder that holds SKILL.md.');
  }
  const problems: Problem[] = [];
  const files: string[] = [];
  await list(root, root, '', 0, files, problems);
  const main = ['SKILL.md', 'skill.md'].find((name) => files.includes(name));
  if (main === undefined) {
    const link = problems.find(({file}) => /^skill\.md$/i.test(file));
    if (link !== undefined) {
      throw new UserError(
        printableLine(`${shown}/${link.file}: ${link.message}`),
        'Put the file itself there, or name the folder in which it lies: --skill DIR.',
      );
    }
    throw new UserError(
      `${printableLine(shown)}: there is no SKILL.md in it.`,
      'Name the folder that holds SKILL.md, or write a first one with: eventcoach skill init',
    );
  }
  const wanted = [main, ...files.filter((file) => /^references\/[^/]+\.md$/i.test(file)).sort()];
  const texts: {file: string; text: string}[] = [];
  let total = 0;
  for (const file of wanted) {
    const text = total > maxTotal ? undefined : await readText(join(root, file), file, problems);
    if (total > maxTotal)
      problems.push(error(file, 1, `More than ${maxTotal / 1024} KB of text: the rest is not read.`));
    if (text !== undefined) texts.push({file, text});
    total += text?.length ?? 0;
  }
  const accepted = files.includes(acceptedFile)
    ? await readText(join(root, acceptedFile), acceptedFile, problems)
    : undefined;
  return parseSkill({path: shown, name: basename(resolve(path)), texts, files: files.sort(), problems, accepted});
}

async function list(root: string, folder: string, prefix: string, depth: number, files: string[], problems: Problem[]) {
  const entries: Dirent[] = await readdir(folder, {withFileTypes: true});
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = `${prefix}${entry.name}`;
    if (ignored.has(entry.name)) continue;
    if (files.length >= maxFiles || depth > maxDepth) {
      if (!problems.some(({message}) => message.startsWith('More than'))) {
        problems.push(
          error(file, 1, `More than ${maxFiles} files or ${maxDepth} folders deep: the rest is not looked at.`),
        );
      }
      return;
    }
    const target = await realpath(join(folder, entry.name)).catch(() => undefined);
    if (target === undefined) problems.push(error(file, 1, 'A link that leads nowhere.'));
    else if (entry.isSymbolicLink() && !target.startsWith(root + sep)) {
      problems.push(error(file, 1, "A link out of the skill's folder: it is not followed."));
    } else if (entry.isSymbolicLink() && (await stat(target)).isDirectory()) {
      problems.push(error(file, 1, 'A link to a folder: it is not followed.'));
    } else if (entry.isDirectory()) await list(root, join(folder, entry.name), `${file}/`, depth + 1, files, problems);
    else files.push(file);
  }
}

async function readText(path: string, file: string, problems: Problem[]): Promise<string | undefined> {
  const refuse = (message: string) => {
    problems.push(error(file, 1, message));
    return undefined;
  };
  const status = await stat(path);
  if (!status.isFile()) return refuse('Not a file.');
  if (status.size > maxBytes) return refuse(`Larger than ${maxBytes / 1024} KB: it is not read.`);
  try {
    const handle = await open(path);
    try {
      return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (cause) {
    const {code} = cause as NodeJS.ErrnoException;
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return refuse('Not UTF-8 text: it is not read.');
    return refuse(`It cannot be read (${code ?? 'unknown reason'}).`);
  }
}
