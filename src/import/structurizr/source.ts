import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import type {Artefact} from '../artefact.ts';
import {dslLines, type Line} from './lines.ts';

/** A statement with the block that it opens. */
export interface Statement extends Line {
  readonly block: readonly Statement[];
}

/** What a workspace comes to once everything that it includes stands in its place. */
export interface Source {
  readonly statements: readonly Statement[];
  /** Included or extended, and not read: addresses, folders, files that are not there. */
  readonly unread: readonly string[];
}

const mostStatements = 1_000_000;
const mostIncludes = 5000;
const deepest = 100;

interface Frame {
  readonly artefact: Artefact;
  readonly lines: readonly Line[];
  next: number;
}

interface Open extends Line {
  readonly block: Statement[];
}

/** Reads a workspace, what it includes and what it extends; constants are filled in. Nothing is fetched from the net. */
export async function dslSource(artefact: Artefact): Promise<Source> {
  const frames: Frame[] = [await frame(artefact)];
  const constants = new Map<string, string>();
  const unread: string[] = [];
  const top: Statement[] = [];
  const open: Open[] = [];
  let count = 0;
  let includes = 0;
  for (let current = frames.at(-1); current; current = frames.at(-1)) {
    const line = current.lines[current.next];
    current.next += 1;
    if (!line) {
      frames.pop();
      continue;
    }
    count += 1;
    const deep = open.length > deepest || frames.length > deepest;
    if (count > mostStatements || includes > mostIncludes || deep)
      throw new UserError(
        `${place(line)}: the workspace ${deep ? 'is nested' : 'grows'} without end.`,
        'Check what it includes.',
      );
    const words = line.words.map((word) => filled(word, constants));
    const keyword = words[0]!.toLowerCase();
    if (keyword === '!const' || keyword === '!constant' || keyword === '!var')
      constants.set(words[1] ?? '', words[2] ?? '');
    else if (keyword === '!include') {
      const included = await besideFrame(current.artefact, words[1] ?? '', frames, line);
      includes += 1;
      if (included) frames.push(included);
      else unread.push(words[1] ?? '');
    } else if (keyword === '}') closeBlock(open, line);
    else {
      const opens = words.at(-1) === '{';
      const empty = words.at(-1) === '}' && words.at(-2) === '{';
      const bare = words.slice(0, opens ? -1 : empty ? -2 : words.length);
      const statement: Open = {words: bare, file: line.file, line: line.line, block: []};
      if (keyword === 'workspace' && words[1]?.toLowerCase() === 'extends') {
        const base = await besideFrame(current.artefact, words[2] ?? '', frames, line);
        if (base) {
          // The base comes first, then this line again, without the word.
          frames.push(
            {artefact: current.artefact, lines: [{...line, words: ['workspace', ...(opens ? ['{'] : [])]}], next: 0},
            base,
          );
          continue;
        }
        unread.push(words[2] ?? '');
      }
      if (bare.length === 0)
        throw new UserError(
          `${place(line)}: this block belongs to nothing.`,
          'Put the brace at the end of the line before.',
        );
      (open.at(-1)?.block ?? top).push(statement);
      if (opens) open.push(statement);
    }
  }
  const [unclosed] = open.slice(-1);
  if (unclosed)
    throw new UserError(`${place(unclosed)}: this block is not closed.`, 'A brace is missing, on a line of its own.');
  return {statements: top, unread};
}

function closeBlock(open: Open[], line: Line): void {
  if (!open.pop())
    throw new UserError(`${place(line)}: this brace closes nothing.`, 'Take it away, or open its block.');
}

async function frame(artefact: Artefact): Promise<Frame> {
  return {artefact, lines: dslLines(artefact.name, await artefact.text()), next: 0};
}

/** The file at `path` beside an artefact; undefined where it cannot be read. Throws a UserError for a circle. */
async function besideFrame(
  from: Artefact,
  path: string,
  frames: readonly Frame[],
  line: Line,
): Promise<Frame | undefined> {
  const beside =
    /^[a-z][a-z0-9+.-]*:/i.test(path) || path === '' || path.endsWith('.json') ? undefined : await from.beside(path);
  if (!beside) return undefined;
  if (frames.some(({artefact}) => artefact.name === beside.name))
    throw new UserError(`${place(line)}: ${printableLine(path)} includes itself.`, 'Take one of the includes away.');
  return frame(beside);
}

function filled(word: string, constants: ReadonlyMap<string, string>): string {
  if (!word.includes('${')) return word;
  const text = word.replace(/\$\{([^${}]*)\}/g, (whole, name: string) => constants.get(name) ?? whole);
  return text.length > 10_000 ? text.slice(0, 10_000) : text;
}

function place({file, line}: Line): string {
  return `${printableLine(file)}:${line}`;
}
