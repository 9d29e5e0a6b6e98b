import {UserError} from '../../errors.ts';
import type {Artefact} from '../artefact.ts';
import {fileEntries} from '../manifest/file-entries.ts';
import {hostsIn} from '../manifest/hosts.ts';
import {wordsOf} from '../manifest/variable-words.ts';
import type {Setting} from '../manifest/workload.ts';
import type {ComposeModel} from './load.ts';
import type {ServicePart} from './service-part.ts';

/** Larger files are data. */
const largest = 262_144;
const configuration = /\.(?:json|ya?ml|properties|conf|cfg|ini|toml|env|cnf|config)$/i;

/** Settings by service, and what the files leave open. */
export interface FromFiles {
  readonly settings: ReadonlyMap<string, readonly Setting[]>;
  readonly notes: readonly string[];
}

interface Mounted {
  readonly file: string;
  readonly text: string;
  readonly services: string[];
}

/**
 * What the configuration files that services mount say of hosts. What a program makes of a file is its own affair: likely at
 * most. A file that several services share counts for a service only where a key begins with its name (`GeoMongoAddress` for
 * geo), as a guess; the rest of it is told in a note. `known` says which hosts are parts of the system.
 */
export async function fromMountedFiles(
  services: ReadonlyMap<string, ServicePart>,
  model: ComposeModel,
  known: (host: string) => boolean,
): Promise<FromFiles> {
  const settings = new Map<string, Setting[]>();
  const notes: string[] = [];
  for (const {file, text, services: users} of (await mountedFiles(services, model)).values()) {
    const open = new Set<string>();
    const lineOf = finder(text);
    for (const {key, value} of fileEntries(file, text)) {
      const hosts = hostsIn(key, value).filter(({shape}) => shape !== 'word');
      if (hosts.length === 0) continue;
      const owner = users.length === 1 ? users[0] : ownerOf(key, users);
      if (owner === undefined) for (const {host} of hosts) if (known(host)) open.add(host);
      if (owner === undefined) continue;
      const confidence = users.length === 1 ? 'likely' : 'guess';
      const own = settings.get(owner) ?? [];
      settings.set(owner, own);
      own.push({name: key, value, file, line: lineOf(value), rule: `mounted file: ${key}`, confidence});
    }
    if (open.size > 0)
      notes.push(
        `${file} is mounted by ${users.length} services and names ${[...open].join(', ')}: which of them calls it is not said.`,
      );
  }
  return {settings, notes};
}

async function mountedFiles(
  services: ReadonlyMap<string, ServicePart>,
  model: ComposeModel,
): Promise<Map<string, Mounted>> {
  const found = new Map<string, Mounted | undefined>();
  const add = async (service: string, key: string, read: () => Promise<{file: string; text: string} | undefined>) => {
    if (!found.has(key)) {
      const content = await read();
      found.set(key, content && {...content, services: []});
    }
    const users = found.get(key)?.services;
    if (users && !users.includes(service)) users.push(service);
  };
  for (const [service, {mounts, configs}] of services) {
    for (const {path, from} of mounts)
      if (configuration.test(path)) await add(service, `${from} ${path}`, () => textOf(model.files.get(from), path));
    for (const name of configs) {
      const source = model.configs.get(name);
      if (source?.content !== undefined)
        await add(service, `config ${name}`, async () => ({file: source.file, text: source.content!}));
      else if (source?.path !== undefined)
        await add(service, `${source.file} ${source.path}`, () => textOf(model.files.get(source.file), source.path!));
    }
  }
  return new Map([...found].flatMap(([key, mounted]) => (mounted ? [[key, mounted]] : [])));
}

async function textOf(from: Artefact | undefined, path: string): Promise<{file: string; text: string} | undefined> {
  try {
    const artefact = await from?.beside(path);
    if (artefact === undefined || (artefact.size ?? 0) > largest) return undefined;
    const text = await artefact.text();
    return text.length > largest ? undefined : {file: artefact.name, text};
  } catch (error) {
    // What is no text says nothing of hosts.
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** Finds the lines of values that are asked for in the order of the text; after many that are not there it gives up. */
function finder(text: string): (value: string) => number | undefined {
  let from = 0;
  let line = 1;
  let misses = 0;
  return (value) => {
    const at = misses < 50 ? text.indexOf(value, from) : -1;
    if (at < 0) {
      misses += 1;
      return undefined;
    }
    for (let i = text.indexOf('\n', from); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line += 1;
    from = at;
    return line;
  };
}

/** The one service whose name begins as the key does: `ReserveMongoAddress` is the reservation service's. */
function ownerOf(key: string, services: readonly string[]): string | undefined {
  const first = wordsOf(key)[0] ?? '';
  const fitting = services.filter((service) => {
    const [word = ''] = wordsOf(service);
    return word === first || (first.length >= 4 && word.startsWith(first.slice(0, -1)));
  });
  return fitting.length === 1 ? fitting[0] : undefined;
}
