import {count, short} from '../figures.ts';
import {printableLine} from '../printable.ts';
import type {SkillEval} from '../skill/eval/result.ts';
import {type Page, page, type Style, type TextOptions} from './page.ts';

type Verdict = SkillEval['verdict'];
type Paint = TextOptions['paint'];

const styles: Readonly<Record<Verdict, Style>> = {
  better: 'good',
  worse: 'stop',
  'no-difference': 'quiet',
  underpowered: 'open',
};
const said: Readonly<Record<Verdict, string>> = {
  better: 'The new version is better, and no criterion got worse.',
  worse: 'The new version is worse.',
  'no-difference': 'There is no difference worth speaking of: it is less than 10 percentage points either way.',
  underpowered:
    'Too few cases to say: a difference of more than 10 percentage points cannot be excluded. Ask more --cases.',
};

/** The result of `skill eval` for a terminal: the verdict, the three arms, each criterion. */
export function skillEvalText(result: SkillEval, options: TextOptions): string {
  const {paint} = options;
  const paper = page(options);
  putVerdict(result, paper, paint);
  putArms(result, paper);
  putCriteria(result, paper, paint);
  putRest(result, paper, paint);
  paper.gap();
  paper.put(paint('quiet', `${levelOf(result)}The answers are graded against computed ones, without a judge.`));
  return paper.text();
}

function putVerdict({verdict, criteria, skills, ...run}: SkillEval, {put}: Page, paint: Paint): void {
  put(paint('title', said[verdict]));
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

function putArms({arms, criteria, interval, pValue}: SkillEval, {put, heading}: Page): void {
  heading('Passed');
  for (const name of ['none', 'old', 'new'] as const) {
    const {passed, graded} = arms[name];
    put(`${armTitles[name].padEnd(18)}${String(passed).padStart(4)} of ${graded}`, 2);
  }
  const wins = criteria.reduce((sum, one) => sum + one.wins, 0);
  const losses = criteria.reduce((sum, one) => sum + one.losses, 0);
  const [low, high] = interval.map((one) => short(one * 100));
  put(
    `The new one passed ${wins} that the old one failed, and failed ${losses} that the old one passed: exact sign test, p = ${short(pValue)}. The difference lies between ${low} and ${high} percentage points (95 %).`,
    2,
  );
}

function putCriteria({criteria}: SkillEval, {put, heading}: Page, paint: Paint): void {
  heading('By criterion');
  const width = Math.max(...criteria.map(({id}) => id.length)) + 2;
  put(paint('quiet', `${'criterion'.padEnd(width)}cases  old  new  verdict`), 2);
  for (const {id, cases, old, new: fresh, verdict} of criteria) {
    const row = `${id.padEnd(width)}${String(cases).padStart(5)}${String(old).padStart(5)}${String(fresh).padStart(5)}`;
    put(`${row}  ${paint(styles[verdict], verdict)}`, 2);
  }
  if (criteria.some(({verdict}) => verdict === 'underpowered')) {
    put(
      paint(
        'quiet',
        'underpowered: so few cases prove nothing about this criterion by itself; that all of them were lost would show.',
      ),
      2,
    );
  }
}

function putRest({errored, open, cost, ownEvals}: SkillEval, {put, heading}: Page, paint: Paint): void {
  const spent = cost ?? 0;
  if (errored === 0 && open === 0 && spent === 0 && ownEvals.length === 0) return;
  heading('Besides');
  if (errored > 0) {
    put(
      `${count(errored)} of the questions have no answer because of errors. They count neither as passed nor as failed; the next run asks them again.`,
      2,
      '! ',
    );
  }
  if (open > 0) {
    put(
      `${count(open)} questions were not asked, to stay within --max-cost. The same command with a higher one goes on.`,
      2,
      '! ',
    );
  }
  if (spent > 0) put(`This run cost about $${spent.toFixed(spent < 1 ? 3 : 2)} by list prices.`, 2);
  if (ownEvals.length === 0) return;
  put(
    `The skill has ${ownEvals.length} prompts of its own in evals/evals.json. What they expect is written in sentences for a judge, so they were neither asked nor graded:`,
    2,
  );
  for (const {id, prompt} of ownEvals.slice(0, 10)) {
    put(paint('quiet', printableLine(`${id}: ${prompt.replace(/\s+/g, ' ').slice(0, 120)}`)), 4);
  }
}

/** Cases that everybody passes, or nobody, cannot show which skill is better. */
function levelOf({arms: {none, old, new: fresh}}: SkillEval): string {
  if (old.passed + fresh.passed === 0)
    return 'No case was passed with either skill: they are too hard for this model to show a difference. ';
  const all = none.graded > 0 && [none, old, fresh].every(({passed, graded}) => passed === graded);
  return all
    ? 'Every case was passed, also without a skill: they are too easy for this model to show a difference. '
    : '';
}
