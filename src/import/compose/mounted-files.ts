import {UserError} from '../../errors.ts';
import type {Artefact} from '../artefact.ts';
import type {ComposeModel} from './load.ts';
import type {Mount, ServicePart} from './service-part.ts';

/** Larger files are data. */
const largest = 262_144;
const configuration = /\.(?:json|ya?ml|properties|conf|cfg|ini|toml|env|cnf|config)$/i;
/** Places in a container for programs, data and what fills a store: a folder that is mounted there is no configuration. */
const content =
  /^\/(?:app|apps|src|usr\/src|code|workspace|project|var\/(?:lib|www|log)|data|backups?|docker-entrypoint-initdb\.d|tmp|migrations?|scripts?)(?:\/|$)/;
/** Where one of these lies, a folder holds a program's sources. */
const buildFile =
  /(?:^|[/\\])(?:package\.json|pom\.xml|go\.mod|pyproject\.toml|Cargo\.toml|composer\.json|build\.gradle(?:\.kts)?)$/;

/** A configuration file with the services that mount it. */
export interface Mounted {
  readonly file: string;
  readonly text: string;
  /** Where the text is given as a whole; left out: it is the file, line by line. */
  readonly line?: number | undefined;
  readonly services: readonly string[];
}

type Content = Omit<Mounted, 'services'>;

/**
 * The configuration files that services are given: single ones, those in mounted folders (not where a folder holds sources or
 * data), and the file's `configs` and `secrets`. Each once, in the order of the services; what is too large or no text is left out.
 */
export async function mountedFiles(
  services: ReadonlyMap<string, ServicePart>,
  model: ComposeModel,
): Promise<readonly Mounted[]> {
  const found = new Map<string, (Content & {readonly services: string[]}) | undefined>();
  const add = async (service: string, key: string, read: () => Promise<Content | undefined>) => {
    if (!found.has(key)) {
      const content = await read();
      found.set(key, content && {...content, services: []});
    }
    const users = found.get(key)?.services;
    if (users && !users.includes(service)) users.push(service);
  };
  const beside = (from: string, path: string) => () => contentOf(async () => model.files.get(from)?.beside(path));
  const folders = new Map<string, readonly Artefact[]>();
  for (const [service, {mounts, configs}] of services) {
    for (const mount of mounts) {
      const {path, from} = mount;
      const key = `${from} ${path}`;
      if (configuration.test(path)) await add(service, key, beside(from, path));
      else if (isSettings(mount)) {
        const files = folders.get(key) ?? (await settingsIn(model.files.get(from), path));
        folders.set(key, files);
        for (const file of files) await add(service, `file ${file.name}`, () => contentOf(async () => file));
      }
    }
    for (const name of configs) {
      const source = model.configs.get(name);
      if (source?.content !== undefined)
        await add(service, `config ${name}`, async () => ({
          file: source.file,
          text: source.content!,
          line: source.line,
        }));
      else if (source?.path !== undefined)
        await add(service, `${source.file} ${source.path}`, beside(source.file, source.path));
    }
  }
  return [...found.values()].flatMap((mounted) => mounted ?? []);
}

/** The whole project is no folder of settings, wherever it is mounted. */
function isSettings({path, target}: Mount): boolean {
  return !content.test(target) && !/^[./]*$/.test(path);
}

async function settingsIn(from: Artefact | undefined, path: string): Promise<readonly Artefact[]> {
  const files = (await from?.filesIn(path)) ?? [];
  return files.some(({name}) => buildFile.test(name)) ? [] : files.filter(({name}) => configuration.test(name));
}

async function contentOf(open: () => Promise<Artefact | undefined>): Promise<Content | undefined> {
  try {
    const artefact = await open();
    if (artefact === undefined || (artefact.size ?? 0) > largest) return undefined;
    const text = await artefact.text();
    return text.length > largest ? undefined : {file: artefact.name, text};
  } catch (error) {
    // What is no text says nothing of hosts.
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
