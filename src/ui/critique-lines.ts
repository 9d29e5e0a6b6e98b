import {resultOf} from '../figures.ts';
import {impactSentences, needAnswer, verdicts} from '../report/critique-text.ts';
import {howTo, interviewEnd, outcome, separated} from '../report/interview-text.ts';
import type {Style} from '../report/page.ts';
import {selectedMark} from './announcement.ts';
import {type CritiqueState, canAccept} from './critique-state.ts';
import {alternativeNames, inQuestionWords} from './fact-words.ts';
import {type Line, spokenAs, wrappedLine} from './line.ts';
import {opinionLines, opinionSentence} from './opinion-lines.ts';
import type {Talk} from './talk.ts';
import type {Tone} from './theme.ts';

/** Rows of text, and those among them that must be seen. */
export interface Page {
  readonly lines: readonly Line[];
  readonly focus: {readonly from: number; readonly to: number};
}

const tones = {
  good: 'good',
  stop: 'bad',
  warning: 'warning',
  open: 'open',
  title: 'title',
  quiet: 'quiet',
} as const satisfies Record<Style, Tone>;

/** What stands above everything else: the verdict, and beside it that of a model that was asked. */
export function verdictLines({open, talk}: CritiqueState, width: number): readonly Line[] {
  if (!open || !talk) return [];
  const {verdict, confidence} = talk.critique;
  const {says, style} = verdicts[verdict];
  const likely = verdict !== 'ask' && confidence === 'likely' ? ' (likely)' : '';
  return [
    ...wrappedLine(`${says}${likely}`, width, tones[style]),
    ...(open.opinion ? wrappedLine(opinionSentence(open.opinion, talk), width, 'open') : []),
  ];
}

/** The question to answer now, and below it why the verdict is what it is. */
export function critiquePage(state: CritiqueState, width: number): Page {
  const {talk} = state;
  if (!talk) {
    const text = state.message ? 'This proposal cannot be opened.' : 'Reading the proposal ...';
    return {lines: [{text, tone: 'quiet'}], focus: {from: 0, to: 0}};
  }
  const asked = talk.question
    ? questionLines(state, talk, width)
    : {lines: endLines(state, talk, width), focus: {from: 0, to: 0}};
  const {before, opinion, after} = whyParts(state, talk, width);
  const top = [...asked.lines, {text: ''}, ...before];
  const lines = [...top, ...opinion, ...after];
  if (!state.isOpinionNew || opinion.length === 0) return {lines, focus: asked.focus};
  // Its first row is empty.
  return {lines, focus: {from: top.length + 1, to: top.length + opinion.length - 1}};
}

/** Of what the file says only "not needed" is one of the choices. */
const isAboutResult = (fact: string) => /^effects\[\d+\]\.result$/.test(fact);
const fileAnswer = 'The file says no: the result is not needed. That is the first answer; Enter takes it.';

function questionLines({cursor, fileSays}: CritiqueState, {question, after, critique}: Talk, width: number): Page {
  const {text, decides, shape, offered} = question!;
  const head = [
    ...wrappedLine(text, width, 'title'),
    ...wrappedLine(`Decides: ${decides}.`, width, 'quiet', '  '),
    ...(fileSays === false && isAboutResult(question!.fact) ? wrappedLine(fileAnswer, width, 'open', '  ') : []),
  ];
  if (shape.kind !== 'choice') {
    const many = offered.length === 1 ? 'this' : 'these';
    const how =
      offered.length > 0
        ? [
            ...offered.flatMap((name) => wrappedLine(name, width, 'body', '  - ')),
            ...wrappedLine(`Enter takes ${many}; or type your own, ${separated(shape)}.`, width, 'body', '  '),
          ]
        : wrappedLine(howTo(shape), width, 'body', '  ');
    const lines = [...head, ...how];
    return {lines, focus: {from: 0, to: lines.length - 1}};
  }
  const rows = shape.choices.map((choice, i) => {
    const mark = `${i === cursor ? '>' : ' '} ${i + 1} `;
    const then = outcome(after[i] ?? null, critique.verdict);
    const drawn = wrappedLine(`${choice.text}  (${then})`, width, i === cursor ? 'chosen' : 'body', mark);
    return spokenAs(drawn, `${i === cursor ? selectedMark : ''}${i + 1} ${choice.text} (${then})`);
  });
  const before = head.length + rows.slice(0, cursor).flat().length;
  // The question is read first; once the mark moves, the marked choice has to be seen.
  const focus = {from: cursor === 0 ? 0 : before, to: before + (rows[cursor]?.length ?? 1) - 1};
  return {lines: [...head, ...rows.flat()], focus};
}

