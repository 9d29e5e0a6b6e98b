import {createReadStream} from 'node:fs';
import {stat} from 'node:fs/promises';
import {basename, dirname, join, resolve} from 'node:path';
import {UserError} from '../errors.ts';
import type {Artefact} from './artefact.ts';
import {isServerAddress} from './clickhouse/address.ts';
import {fetched, isAddress} from './fetched.ts';
import {folderFiles} from './folder-files.ts';
import {onceArtefact} from './once-artefact.ts';
import {ignored, inside, openFile} from './open-file.ts';

/** An artefact with how the user came to name it: by itself, or by the folder that it lies in. */
export interface Opened {
  readonly artefact: Artefact;
  /** The folder (as messages call it) of a file that was found; undefined for one that the user named. */
  readonly foundIn: string | undefined;
}

/**
 * The artefacts that files, folders and addresses stand for; `-` is `stdin`. `env` holds what a server asks a user for.
 * Throws a UserError for the first that cannot be had.
 */
export async function openArtefacts(
  names: readonly string[],
  {
    cwd,
    stdin,
    signal,
    env = {},
  }: {
    readonly cwd: string;
    readonly stdin: AsyncIterable<unknown>;
    readonly signal: AbortSignal;
    readonly env?: Readonly<Record<string, string | undefined>>;
  },
): Promise<readonly Opened[]> {
  const opened: Opened[] = [];
  for (const name of names) {
    if (isServerAddress(name)) {
      const {serverArtefact} = await import('./clickhouse/server-artefact.ts');
      opened.push({artefact: serverArtefact(name, env), foundIn: undefined});
    } else if (isAddress(name)) opened.push({artefact: await fetched(name, signal), foundIn: undefined});
    else if (name === '-') opened.push({artefact: await onceArtefact('standard input', stdin), foundIn: undefined});
    else opened.push(...(await fromDisk(name, cwd)));
  }
  return opened;
}

async function fromDisk(name: string, cwd: string): Promise<readonly Opened[]> {
  const path = resolve(cwd, name);
  const there = name.includes('\0') ? undefined : await stat(path).catch(() => undefined);
  // A pipe gives what it holds once.
  if (there && !there.isFile() && !there.isDirectory())
    return [{artefact: await onceArtefact(name, createReadStream(path)), foundIn: undefined}];
  if (!there?.isDirectory()) {
    const root = inside(cwd, path) ? cwd : dirname(path);
    return [{artefact: await openFile(name, path, root), foundIn: undefined}];
  }
  const opened: Opened[] = [];
  for (const file of await folderFiles(name, path)) {
    const label = name === '.' ? file : join(name, file);
    // Empty files and other people's binaries lie in every folder.
    const artefact = await openFile(label, join(path, file), path).catch(ignored);
    if (artefact) opened.push({artefact, foundIn: dirname(label)});
  }
  if (opened.length === 0)
    throw new UserError(
      `${basename(path)} holds no file that could be imported.`,
      'Name the files, or a folder with manifests, models or traces.',
    );
  return opened;
}
