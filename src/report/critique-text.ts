import type {Critique, Impact, Verdict} from '../critique/critique.ts';
import type {Proposal} from '../critique/proposal.ts';
import {percent, resultOf, timeSpan, yearly} from '../figures.ts';
import {printableLine} from '../printable.ts';
import {page, type Style, type TextOptions} from './page.ts';

/** How each verdict is said on screen. */
export const verdicts: Readonly<Record<Verdict, {readonly says: string; readonly style: Style}>> = {
  convert: {says: 'convert: an event fits', style: 'good'},
  'keep-sync': {says: 'keep-sync: it stays a call', style: 'stop'},
  split: {says: 'split: a part stays a call, the rest can be an event', style: 'warning'},
  'needs-work': {says: 'needs-work: an event fits, this design does not yet', style: 'warning'},
  ask: {says: 'undecided: your answers do not settle it yet', style: 'open'},
};

/** Evidence that begins with a closed answer; other evidence is the author's text. */
const answered = /^(?:effects|event)\b/;

/** More open questions than this are counted instead of listed. */
const listedQuestions = 6;

/** One critique for a terminal: the verdict, the one question and its answer, then why, what to mend, what to ask, what else. */
export function critiqueText(
  critique: Critique,
  {caller, callee, call}: Pick<Proposal, 'caller' | 'callee' | 'call'>,
  options: TextOptions,
): string {
  const {says, style} = verdicts[critique.verdict];
  const likely = critique.verdict !== 'ask' && critique.confidence === 'likely' ? ' (likely)' : '';
  const {paint} = options;
  const {put, heading, text} = page(options);
  put(`${paint(style, says)}${likely}  ${paint('quiet', printableLine(critique.id))}`);
  put(paint('title', printableLine(`Does ${caller} need to wait for ${resultOf(callee)}?`)));
  put(printableLine(needAnswer(critique)));
  if (call !== null) put(paint('quiet', printableLine(`The call: ${call}`)));
  heading('Why');
  for (const {text: why, evidence, source} of critique.reasons) {
    put(printableLine(why), 2, '- ');
    put(paint('quiet', printableLine(`${answered.test(evidence) ? 'Your answers' : 'You wrote'}: ${evidence}`)), 4);
    put(paint('quiet', printableLine(`Source: ${source}`)), 4);
  }
  if (critique.flaws.length > 0) heading(critique.flaws.length === 1 ? 'One flaw to mend' : 'Flaws to mend');
  for (const {type, because, repair} of critique.flaws) {
    put(`${paint('warning', `${type}:`)} ${printableLine(because)}`, 2, '- ');
    put(printableLine(`Repair: ${repair}`), 4);
  }
  if (critique.impact && critique.verdict !== 'keep-sync') {
    heading(critique.verdict === 'ask' ? 'In figures, if nothing of it has to stay' : 'In figures');
    for (const sentence of impactSentences(critique.impact)) put(printableLine(sentence), 2, '- ');
  }
  if (critique.questions.length > 0) heading('Not answered yet');
  for (const {fact, text: question, decides} of critique.questions.slice(0, listedQuestions)) {
    put(printableLine(question), 2, '? ');
    put(paint('quiet', printableLine(`${fact}; decides: ${decides}`)), 4);
  }
  const unlisted = critique.questions.length - listedQuestions;
  if (unlisted > 0) put(paint('quiet', `and ${unlisted} more: --format json lists them all.`), 4);
  if (critique.alternatives.length > 0) heading('What else would help');
  for (const {kind, text: offer} of critique.alternatives) put(printableLine(`${kind}: ${offer}`), 2, '- ');
  return text();
}

/** What a conversion changes, in sentences. */
export function impactSentences({availability: a, latency: l}: Impact): string[] {
  const time = (ms: number | null) => (ms === null ? 'never' : timeSpan(ms));
  const {before, after} = a.downtimeMinutesPerYear;
  if (a.before === a.after && l.typicalMs.before === l.typicalMs.after && l.p99Ms.before === l.p99Ms.after) {
    return [
      `nothing changes: ${a.operation} is ${percent(a.before)} available and answers in ${time(l.typicalMs.before)}`,
    ];
  }
  return [
    `${a.operation}: ${percent(a.before)} -> ${percent(a.after)} available, ${yearly(before)} -> ${yearly(after)} down a year`,
    ...(l.typicalMs.before === l.typicalMs.after
      ? []
      : [`it answers in ${time(l.typicalMs.before)} -> ${time(l.typicalMs.after)}`]),
  ];
}

/** The answer to the one question: does the caller need to wait? */
export function needAnswer({verdict, keep, publish}: Critique): string {
  if (verdict === 'keep-sync') return 'Yes.';
  if (verdict === 'split') return `For ${list(keep)}: yes. For ${list(publish)}: no.`;
  if (verdict === 'ask')
    return keep.length === 0 ? 'Not known yet.' : `For ${list(keep)}: yes. For the rest it is not known yet.`;
  return 'No.';
}

const list = (texts: readonly string[]) => texts.map((text) => `"${text}"`).join(', ');

/** How many proposals got which verdict, in one line. */
export function critiquesSummary(critiques: readonly Critique[]): string {
  const counts = (Object.keys(verdicts) as Verdict[]).flatMap((verdict) => {
    const count = critiques.filter((critique) => critique.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${verdict === 'ask' ? 'undecided' : verdict}`];
  });
  return `${critiques.length} proposals: ${counts.join(', ')}.\n`;
}
