import {createReadStream} from 'node:fs';
import {open, realpath, stat} from 'node:fs/promises';
import {dirname, isAbsolute, join, relative, resolve, sep} from 'node:path';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import type {Artefact} from './artefact.ts';
import {smallFiles} from './small-files.ts';

/** How much of an artefact is looked at to tell what it is. */
export const headBytes = 65_536;
/** Beyond this V8 holds no text. */
export const longestText = 500_000_000;

const refusals: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file.',
  ENOTDIR: 'there is no such file.',
  EACCES: 'you may not read it.',
  EPERM: 'you may not read it.',
  ELOOP: 'its links lead nowhere.',
  ENAMETOOLONG: 'the name is too long.',
};

/**
 * The file at `path` as an artefact called `name`; it may refer to others below `root`. Throws a UserError where it cannot
 * be read, is empty or is no text.
 */
export async function openFile(name: string, path: string, root: string): Promise<Artefact> {
  if (path.includes('\0')) throw new UserError(`${printableLine(name)}: no file has such a name.`, 'Check the name.');
  const {head: first, size} = await readable(name, () => beginning(path));
  const unpack = isPacked(first) ? await import('./packed-file.ts') : undefined;
  const head = unpack ? await unpack.unpackedHead(name, path, headBytes) : first;
  checkHead(name, head);
  return {
    name,
    path,
    size: unpack ? undefined : size,
    packed: unpack && size,
    head: headText(head),
    bytes: () => unpack?.unpacked(name, path) ?? createReadStream(path, {highWaterMark: 1 << 20}),
    text: () => wholeText(name, unpack?.unpacked(name, path) ?? createReadStream(path)),
    beside: async (other) => {
      const target = await withinRoot(path, other, root);
      if (!target?.isFile || target.size === 0) return undefined;
      return openFile(besideName(name, path, target.path), target.path, root);
    },
    filesIn: async (other) => {
      const target = await withinRoot(path, other, root);
      const files: Artefact[] = [];
      for (const file of target?.isFile === false ? await smallFiles(target.path) : []) {
        const there = join(target!.path, file);
        const artefact = await openFile(besideName(name, path, there), there, root).catch(ignored);
        if (artefact) files.push(artefact);
      }
      return files;
    },
  };
}

/** What is refused with a reason when the user names it is passed over where it only lies in a folder. */
export function ignored(error: unknown): undefined {
  if (error instanceof UserError) return undefined;
  throw error;
}

/** The file or folder at `other` as seen from the file at `path`; undefined where there is none, or where it lies outside `root`. */
async function withinRoot(
  path: string,
  other: string,
  root: string,
): Promise<{readonly path: string; readonly isFile: boolean; readonly size: number} | undefined> {
  const target = resolve(dirname(path), other);
  if (other.includes('\0') || isAbsolute(other) || !inside(root, target)) return undefined;
  const found = await stat(target).catch(() => undefined);
  if (!found?.isFile() && !found?.isDirectory()) return undefined;
  // A link could lead out of the folder.
  if (!inside(await realpath(root), await realpath(target))) return undefined;
  return {path: target, isFile: found.isFile(), size: found.size};
}

/** A file that an artefact refers to is called as the artefact is: relative where that one is relative. */
function besideName(name: string, path: string, target: string): string {
  const step = relative(dirname(path), target).split(sep).join('/');
  const folder = name.slice(0, Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  return step.startsWith('..')
    ? relative(resolve(path, '..', '..'), target)
        .split(sep)
        .join('/')
    : `${folder}${step}`;
}

/** Is `path` the folder itself or in it? */
export function inside(folder: string, path: string): boolean {
  const step = relative(folder, path);
  return step === '' || !(step === '..' || step.startsWith(`..${sep}`) || isAbsolute(step));
}

/** The beginning as text, without half a character at its end. */
export function headText(head: Uint8Array): string {
  return new TextDecoder().decode(head).replace(/\ufffd{1,3}$/, '');
}

/** Is this the beginning of what gzip packed? (RFC 1952, section 2.3.1) */
function isPacked(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** Refuses what is empty or no text, by its first bytes. */
export function checkHead(name: string, head: Uint8Array): void {
  const shown = printableLine(name);
  if (head.length === 0) throw new UserError(`${shown} is empty.`, 'Name a file with content.');
  if (isPacked(head))
    throw new UserError(`${shown} is compressed (gzip).`, 'Unpack it first, or save it to a file: those are unpacked.');
  if (head.includes(0))
    throw new UserError(
      `${shown} is no text: byte ${head.indexOf(0) + 1} is zero.`,
      'Export it as JSON or YAML in UTF-8.',
    );
}

async function beginning(path: string): Promise<{readonly head: Uint8Array; readonly size: number}> {
  const handle = await open(path);
  try {
    const {size} = await handle.stat();
    const buffer = new Uint8Array(headBytes);
    let filled = 0;
    for (;;) {
      const {bytesRead} = await handle.read(buffer, filled, headBytes - filled);
      filled += bytesRead;
      if (bytesRead === 0 || filled === headBytes) return {head: buffer.subarray(0, filled), size};
    }
  } finally {
    await handle.close();
  }
}

async function readable<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const says = refusals[(error as NodeJS.ErrnoException).code ?? ''];
    if (says === undefined) throw error;
    throw new UserError(`${printableLine(name)}: ${says}`, 'Check the name.');
  }
}

/** All of a stream as text; a UserError where it is no UTF-8 or longer than a text can be. */
export async function wholeText(name: string, stream: AsyncIterable<Uint8Array>): Promise<string> {
  const shown = printableLine(name);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > longestText)
      throw new UserError(
        `${shown} is too large to be read at once.`,
        'Write traces as JSON lines, one batch a line: they are read as they come.',
      );
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(Buffer.concat(chunks));
  } catch {
    throw new UserError(`${shown} is not UTF-8 text.`, 'Save it as UTF-8.');
  }
}
