import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import type {Answer} from '../../topology/answered-text.ts';
import type {Call, Topology} from '../../topology/topology.ts';
import {callFinder, type Writing} from './call-finder.ts';

/** One row of a list that came back: the call and the answer as they stand in it. */
export interface ListRow {
  readonly line: number;
  readonly call: string;
  readonly answer: string;
}

/** What a list says: answers to write, how many stand in the file already, and how many rows are empty. */
export interface ListAnswers {
  readonly answers: readonly Answer[];
  readonly already: number;
  readonly open: number;
}

const words: Readonly<Record<string, boolean>> = Object.assign(Object.create(null), {
  yes: true,
  y: true,
  true: true,
  no: false,
  n: false,
  false: false,
});
/** So many misspelt calls get a suggestion. */
const suggested = 10;

/**
 * The answers in the rows of a list. A call that the topology does not have, a word that is no answer, two answers to one
 * call and an answer that the file contradicts are one UserError that names each of them; `list` and `file` are what it
 * calls the two.
 */
export function listAnswers(
  rows: readonly ListRow[],
  writing: Writing,
  topology: Topology,
  {list, file}: {readonly list: string; readonly file: string},
): ListAnswers {
  const find = callFinder(topology, writing);
  const given = new Map<Call, {readonly needsResult: boolean; readonly line: number}>();
  const problems: UserError[] = [];
  const complain = (line: number, message: string, hint: string) =>
    problems.push(new UserError(`${list}:${line}: ${message}`, hint));
  let open = 0;
  for (const {line, call: spec, answer} of rows) {
    if (spec === '' && answer === '') continue;
    const found = find(spec, problems.length < suggested);
    if ('hint' in found) {
      complain(line, found.message, found.hint);
      continue;
    }
    const {call} = found;
    const shown = printableLine(spec);
    if (answer === '') {
      if (call.needsResult === undefined && !given.has(call)) open += 1;
      continue;
    }
    const needsResult = words[answer.toLowerCase()];
    const before = given.get(call);
    if (needsResult === undefined) {
      complain(
        line,
        `"${printableLine(answer.slice(0, 60))}" is no answer for ${shown}.`,
        'Write yes or no, or leave it empty.',
      );
    } else if (before !== undefined && before.needsResult !== needsResult) {
      complain(
        line,
        `${shown} is answered ${said(needsResult)} here and ${said(before.needsResult)} in line ${before.line}.`,
        'Keep one of the two.',
      );
    } else if (call.needsResult !== undefined && call.needsResult !== needsResult) {
      const place = topology.lineOf(call.path);
      complain(
        line,
        `${shown} is answered ${said(needsResult)} here, and ${file}${place === null ? '' : `:${place}`} says ${said(call.needsResult)} (needsResult: ${call.needsResult}).`,
        'Empty the cell, or change needsResult in the file.',
      );
    } else given.set(call, {needsResult, line});
  }
  const [first, ...more] = problems;
  if (first) throw new UserError(first.message, first.hint, more);
  const fresh = [...given].filter(([call]) => call.needsResult === undefined);
  return {
    answers: fresh.map(([{path}, {needsResult}]) => ({path, needsResult})),
    already: given.size - fresh.length,
    open,
  };
}

const said = (needsResult: boolean) => (needsResult ? 'yes' : 'no');
