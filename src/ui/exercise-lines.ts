import type {ChooseStep, ClassifyStep, Exercise, ExerciseStep} from '../exercises/exercise.ts';
import {judge} from '../exercises/judge.ts';
import {comesBack} from '../exercises/practice.ts';
import {revealed} from '../exercises/reveal.ts';
import {selectedMark} from './announcement.ts';
import {type Draft, isTyped} from './exercise-draft.ts';
import {answersOf, currentStep, type ExerciseState} from './exercise-state.ts';
import {textOf} from './field.ts';
import {type Line, spokenAs, wrapped} from './line.ts';
import {prose} from './prose.ts';

/** Rows of text, and those among them that must be seen. */
export interface Page {
  readonly lines: readonly Line[];
  readonly focus: {readonly from: number; readonly to: number};
}

/** The step on screen as rows: its text, the choices, and what the coach says about the answer. */
export function exercisePage(state: ExerciseState, width: number): Page {
  const {exercise} = state;
  if (!exercise) {
    const text = state.message ? 'This exercise cannot be opened.' : 'Reading the exercise ...';
    return {lines: [{text, tone: 'quiet'}], focus: {from: 0, to: 0}};
  }
  const step = currentStep(state);
  if (!step) return {lines: endLines(exercise, state, width), focus: {from: 0, to: 0}};
  const weak = comesBack(state.weakSpots, exercise.id, step);
  const head: Line[] = [
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
  const choices =
    step.kind === 'choose'
      ? optionLines(step, state, width)
      : step.kind === 'classify'
        ? itemLines(step, state, width)
        : [];
  const {verdict, hints, solution} = wordOf(step, state, width);
  const gap = (rows: readonly Line[]): Line[] => (rows.length > 0 ? [{text: ''}, ...rows] : []);
  const above = [...head, ...gap(choices)];
  const lines = [...above, ...gap(verdict), ...hints.flatMap(gap), ...gap(solution)];
  if (verdict.length > 0) {
    // An empty row stands before each of these.
    const last = (rows: readonly Line[], end: number) => ({from: end - rows.length, to: end - 1});
    const solved = lines.length - (solution.length > 0 ? solution.length + 1 : 0);
    if (state.help === 'solution') return {lines, focus: last(solution, lines.length)};
    if (state.help === 'hint') return {lines, focus: last(hints.at(-1)!, solved)};
    return {lines, focus: {from: above.length + 1, to: lines.length - 1}};
  }
  // Before the cursor is moved the text is read from its beginning.
  const chosen = state.draft.cursor === 0 ? -1 : choices.findIndex(({text}) => text.startsWith('>'));
  const row = chosen === -1 ? 0 : lines.length - choices.length + chosen;
  return {lines, focus: {from: row, to: chosen === -1 ? 0 : row + 1}};
}

function optionLines({options, several}: ChooseStep, {draft, judged}: ExerciseState, width: number): readonly Line[] {
  return options.flatMap(({id, text}, i) => {
    const isChosen = i === draft.cursor && !judged;
    const isMarked = several ? draft.ticked.includes(id) : i === draft.cursor;
    const sign = several ? `[${isMarked ? 'x' : ' '}]` : `(${isMarked ? 'o' : ' '})`;
    const rows = wrapped(text, width, isChosen ? 'chosen' : 'body', `${isChosen ? '>' : ' '} ${i + 1} ${sign} `);
    const ticked = several ? `, ${isMarked ? 'ticked' : 'not ticked'}` : judged && isMarked ? ', your answer' : '';
    return spokenAs(rows, `${isChosen ? selectedMark : ''}${i + 1} ${text}${ticked}`);
  });
}

function itemLines({items, categories}: ClassifyStep, {draft, judged}: ExerciseState, width: number): readonly Line[] {
  const rows = items.flatMap(({id, text}, i) => {
    const isChosen = i === draft.cursor && !judged;
    const category = categories.find((one) => one.id === draft.sorted[id])?.text ?? '?';
    const rows = wrapped(`${text}: ${category}`, width, isChosen ? 'chosen' : 'body', `${isChosen ? '>' : ' '} `);
    return spokenAs(rows, `${isChosen ? selectedMark : ''}${text}: ${category === '?' ? 'no category yet' : category}`);
  });
  const legend = categories.flatMap(({text}, i) => wrapped(text, width, 'quiet', `  ${i + 1} = `));
  return [...legend, {text: ''}, ...rows];
}

interface Word {
  readonly verdict: readonly Line[];
  /** One block for each hint. */
  readonly hints: readonly (readonly Line[])[];
  readonly solution: readonly Line[];
}

/** What the coach says about the answer, and the help that was asked for. */
function wordOf(step: ExerciseStep, state: ExerciseState, width: number): Word {
  const {exercise, draft, judged, hints, showsSolution} = state;
  if (step.kind === 'read' || !judged) return {verdict: [], hints: [], solution: []};
  const own = isTyped(step) ? wrapped(`You: ${shownAnswer(draft)}`, width, 'open') : [];
  const word: Line = judged.passed
    ? {text: step.kind === 'reflect' ? 'Kept.' : 'Right.', tone: 'good'}
    : {text: 'Not yet.', tone: 'warning'};
  return {
    verdict: [...own, word, ...prose(judged.because, width)],
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
