import type {Exercise, ExerciseStep} from '../exercises/exercise.ts';
import {judge} from '../exercises/judge.ts';
import {comesBack} from '../exercises/practice.ts';
import {revealed} from '../exercises/reveal.ts';
import {choiceRows} from './exercise-choices.ts';
import {type AskingStep, type Draft, isTyped} from './exercise-draft.ts';
import {answersOf, currentStep, type ExerciseState} from './exercise-state.ts';
import {textOf} from './field.ts';
import {type Line, wrapped} from './line.ts';
import type {Rows} from './list-cursor.ts';
import {prose} from './prose.ts';

/** Rows of text, and those among them that must be seen. */
export interface Page {
  readonly lines: readonly Line[];
  readonly focus: Rows;
  /** The rows of each option or item. */
  readonly choices: readonly Rows[];
}

const top: Rows = {from: 0, to: 0};
const plain = (lines: readonly Line[]): Page => ({lines, focus: top, choices: []});

/** The step on screen as rows: its text, the choices, and what the coach says about the answer. */
export function exercisePage(state: ExerciseState, width: number): Page {
  const {exercise} = state;
  if (!exercise) {
    const text = state.message ? 'This exercise cannot be opened.' : 'Reading the exercise ...';
    return plain([{text, tone: 'quiet'}]);
  }
  const step = currentStep(state);
  if (!step) return plain(endLines(exercise, state, width));
  const head = headLines(exercise, step, state, width);
  if (step.kind === 'read') return plain(head);
  const {legend, rows} = choiceRows(step, state, width);
  const first = head.length + 1 + legend.length;
  const choices = rows.map((block, i) => {
    const from = first + rows.slice(0, i).flat().length;
    return {from, to: from + block.length - 1};
  });
  const {verdict, checked, hints, solution} = wordOf(step, state, width);
  const gap = (block: readonly Line[]): Line[] => (block.length > 0 ? [{text: ''}, ...block] : []);
  const above = [...head, ...gap([...legend, ...rows.flat()])];
  const answered = [...above, ...gap(verdict), ...gap(checked)];
  const lines = [...answered, ...hints.flatMap(gap), ...gap(solution)];
  return {lines, choices, focus: focusOf(state, {above, answered, lines, checked, hints, solution}, choices)};
}

function headLines(exercise: Exercise, step: ExerciseStep, state: ExerciseState, width: number): readonly Line[] {
  const weak = comesBack(state.weakSpots, exercise.id, step);
  return [
    ...(state.index === 0
      ? [
          ...prose(exercise.goal, width),
          {text: ''},
          ...(exercise.opening ? [...prose(exercise.opening, width), {text: ''}] : []),
        ]
      : []),
    ...(state.judged || !weak ? [] : [...wrapped(weak, width, 'open'), {text: ''}]),
    {text: step.title, tone: 'title'},
    ...prose(step.text, width),
  ];
}

type Parts = Pick<Word, 'checked' | 'hints' | 'solution'> &
  Readonly<Record<'above' | 'answered' | 'lines', readonly Line[]>>;

/** What was asked for last, else the verdict, else the marked choice; a text is read from its beginning. */
function focusOf(
  {judged, earlier, checked: hasChecked, help, draft}: ExerciseState,
  {above, answered, lines, checked, hints, solution}: Parts,
  choices: readonly Rows[],
): Rows {
  // An empty row stands before each of these.
  const last = (rows: readonly Line[], end: number) => ({from: end - rows.length, to: end - 1});
  const solved = lines.length - (solution.length > 0 ? solution.length + 1 : 0);
  if (judged || earlier) {
    if (help === 'solution') return last(solution, lines.length);
    if (help === 'hint') return last(hints.at(-1)!, solved);
  }
  if (hasChecked !== undefined) return last(checked, answered.length);
  if (judged) return {from: above.length + 1, to: lines.length - 1};
  const marked = draft.cursor === 0 ? undefined : choices[draft.cursor];
  if (marked) return {from: marked.from, to: marked.from + 1};
  return earlier && choices.length === 0 ? {from: above.length + 1, to: lines.length - 1} : top;
}

interface Word {
  readonly verdict: readonly Line[];
  /** What the check of the learner's own skill said. */
  readonly checked: readonly Line[];
  /** One block for each hint. */
  readonly hints: readonly (readonly Line[])[];
  readonly solution: readonly Line[];
}

/** What the coach says about the answer, and the help that was asked for. */
function wordOf(step: AskingStep, state: ExerciseState, width: number): Word {
  const {exercise, draft, judged, earlier, hints, showsSolution} = state;
  const checked = state.checked === undefined ? [] : wrapped(state.checked.says, width, 'open');
  // The verdict on the answer before stays while the next one is made.
  const word = judged ?? earlier;
  if (!word) return {verdict: [], checked, hints: [], solution: []};
  const own = judged && isTyped(step) ? wrapped(`You: ${shownAnswer(draft)}`, width, 'open') : [];
  const sign: Line = word.passed
    ? {text: step.kind === 'reflect' ? 'Kept.' : 'Right.', tone: 'good'}
    : {text: 'Not yet.', tone: 'warning'};
  return {
    verdict: [...own, sign, ...prose(word.because, width)],
    checked,
    hints: step.hints
      .slice(0, hints)
      .map((hint, i) => wrapped(`Hint ${i + 1} of ${step.hints.length}: ${hint}`, width, 'open')),
    solution: showsSolution ? [{text: 'Solution', tone: 'title'}, ...prose(revealed(exercise!, step).text, width)] : [],
  };
}

/** A whole file is not shown once more. */
function shownAnswer({field, content}: Draft): string {
  return content === undefined ? textOf(field).trim() : 'the skill that lies in this folder';
}

function endLines(exercise: Exercise, state: ExerciseState, width: number): readonly Line[] {
  const {passed, steps} = judge(exercise, answersOf(state));
  const asked = exercise.steps.filter(({kind}) => kind !== 'read');
  const isRight = (id: string) => steps.some((step) => step.id === id && step.passed);
  return [
    passed
      ? {text: `Exercise done: ${exercise.title}`, tone: 'good'}
      : {text: `Not all answered yet: ${exercise.title}`, tone: 'warning'},
    {text: ''},
    ...asked.flatMap(({id, title}) => wrapped(title, width, 'body', isRight(id) ? '[done] ' : '[open] ')),
    {text: ''},
    ...wrapped(
      passed
        ? 'Enter goes back; the next exercise waits there.'
        : 'p goes back to the steps; what is open can wait. Enter leaves the exercise.',
      width,
    ),
  ];
}
