import {listed} from '../figures.ts';
import {printableLine} from '../printable.ts';
import type {SkillCheck} from '../skill/check.ts';
import type {Rubric} from '../skill/rubric.ts';
import type {Quote} from '../skill/runs.ts';
import {fitted, type Page, page, type TextOptions} from './page.ts';

/** How long a quoted passage is at most, in columns. */
const quoteWidth = 150;

/** A checked skill for a terminal: what is wrong with the files, then each criterion with its evidence, gaps with why they matter. */
export function skillText(check: SkillCheck, rubric: Rubric | undefined, options: TextOptions): string {
  const {paint} = options;
  const paper = page(options);
  const {name, version, path, tokens} = check.skill;
  paper.put(paint('title', printableLine(`${name} ${version ?? '(no version)'}`)));
  paper.put(paint('quiet', printableLine(`${path}, about ${tokens} tokens`)));
  if (check.critic) {
    const {name: who, model} = check.critic;
    paper.put(paint('quiet', printableLine(`criteria judged by ${who}${model === null ? '' : ` (${model})`}`)));
  }
  putProblems(check, paper, paint);
  if (rubric === undefined) {
    paper.gap();
    paper.put('No rubric fits this skill; only its files were checked. --rubric FILE names one.');
    return paper.text();
  }
  putCriteria(check, rubric, paper, paint);
  return paper.text();
}

/** A library of skills for a terminal: for each its problems and its gaps. */
export function libraryText(checks: readonly SkillCheck[], options: TextOptions): string {
  const {paint} = options;
  const {put, heading, text} = page(options);
  put(paint('title', `${checks.length} skills`));
  for (const {skill, problems, criteria, gaps, coverage} of checks) {
    heading(printableLine(`${skill.name} ${skill.version ?? '(no version)'}`));
    put(paint('quiet', printableLine(`${skill.path}, about ${skill.tokens} tokens`)));
    for (const problem of problems) putProblem(problem, put, paint);
    if (problems.length === 0) put(`${paint('good', '✓')} in order with the Agent Skills format`, 2);
    if (coverage === null) put(paint('quiet', 'No rubric fits it; only its files were checked.'), 2);
    else if (gaps.length === 0)
      put(`${paint('good', '✓')} all ${criteria.length} criteria met${byReviewers(criteria)}`, 2);
    else
      put(
        `${criteria.length - gaps.length} of ${criteria.length} criteria met${byReviewers(criteria)}; gaps: ${gaps.join(', ')}`,
        2,
        `${paint('stop', '✗')} `,
      );
  }
  return text();
}

function byReviewers(criteria: SkillCheck['criteria']): string {
  const alone = criteria.filter(({evidence, accepted}) => accepted.length > 0 && accepted.length === evidence.length);
  return alone.length === 0 ? '' : `, ${alone.length} of them because a reviewer accepted a passage`;
}

type Paint = TextOptions['paint'];

function putProblems({problems}: SkillCheck, {heading, put}: Page, paint: Paint): void {
  heading('Files');
  if (problems.length === 0) put(`${paint('good', '✓')} in order with the Agent Skills format`, 2);
  for (const problem of problems) putProblem(problem, put, paint);
}

function putProblem(
  {severity, message, file, line}: SkillCheck['problems'][number],
  put: Page['put'],
  paint: Paint,
): void {
  const style = severity === 'error' ? 'stop' : 'warning';
  put(`${paint(style, `${severity}:`)} ${printableLine(message)}`, 2, severity === 'error' ? '✗ ' : '! ');
  put(paint('quiet', printableLine(`${file}:${line}`)), 4);
}

function putCriteria({criteria, gaps, critic}: SkillCheck, rubric: Rubric, {heading, put}: Page, paint: Paint): void {
  for (const lesson of ['first', 'later'] as const) {
    const ids = new Set(rubric.criteria.filter((c) => c.lesson === lesson).map(({id}) => id));
    const listed = criteria.filter(({id}) => ids.has(id));
    if (listed.length === 0) continue;
    const met = listed.filter((criterion) => criterion.met).length;
    const title = lesson === 'first' ? 'What a first lesson teaches' : 'What comes later';
    heading(`${title}: ${met} of ${listed.length} met`);
    for (const {id, title: name, evidence, accepted, perhaps} of listed) {
      const [first] = evidence;
      const [may] = perhaps;
      if (first) {
        put(`${printableLine(name)}: met${acceptedText(evidence.length, accepted)}`, 2, `${paint('good', '✓')} `);
        putQuote(first, put, paint);
      } else if (may) {
        put(`${printableLine(name)}: unsure, counted as a gap (${id})`, 2, `${paint('warning', '?')} `);
        putQuote(may, put, paint);
        put(`This may say it: say it more plainly, or judge it yourself: --accept ${id} ${linesOf(may)}`, 4);
      } else {
        put(`${printableLine(name)}: gap (${id})`, 2, `${paint('stop', '✗')} `);
        const criterion = rubric.criteria.find((c) => c.id === id)!;
        put(printableLine(criterion.why), 4);
      }
    }
  }
  heading(gaps.length === 0 ? 'No gaps.' : `${gaps.length} ${gaps.length === 1 ? 'gap' : 'gaps'}.`);
  const limits =
    critic === undefined
      ? 'The check goes by what labelled passages have in common. It cannot tell a wrong claim that is stated well from a right one, overlooks many a "not", and misses figures of speech and short hints; --critic asks a model.'
      : 'A quote that does not stand in the skill was not counted.';
  put(paint('quiet', `A met criterion means that the skill says it, not yet that a reader acts on it. ${limits}`));
}

/** Who accepted passages for a criterion that has `found` pieces of evidence, theirs among them. */
function acceptedText(found: number, accepted: SkillCheck['criteria'][number]['accepted']): string {
  if (accepted.length === 0) return '';
  const names = [...new Set(accepted.map(({by, at}) => `${printableLine(by)} on ${at.slice(0, 10)}`))];
  return `${found > accepted.length ? ', and' : ','} accepted by ${listed(names)}`;
}

/** The lines of a quote, as --accept takes them. */
function linesOf({file, line, quote}: Quote): string {
  const last = line + quote.split('\n').length - 1;
  return printableLine(`${file}:${line}${last === line ? '' : `-${last}`}`);
}

function putQuote({file, line, quote}: Quote, put: Page['put'], paint: Paint): void {
  const shown = fitted(printableLine(quote.replace(/\s+/g, ' ')), quoteWidth);
  put(paint('quiet', `${printableLine(`${file}:${line}`)}  "${shown}"`), 4);
}
