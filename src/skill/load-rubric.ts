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
  builtIn ??= read(join(packageRoot, 'skills', 'rubric.yaml'), 'skills/rubric.yaml').then((text) =>
    parseRubric(text, 'skills/rubric.yaml'),
  );
  return builtIn;
}

/** A rubric of the user's, from the file `path` (absolute); messages call it `shown`. It may use the built-in word lists. */
export async function loadRubric(path: string, shown: string): Promise<Rubric> {
  return parseRubric(await read(path, shown), shown, (await builtInRubric()).lists);
}

async function read(path: string, shown: string): Promise<string> {
  const name = printableLine(shown);
  const status = await stat(path).catch(() => undefined);
  if (!status?.isFile())
    throw new UserError(`${name}: there is no such file.`, 'Name a rubric such as skills/rubric.yaml.');
  if (status.size > maxBytes) throw new UserError(`${name} is larger than ${maxBytes / 1024} KB.`, 'Divide it.');
  return readFile(path, 'utf8');
}
