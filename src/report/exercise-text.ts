import type {Exercise, ExerciseHead, ExerciseStep} from '../exercises/exercise.ts';
import type {ExerciseJudgement} from '../exercises/judge.ts';
import {printable, printableLine} from '../printable.ts';
import {type Page, page, type TextOptions} from './page.ts';

/** One line of the list of exercises. */
export interface ListedExercise extends ExerciseHead {
  readonly status: 'new' | 'started' | 'done';
}

/** At most so many weak spots are named: a longer list is no help. */
const mostPractice = 3;

/**
 * The list of exercises, where what was got wrong comes back (`practice`, a sentence for each), and the command to go
 * on with; `next` is null where all are done.
 */
export function exerciseListText(
  exercises: readonly ListedExercise[],
  next: string | null,
  practice: readonly string[],
  options: TextOptions,
): string {
  const out = page(options);
  const styles = {new: 'quiet', started: 'open', done: 'good'} as const;
  out.put(options.paint('title', 'Exercises'));
  for (const {id, title, goal, minutes, status} of exercises) {
    out.gap();
    out.put(`${id.slice(0, 2)}  ${title}  (${minutes} min, ${options.paint(styles[status], status)})`, 2);
    out.put(goal, 6);
  }
  if (practice.length > 0) {
    out.heading('Once more');
    for (const line of practice.slice(0, mostPractice)) out.put(line, 2);
  }
  out.heading(next === null ? 'All of them are done.' : 'Next');
  if (next !== null) out.put(`eventcoach exercise run ${next.slice(0, 2)}`, 2);
  return out.text();
}

/**
 * The whole exercise for reading, and how to answer it in a file; `scenario` is where its topology lies, `again` tells
 * of a step what was got wrong before and is practised there.
 */
export function exerciseText(
  exercise: Exercise,
  scenario: string,
  again: (step: ExerciseStep) => string | undefined,
  options: TextOptions,
): string {
  const out = page(options);
  const number = exercise.id.slice(0, 2);
  out.put(options.paint('title', `Exercise ${number}: ${exercise.title}`));
  out.put(exercise.goal);
  putText(out, exercise.opening, 0);
  for (const [i, step] of exercise.steps.entries()) {
    out.heading(`${i + 1}. ${step.title}`);
    const weak = again(step);
    if (weak !== undefined) out.put(options.paint('open', weak), 3);
    putText(out, step.text, 3, false);
    putChoices(out, step);
    if (step.kind !== 'read') out.put(options.paint('quiet', `(step ${step.id})`), 3);
  }
  out.heading('How to answer');
  out.put('Write a file, here answers.yaml, with a line for each step that asks for something. For example:');
  out.gap();
  for (const step of exercise.steps) {
    if (step.kind === 'read') continue;
    const [first, ...others] = answerForm(step);
    out.put(first, 4);
    for (const line of others) out.put(line, 6);
  }
  out.gap();
  out.item('check it', `eventcoach exercise check ${number} --answers answers.yaml`, 14);
  out.item('get a hint', `eventcoach exercise hint ${number} STEP`, 14);
  // Not wrapped: a path in two pieces cannot be copied.
  return `${out.text()}  the scenario  ${printableLine(scenario)}\n`;
}

function putChoices(out: Page, step: ExerciseStep): void {
  if (step.kind === 'choose') putNamed(out, step.options);
  if (step.kind !== 'classify') return;
  putNamed(out, step.categories);
  out.put('Sort:', 3);
  putNamed(out, step.items);
}

function putNamed(out: Page, entries: readonly {readonly id: string; readonly text: string}[]): void {
  const column = Math.max(...entries.map(({id}) => id.length)) + 2;
  for (const {id, text} of entries) out.item(id, text, column, 5);
}

/** The form of an answer in a file, further lines to be indented; the values are examples, not the solution. */
function answerForm(step: Exclude<ExerciseStep, {kind: 'read'}>): readonly [string, ...string[]] {
  switch (step.kind) {
    case 'predict':
      return [`${step.id}: ${step.example}`];
    case 'choose': {
      const [first, second] = step.options.map(({id}) => id);
      return [`${step.id}: ${step.several ? `[${first}, ${second}]` : first}`];
    }
    case 'classify':
      return [`${step.id}:`, ...step.items.map(({id}) => `${id}: ${step.categories[0]!.id}`)];
    case 'reflect':
      return [`${step.id}: your own words`];
    case 'name':
      return [`${step.id}: {name: OrderPlaced, fields: [orderId, customerId, total]}`];
    case 'describe':
      return [
        `${step.id}: |`,
        'version: 1',
        'name: your system',
        '... the rest of your topology file, moved in by two',
      ];
    case 'propose':
      return [
        `${step.id}: |`,
        'caller: a service of yours',
        'callee: the one that it calls',
        '... the rest of your proposal',
      ];
    case 'skill':
      return [`${step.id}: |`, 'Your passage, or your whole SKILL.md.'];
  }
}

/** How the answers to an exercise were judged, step by step; what asks for nothing is left out. */
export function exerciseCheckText(exercise: Exercise, judgement: ExerciseJudgement, options: TextOptions): string {
  const out = page(options);
  const asked = judgement.steps.filter(({id}) => exercise.steps.find((step) => step.id === id)!.kind !== 'read');
  for (const {id, passed, because} of asked) {
    const {title} = exercise.steps.find((step) => step.id === id)!;
    out.put(`${passed ? options.paint('good', 'right') : options.paint('warning', 'not yet')}  ${title} (${id})`);
    putText(out, because, 4, false);
    out.gap();
  }
  const open = asked.filter(({passed}) => !passed);
  const number = exercise.id.slice(0, 2);
  if (open.length === 0) out.put('Passed: all steps are right.');
  else {
    out.put(`${asked.length - open.length} of ${asked.length} right.`);
    out.put(`A hint: eventcoach exercise hint ${number} ${open[0]!.id}`);
  }
  return out.text();
}

/** Text in the form of steps: a line is a paragraph or a list item, lines indented by four stand as they are. */
export function stepText(text: string, options: TextOptions): string {
  const out = page(options);
  putText(out, text, 0, false);
  return out.text();
}

function putText(out: Page, text: string, indent: number, gapBefore = true): void {
  if (text === '') return;
  if (gapBefore) out.gap();
  for (const line of printable(text).split('\n')) {
    if (line === '') out.gap();
    else if (line.startsWith('    ')) out.put(line.trimStart(), indent + line.length - line.trimStart().length);
    else if (line.startsWith('- ')) out.put(line.slice(2), indent, '- ');
    else out.put(line, indent);
  }
}
