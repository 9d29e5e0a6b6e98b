import type {ChooseStep, ClassifyStep} from '../exercises/exercise.ts';
import {selectedMark} from './announcement.ts';
import type {AskingStep} from './exercise-draft.ts';
import type {ExerciseState} from './exercise-state.ts';
import {type Line, shortened, spokenAs, wrapped} from './line.ts';

type Blocks = readonly (readonly Line[])[];

/** What stands above the choices of a step, and the rows of each of them. */
export interface Choices {
  readonly legend: readonly Line[];
  readonly rows: Blocks;
}

/** The options or items of a step; none where it has none. */
export function choiceRows(step: AskingStep, state: ExerciseState, width: number): Choices {
  if (step.kind === 'choose') return {legend: [], rows: optionRows(step, state, width)};
  if (step.kind !== 'classify') return {legend: [], rows: []};
  const legend = step.categories.flatMap(({text}, i) => wrapped(text, width, 'quiet', `  ${i + 1} = `));
  return {legend: [...legend, {text: ''}], rows: itemRows(step, state, width)};
}

const mostCategoryRows = 2;

/** The categories once more, in two rows at most: where the text is longer than the screen they are out of view. */
export function categoryLine({categories}: ClassifyStep, width: number): readonly Line[] {
  const text = categories.map((one, i) => `${i + 1} ${one.text}`).join('   ');
  return shortened(wrapped(text, width, 'quiet'), mostCategoryRows, width);
}

function optionRows({options, several}: ChooseStep, {draft, judged}: ExerciseState, width: number): Blocks {
  return options.map(({id, text}, i) => {
    const isChosen = i === draft.cursor && !judged;
    const isMarked = several ? draft.ticked.includes(id) : i === draft.cursor;
    const sign = several ? `[${isMarked ? 'x' : ' '}]` : `(${isMarked ? 'o' : ' '})`;
    const rows = wrapped(text, width, isChosen ? 'chosen' : 'body', `${isChosen ? '>' : ' '} ${i + 1} ${sign} `);
    const ticked = several ? `, ${isMarked ? 'ticked' : 'not ticked'}` : judged && isMarked ? ', your answer' : '';
    return spokenAs(rows, `${isChosen ? selectedMark : ''}${i + 1} ${text}${ticked}`);
  });
}

function itemRows({items, categories}: ClassifyStep, {draft, judged}: ExerciseState, width: number): Blocks {
  return items.map(({id, text}, i) => {
    const isChosen = i === draft.cursor && !judged;
    const category = categories.find((one) => one.id === draft.sorted[id])?.text ?? '?';
    const rows = wrapped(`${text}: ${category}`, width, isChosen ? 'chosen' : 'body', `${isChosen ? '>' : ' '} `);
    return spokenAs(rows, `${isChosen ? selectedMark : ''}${text}: ${category === '?' ? 'no category yet' : category}`);
  });
}
