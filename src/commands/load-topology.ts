import {type Dirent, readdirSync} from 'node:fs';
import {once} from '../analysis/once.ts';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {checkTopology, topologyError} from '../topology/check.ts';
import {readPlain, type Source} from '../topology/plain-source.ts';
import type {Topology} from '../topology/topology.ts';
import type {Io} from './define-command.ts';
import {interruptible} from './interruptible.ts';
import {readInput} from './read-input.ts';

/** A topology with the text that it was read from. */
export interface Loaded {
  readonly topology: Topology;
  /** The file as plain data, before names were resolved. */
  readonly data: unknown;
  readonly text: string;
  /** What messages call the file: its name as given, or "standard input". */
  readonly file: string;
  readonly locate: Source['locate'];
}

/** Room for some hundred thousand services, however spaciously they are written. */
const maxBytes = 400_000_000;
/** From this many characters on memory is worth more than time. */
const spacious = 5_000_000;
/** A text of so many characters is read before anybody could want to end it. */
const soonRead = 500_000;
const usualNames = ['topology.yaml', 'topology.yml', 'topology.json'];

/**
 * The topology in `file`, on standard input (`-`), or with no `file` that of the working directory: topology.yaml,
 * topology.yml, topology.json or the only *.topology.yaml. Throws a UserError where there is none, where it cannot be
 * read, and where something is wrong in it, with every problem's line and column. Where the file still says what it said
 * in `before`, that is the answer.
 */
export async function loadTopology(
  io: Pick<Io, 'cwd' | 'stdin'>,
  file: string | undefined,
  before?: Loaded,
): Promise<Loaded> {
  const {name, text} = await readInput(io, file ?? topologyIn(io.cwd), maxBytes);
  if (before?.text === text && before.file === printableLine(name)) return before;
  if (text.length > spacious) await saveMemory();
  // The library that reads all of YAML is slow to load, and most files need none of it.
  const plain = await read(text, () => readPlain(text));
  const source = plain ?? (await readYaml(text));
  const {data, problems: mistakes, locate} = source;
  if (mistakes.length > 0) throw (await foreign(name, text)) ?? topologyError(name, mistakes);
  const {topology, problems} = await checked(text, source);
  if (!topology) throw (await foreign(name, text)) ?? topologyError(name, problems);
  const loaded = {topology, text, file: printableLine(name), locate};
  if (!plain || text.length <= spacious) return {...loaded, data};
  // Few ask for it: a file that takes much memory is then read once more.
  const again = once(() => readPlain(text)!.data);
  return {
    ...loaded,
    get data() {
      return again();
    },
  };
}

/** A function of its own: what a closure of `loadTopology` uses is kept as long as its answer is, and `data` is large. */
async function checked(text: string, {data, locate}: Source) {
  return read(text, () => checkTopology(data, locate));
}

async function read<T>({length}: string, work: () => T): Promise<T> {
  return length > soonRead ? interruptible(work) : work();
}

async function readYaml(text: string): Promise<Source> {
  const {readSource} = await import('../topology/source.ts');
  return interruptible(() => readSource(text));
}

/**
 * Lets garbage grow to half of what is in use before it is collected, where the engine would wait for as much again: a
 * system of 100,000 services else takes a fifth more memory, for a tenth less time.
 */
async function saveMemory(): Promise<void> {
  const {setFlagsFromString} = await import('node:v8');
  setFlagsFromString('--heap-growing-percent=50');
}

/** A file of another kind is no broken topology: it can be imported. */
async function foreign(name: string, text: string): Promise<UserError | undefined> {
  const {foreignKind} = await import('./foreign-file.ts');
  const kind = foreignKind(text);
  if (kind === undefined) return undefined;
  const file = printableLine(name);
  return new UserError(
    `${file} is ${kind}, and no topology.`,
    `Make one of it: eventcoach import ${file} -o topology.yaml`,
  );
}

function topologyIn(folder: string): string {
  let entries: readonly Dirent[];
  try {
    entries = readdirSync(folder, {withFileTypes: true});
  } catch {
    throw new UserError('Which topology? The working directory cannot be read.', 'Name a file.');
  }
  const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name);
  const usual = usualNames.find((name) => files.includes(name));
  if (usual !== undefined) return usual;
  const [first, ...more] = files.filter((name) => /\.topology\.(?:yaml|yml|json)$/.test(name)).sort();
  if (first === undefined) {
    throw new UserError(
      'Which topology? There is no topology.yaml and no *.topology.yaml here.',
      'Name a file, or write a first one: eventcoach new',
    );
  }
  if (more.length > 0) {
    const listed = [first, ...more].slice(0, 8).map(printableLine).join(', ');
    throw new UserError(
      `Which topology? There are several here: ${listed}${more.length > 7 ? ', ...' : ''}.`,
      `Name one: ${printableLine(first)}`,
    );
  }
  return first;
}
