import {fileEntries} from '../manifest/file-entries.ts';
import {hostsIn} from '../manifest/hosts.ts';
import {wordsOf} from '../manifest/variable-words.ts';
import type {Setting} from '../manifest/workload.ts';
import type {ComposeModel} from './load.ts';
import {mountedFiles} from './mounted-files.ts';
import type {ServicePart} from './service-part.ts';

/** Settings by service, and what the files leave open. */
export interface FromFiles {
  readonly settings: ReadonlyMap<string, readonly Setting[]>;
  readonly notes: readonly string[];
  readonly files: readonly string[];
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
  const mounted = await mountedFiles(services, model);
  for (const {file, text, line: given, services: users} of mounted) {
    const open = new Set<string>();
    for (const {key, value, line} of fileEntries(file, text)) {
      const hosts = hostsIn(key, value).filter(({shape}) => shape !== 'word');
      if (hosts.length === 0) continue;
      const owner = users.length === 1 ? users[0] : ownerOf(key, users);
      if (owner === undefined) for (const {host} of hosts) if (known(host)) open.add(host);
      if (owner === undefined) continue;
      const confidence = users.length === 1 ? 'likely' : 'guess';
      const own = settings.get(owner) ?? [];
      settings.set(owner, own);
      own.push({name: key, value, file, line: given ?? line?.(), rule: `mounted file: ${key}`, confidence});
    }
    if (open.size > 0)
      notes.push(
        `${file} is mounted by ${users.length} services and names ${[...open].join(', ')}: which of them calls it is not said.`,
      );
  }
  return {settings, notes, files: mounted.map(({file}) => file)};
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
