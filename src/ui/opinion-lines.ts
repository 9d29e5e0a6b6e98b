import {disagreementGaps} from '../critique/model/disagreement-gaps.ts';
import {verdicts} from '../report/critique-text.ts';
import {validateIt} from '../report/model-critique-text.ts';
import {type Line, wrappedLine} from './line.ts';
import {prose} from './prose.ts';
import type {SavedOpinion} from './saved-opinion.ts';
import type {Talk} from './talk.ts';

/** What a model said, in a sentence that stands beside the local verdict. */
export function opinionSentence(opinion: SavedOpinion, talk: Talk): string {
  const {disagreements} = opinion.agreement(talk);
  const differs =
    disagreements.length === 0
      ? 'and sees nothing differently'
      : `and differs in ${disagreements.length === 1 ? 'one point' : `${disagreements.length} points`} (below)`;
  return `${opinion.critic} says ${opinion.answer.verdict === 'ask' ? 'undecided' : opinion.answer.verdict}, ${differs}.`;
}

/** How its figures compare with ours, where it gives any. */
function figuresSentence({figures: {confirmed, notCheckable}, wrongFigures}: SavedOpinion): string | undefined {
  if (confirmed + notCheckable + wrongFigures.length === 0) return undefined;
  return `Its figures against ours: ${confirmed} confirmed, ${wrongFigures.length} contradicted, ${notCheckable} not checkable.`;
}

/** A model's verdict, both arguments wherever it and the rules differ, and what of it is not ours. */
export function opinionLines(
  opinion: SavedOpinion,
  talk: Talk,
  recorded: readonly string[],
  width: number,
): readonly Line[] {
  const {critic, model, answer, wrongFigures, inventedNames, spent} = opinion;
  const figures = figuresSentence(opinion);
  const {because, disagreements} = opinion.agreement(talk);
  const gaps = disagreementGaps(talk.proposal.id, critic, opinion.agreement(talk));
  const points = disagreements.flatMap(({about, what, local, model: theirs}, i) => {
    const isRecorded = recorded.includes(gaps[i]?.text ?? '');
    return [
      ...wrappedLine(`${about}: ${what}${isRecorded ? ' [recorded as a gap]' : ''}`, width, 'warning', '- '),
      ...wrappedLine(`rules: ${local}`, width, 'body', '  '),
      ...wrappedLine(`${critic}: ${theirs}`, width, 'body', '  '),
    ];
  });
  return [
    {text: ''},
    ...wrappedLine(
      `${critic}${model === null ? '' : ` (${model})`} says: ${verdicts[answer.verdict].says}`,
      width,
      'title',
    ),
    ...(opinion.isOlder(talk) ? wrappedLine('It was asked before your latest answers.', width, 'quiet') : []),
    ...wrappedLine(because, width),
    ...answer.reasons.flatMap(({text, evidence}) => [
      ...prose(text, width, {mark: '- '}),
      ...wrappedLine(`It quotes: ${evidence}`, width, 'quiet', '  '),
    ]),
    ...points,
    ...(points.length > 0
      ? wrappedLine('g records a point as a gap of the skill, with both arguments.', width, 'open')
      : []),
    ...(figures === undefined ? [] : wrappedLine(figures, width)),
    ...wrongFigures.flatMap(({text, ours}) =>
      wrappedLine(`Its figure ${text} is not ours: ${ours}.`, width, 'warning', '- '),
    ),
    ...inventedNames.flatMap((name) => wrappedLine(`${name} is in none of your files.`, width, 'warning', '- ')),
    ...wrappedLine(validateIt, width, 'quiet'),
    ...(spent === null ? [] : wrappedLine(spent, width, 'quiet')),
  ];
}