function endLines(state: CritiqueState, talk: Talk, width: number): readonly Line[] {
  const {critique, leftOpen, furtherQuestions} = talk;
  const further =
    furtherQuestions === 0
      ? []
      : wrappedLine(
          `${furtherQuestions === 1 ? 'One more question' : `${furtherQuestions} more questions`} could still show flaws of the design: d goes on.`,
          width,
          'open',
        );
  return [
    ...wrappedLine(interviewEnd(critique.verdict, leftOpen), width, 'title'),
    ...further,
    ...acceptLines(state, talk, width),
  ];
}

/** What can be done with the verdict now, or why nothing can. */
function acceptLines(state: CritiqueState, talk: Talk, width: number): readonly Line[] {
  const {open, accepted} = state;
  if (talk.critique.verdict === 'ask') return [];
  const say = (text: string) => wrappedLine(text, width, 'open');
  if (canAccept(state)) return say('a writes the verdict to the call in the topology file.');
  if (accepted === talk) return say(`The verdict is written to ${open?.topology}.`);
  return open?.isPackaged
    ? say('Nothing to accept: this topology comes with the program. o on the architecture screen opens one of yours.')
    : say(
        'Nothing to accept: it is not known which topology file has this call. Press c on it on the architecture screen.',
      );
}

/** Why the verdict is what it is, what a model says about it, and what else there is to know. */
function whyParts(
  state: CritiqueState,
  talk: Talk,
  width: number,
): Readonly<Record<'before' | 'opinion' | 'after', readonly Line[]>> {
  const {critique, proposal} = talk;
  const {caller, callee, call, purpose} = proposal;
  const points = (head: string, rows: readonly Line[]): readonly Line[] =>
    rows.length === 0 ? [] : [{text: ''}, {text: head, tone: 'title'}, ...rows];
  const flaws = critique.flaws.flatMap(({type, because, repair}) => [
    ...wrappedLine(`${type}: ${inQuestionWords(because)}`, width, 'warning', '- '),
    ...wrappedLine(`Repair: ${repair}`, width, 'body', '  '),
  ]);
  const reasons = critique.reasons.flatMap(({text, evidence}) => [
    ...wrappedLine(text, width, 'body', '- '),
    ...wrappedLine(
      `${/^(?:effects|event)\b/.test(evidence) ? 'Your answers' : 'You wrote'}: ${inQuestionWords(evidence)}`,
      width,
      'quiet',
      '  ',
    ),
  ]);
  const before = [
    // At the end of the questions it stands above.
    ...(talk.question && !canAccept(state) ? acceptLines(state, talk, width) : []),
    ...wrappedLine(`Does ${caller} need to wait for ${resultOf(callee)}?`, width, 'title'),
    ...wrappedLine(needText(state, critique), width),
    ...(call === null ? [] : wrappedLine(`The call: ${call}`, width, 'quiet')),
    ...(purpose === null ? [] : wrappedLine(`What it is for: ${purpose}`, width, 'quiet')),
    ...points('Why', reasons),
    ...points(critique.flaws.length === 1 ? 'One flaw to mend' : 'Flaws to mend', flaws),
  ];
  const after = [
    ...points(
      critique.verdict === 'ask' ? 'In figures, if nothing of it has to stay' : 'In figures',
      figureLines(state, talk, width),
    ),
    ...points(
      'What else would help',
      critique.alternatives.flatMap(({kind, text}) =>
        wrappedLine(`${alternativeNames[kind]}: ${text}`, width, 'body', '- '),
      ),
    ),
  ];
  const opinion = state.open?.opinion ? opinionLines(state.open.opinion, talk, state.recorded, width) : [];
  return {before, opinion, after};
}

/** The answer so far, beside what the topology file says of the call. */
function needText({fileSays}: CritiqueState, critique: Talk['critique']): string {
  if (fileSays === undefined) return needAnswer(critique);
  const file = `The file says ${fileSays ? 'yes' : 'no'}.`;
  return critique.verdict === 'ask' ? `${file} Your answers do not settle it yet.` : `${needAnswer(critique)} ${file}`;
}

function figureLines({figures}: CritiqueState, {critique: {verdict}}: Talk, width: number): readonly Line[] {
  if (figures === undefined) return [{text: 'Working them out ...', tone: 'quiet'}];
  if ('why' in figures) return wrappedLine(`None: ${figures.why}`, width, 'quiet');
  if (verdict === 'keep-sync') return wrappedLine('The call stays, so nothing changes.', width);
  return impactSentences(figures.impact).flatMap((sentence) => wrappedLine(sentence, width, 'body', '- '));
}
