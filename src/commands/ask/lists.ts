import {extname} from 'node:path';
import type {OpenQuestion} from '../../analysis/open-questions.ts';
import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import {literal} from '../../report/markdown.ts';
import {answerColumn, questionsCsv, questionsMarkdown} from '../../report/questions-list.ts';
import type {Io} from '../define-command.ts';
import type {Loaded} from '../load-topology.ts';
import {readInput} from '../read-input.ts';
import {writeNew} from '../write-new.ts';
import type {Writing} from './call-finder.ts';
import type {ListRow} from './list-answers.ts';

interface Kind extends Writing {
  readonly column: string;
  readonly print: (questions: readonly OpenQuestion[], system: string) => string;
  readonly read: (text: string, name: string) => Promise<readonly ListRow[]>;
}

const kinds: Readonly<Record<'.md' | '.csv', Kind>> = {
  '.md': {
    column: answerColumn.md,
    print: questionsMarkdown,
    read: async (text, name) => (await import('./markdown-rows.ts')).markdownRows(text, name),
    written: literal,
    plain: (cell) => cell.replace(/\\([!-/:-@[-`{-~])/g, '$1'),
  },
  '.csv': {
    column: answerColumn.csv,
    print: questionsCsv,
    read: async (text, name) => (await import('./csv-rows.ts')).csvRows(text, name),
    written: printableLine,
    plain: (cell) => cell,
  },
};
const maxBytes = 50_000_000;

function kindOf(option: string, list: string): Kind {
  const ending = extname(list).toLowerCase();
  if (ending === '.md' || ending === '.csv') return kinds[ending];
  throw new UserError(
    `${option} ${printableLine(list)}: a list ends in .md or .csv.`,
    `For example: ${option} questions.csv`,
  );
}

/** Writes open questions as a list that people fill in, and says what to do with it. */
export async function exportList(
  io: Pick<Io, 'cwd' | 'stdout'>,
  list: string,
  questions: readonly OpenQuestion[],
  {system, file, force}: {readonly system: string; readonly file: string; readonly force: boolean},
): Promise<void> {
  const kind = kindOf('--export', list);
  await writeNew(io, list, kind.print(questions, system), force);
  const shown = printableLine(list);
  const back = file === 'standard input' ? 'FILE' : file;
  io.stdout.write(
    `${shown}: ${questions.length === 1 ? '1 question' : `${questions.length} questions`} to answer in the column "${kind.column}".\nBring it back: eventcoach ask ${back} --apply ${shown}\n`,
  );
}

/** Writes the answers of a filled-in list into the topology: all of them, or none where anything in it is wrong. */
export async function applyList(
  io: Pick<Io, 'cwd' | 'stdin' | 'stdout'>,
  list: string,
  file: string,
  loaded: Loaded,
): Promise<void> {
  const kind = kindOf('--apply', list);
  const {text} = await readInput(io, list, maxBytes);
  const name = printableLine(list);
  const rows = await kind.read(text, name);
  const {listAnswers} = await import('./list-answers.ts');
  const {answersFile} = await import('./answers-file.ts');
  const {answers, already, open} = listAnswers(rows, kind, loaded.topology, {list: name, file: loaded.file});
  const refused = await answersFile(io, file, loaded)(answers);
  if (refused) throw refused;
  const needed = answers.filter(({needsResult}) => needsResult).length;
  io.stdout.write(
    [
      answers.length === 0
        ? `${loaded.file} is as it was: ${name} has no new answer.`
        : `Written to ${loaded.file}: ${answers.length} answered (${needed} yes, ${answers.length - needed} no).`,
      `Still open in ${name}: ${open}.${already > 0 ? ` In the file already: ${already}.` : ''}`,
      '',
    ].join('\n'),
  );
}
