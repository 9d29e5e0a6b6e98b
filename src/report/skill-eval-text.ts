import {listed} from '../figures.ts';
import {printableLine} from '../printable.ts';
import type {SkillEval} from '../skill/eval/result.ts';
import {type Page, page, type Style, type TextOptions} from './page.ts';
import {putBesides} from './skill-eval-besides.ts';
import {type EvalChoice, putNext} from './skill-eval-next.ts';
import {differingSentence, isSameText, spanWords, verdictSentence} from './skill-eval-words.ts';

type Verdict = SkillEval['verdict'];
type Paint = TextOptions['paint'];

const styles: Readonly<Record<Verdict, Style>> = {
  better: 'good',
  worse: 'stop',
  'no-difference': 'quiet',
  underpowered: 'open',
};
const said: Readonly<Record<Verdict, string>> = {
  better: 'better',
  worse: 'worse',
  'no-difference': 'no difference',
  underpowered: 'too few cases',
};

/** The result of `skill eval` for a terminal: the verdict, the three arms, each criterion, and what to do next. */
export function skillEvalText(result: SkillEval, choice: EvalChoice, options: TextOptions): string {
  const {paint} = options;
  const paper = page(options);
  putVerdict(result, paper, paint);
  putArms(result, paper);
  putCriteria(result, paper, paint);
  putBesides(result, paper, paint);
  putNext(result, choice, paper);
  paper.gap();
  paper.put(paint('quiet', `${levelOf(result)}The answers are graded against computed ones, without a judge.`));
  return paper.text();
}

function putVerdict(result: SkillEval, {put}: Page, paint: Paint): void {
  const {criteria, skills, ...run} = result;
  put(paint('title', verdictSentence(result)));
  const worse = criteria.filter((one) => one.verdict === 'worse').map(({id}) => id);
  if (worse.length > 0) put(`Lost: ${worse.join(', ')}.`, 2, `${paint('stop', '✗')} `);
  for (const side of ['new', 'old'] as const) {
    const {name, version, path} = skills[side];
    put(paint('quiet', printableLine(`${side}: ${name} ${version ?? '(no version)'}, ${path}`)), 2);
  }
  const whom = printableLine(`${run.critic}${run.model === null ? '' : `, ${run.model}`}`);
  put(paint('quiet', `${run.cases} cases of seed ${run.seed}; ${whom}; context ${run.context}`), 2);
}

const armTitles = {none: 'without a skill', old: 'with the old one', new: 'with the new one'} as const;

function putArms(result: SkillEval, {put, heading}: Page): void {
  heading('Passed');
  for (const name of ['none', 'old', 'new'] as const) {
    const {passed, graded} = result.arms[name];
    put(`${armTitles[name].padEnd(18)}${String(passed).padStart(4)} of ${graded}`, 2);
  }
  if (isSameText(result)) return;
  const isTold = result.verdict === 'better' || result.verdict === 'worse';
  put(`${differingSentence(result)}${isTold ? ` Over all criteria: ${spanWords(result.interval)}.` : ''}`, 2);
}

function putCriteria(result: SkillEval, {put, heading}: Page, paint: Paint): void {
  const {criteria, uncovered, unasked} = result;
  const isSame = isSameText(result);
  heading('By criterion');
  const width = Math.max(...criteria.map(({id}) => id.length)) + 2;
  put(paint('quiet', `${'criterion'.padEnd(width)}cases  old  new${isSame ? '' : '  verdict'}`), 2);
  for (const {id, cases, old, new: fresh, verdict} of criteria) {
    const row = `${id.padEnd(width)}${String(cases).padStart(5)}${String(old).padStart(5)}${String(fresh).padStart(5)}`;
    put(isSame ? row : `${row}  ${paint(styles[verdict], said[verdict])}`, 2);
  }
  const quiet = (text: string) => put(paint('quiet', text), 2);
  if (!isSame && criteria.some(({verdict}) => verdict === 'underpowered')) {
    quiet('too few cases: they prove nothing about this criterion by itself; that all of them were lost would show.');
  }
  if (unasked.length > 0) quiet(`Not asked about, with so few cases: ${listed(unasked)}.`);
  if (uncovered.length > 0) {
    quiet(`No graded case asks about ${listed(uncovered)}: "eventcoach skill check" looks for those in the text.`);
  }
}

/** Cases that everybody passes, or nobody, cannot show which skill is better. */
function levelOf({arms: {none, old, new: fresh}}: SkillEval): string {
  if (old.graded + fresh.graded > 0 && old.passed + fresh.passed === 0)
    return 'No case was passed with either skill: they are too hard for this model to show a difference. ';
  const all = none.graded > 0 && [none, old, fresh].every(({passed, graded}) => passed === graded);
  return all
    ? 'Every case was passed, also without a skill: they are too easy for this model to show a difference. '
    : '';
}
