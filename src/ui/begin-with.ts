import {readdir} from 'node:fs/promises';
import {UserError} from '../errors.ts';
import {count} from '../figures.ts';
import {systemFile} from './system-file.ts';

/** What a description can begin with: the text of a topology, and what the user should know of how it came about. */
export interface Beginning {
  readonly text: string;
  readonly note: string | undefined;
}

/** A topology file of the folder, as it is. */
type Load = (file: string | undefined) => Promise<{readonly file: string; readonly text: string}>;

const composeFile = /^(?:docker-)?compose\.ya?ml$/i;
const manifestFolder = /^(?:k8s|kubernetes|kubernetes-manifests|manifests)$/i;
const models = /^(?:workspace\.dsl|catalog-info\.ya?ml|asyncapi\.ya?ml)$/i;

/** A file or folder of the working directory that a description could begin with: a topology, else what can be imported. */
export async function offerIn(cwd: string, load: Load): Promise<string | undefined> {
  const own = await load(undefined).then(
    ({file}) => file,
    () => undefined,
  );
  if (own !== undefined && own !== systemFile) return own;
  const entries = await readdir(cwd, {withFileTypes: true}).catch(() => []);
  const named = (wanted: RegExp, folder: boolean) =>
    entries.find((entry) => wanted.test(entry.name) && (folder ? entry.isDirectory() : entry.isFile()))?.name;
  return named(composeFile, false) ?? named(manifestFolder, true) ?? named(models, false);
}

/**
 * The topology in `name`, or the one that an import makes of the file, folder or address. Throws a UserError where it is
 * neither: that of the topology where the file says that it is one.
 */
export async function beginWith(name: string, cwd: string, load: Load, signal: AbortSignal): Promise<Beginning> {
  let wrong: unknown;
  try {
    return {text: (await load(name)).text, note: undefined};
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    wrong = error;
  }
  const [{openArtefacts}, {importSystem}, {formats}, {printedTopology}] = await Promise.all([
    import('../import/open-artefacts.ts'),
    import('../import/import-system.ts'),
    import('../import/index.ts'),
    import('../import/print-topology.ts'),
  ]);
  const nobody = {[Symbol.asyncIterator]: async function* () {}};
  const opened = await openArtefacts([name], {cwd, stdin: nobody, signal});
  const single = opened.length === 1 ? opened[0]!.artefact.head : '';
  if (/^version: *1\s*$/m.test(single) && /^services:/m.test(single)) throw wrong;
  const run = {signal, progress: () => {}, since: undefined, until: undefined, sample: 1};
  const imported = await importSystem(opened, formats, {from: undefined, name: 'My system', older: undefined, run});
  const silent = imported.silent.length;
  const open =
    silent === 0
      ? ''
      : ` Of ${count(silent)} ${silent === 1 ? 'service' : 'services'} it shows no call: add what you know.`;
  const services = Object.keys(imported.data.services as object).length;
  return {
    text: printedTopology(
      imported.data,
      'yaml',
      imported.read.map((one) => one.name),
    ),
    note: `${count(services)} services came from ${name}.${open}`,
  };
}
