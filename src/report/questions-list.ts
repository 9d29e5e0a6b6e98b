import type {OpenQuestion} from '../analysis/open-questions.ts';
import {knownSpan, yearly} from '../figures.ts';
import {printableLine} from '../printable.ts';
import {csv} from './csv.ts';
import {literal, markdown, table} from './markdown.ts';
import {someOf} from './questions-text.ts';

/** How the column of a list is headed that people fill in, by kind of list. */
export const answerColumn = {csv: 'answer (yes or no)', md: 'Needs the result? (yes/no)'} as const;

/** Open questions as CSV for the owning teams, in the given order; the column for the answers is last and empty. */
export function questionsCsv(questions: readonly OpenQuestion[]): string {
  const head = ['call', 'team', 'question', 'purpose', 'operations', 'worthMinutesPerYear', 'worthMs', 'line'];
  const rows = questions.map((q) => [
    q.call,
    q.team ?? '',
    q.question,
    q.purpose ?? '',
    someOf(q.operations),
    figure(q.worthMinutesPerYear),
    figure(q.worthMs),
    q.line === null ? '' : String(q.line),
    '',
  ]);
  return csv([[...head, answerColumn.csv], ...rows.map((row) => row.map(printableLine))]);
}

const figure = (value: number) => (Number.isFinite(value) ? String(Number(value.toFixed(2))) : '');

/** Open questions as Markdown for the owning teams: a table for each team, teams and calls in the given order. */
export function questionsMarkdown(questions: readonly OpenQuestion[], system: string): string {
  const teams = Map.groupBy(questions, ({team}) => team);
  const head = ['Call', 'Question', 'What for', 'Operations', 'Saves a year', 'Saves a request', answerColumn.md];
  return markdown([
    `# Open questions about ${literal(system)}`,
    'For each call: does the caller need the result before it can go on? **yes**: it shows the result, decides by it, or must know that the work is done. **no**: it goes on in the same way, and the work may be done a little later. Leave the cell empty where you do not know.',
    '"Saves" is what an event in place of the call could save at most: downtime of the operation that it costs most, and waiting.',
    ...[...teams].flatMap(([team, own]) => [
      `## ${team === null ? 'No team stated' : literal(team)}`,
      table(
        head,
        own.map((q) => [
          literal(q.call),
          literal(q.question),
          literal(q.purpose ?? ''),
          literal(someOf(q.operations)),
          yearly(q.worthMinutesPerYear),
          knownSpan(q.worthMs, q.worthMsStated),
          '',
        ]),
        new Set([4, 5]),
      ),
    ]),
  ]);
}
