import {readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {packageRoot} from '../root.ts';
import {parseRubric, type Rubric} from './rubric.ts';

const maxBytes = 512 * 1024;

let builtIn: Promise<Rubric> | undefined;

/** The rubric of the kafka-events skill that comes with eventcoach. */
export function builtInRubric(): Promise<Rubric> {
  builtIn ??= readBuiltIn();
  return builtIn;
}

async function readBuiltIn(): Promise<Rubric> {
  const name = 'skills/rubric.yaml';
  const [text, {learnedJudge}] = await Promise.all([
    read(join(packageRoot, 'skills', 'rubric.yaml'), name),
    // A third of a megabyte: for who checks a skill only.
    import('./judge/learned-judge.ts'),
  ]);
  return parseRubric(text, name, new Map(), learnedJudge());
}

/** A rubric of the user's, from the file `path` (absolute); messages call it `shown`. It may use the built-in word lists. */
export async function loadRubric(path: string, shown: string): Promise<Rubric> {
  const {lists, learned} = await builtInRubric();
  return parseRubric(await read(path, shown), shown, lists, learned);
}

async function read(path: string, shown: string): Promise<string> {
  const name = printableLine(shown);
  const status = await stat(path).catch(() => undefined);
  if (!status?.isFile())
    throw new UserError(`${name}: there is no such file.`, 'Name a rubric such as skills/rubric.yaml.');
  if (status.size > maxBytes) throw new UserError(`${name} is larger than ${maxBytes / 1024} KB.`, 'Divide it.');
  return readFile(path, 'utf8');
}
