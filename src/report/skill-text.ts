import {cutAtWord} from '../cut-at-word.ts';
import {printableLine} from '../printable.ts';
import type {SkillCheck} from '../skill/check.ts';
import type {Criterion, Rubric} from '../skill/rubric.ts';
import type {Quote} from '../skill/runs.ts';
import {type Page, page, type TextOptions} from './page.ts';
import {putProblem} from './skill-problems.ts';

/** How long a quoted passage is at most, in characters. */
const quoteLength = 150;

/** What a checked skill is shown with. */
export interface SkillTextParts {
  /** The rubric that it was checked with; undefined: none fits it. */
  readonly rubric: Rubric | undefined;
  /** How many recorded gaps are not closed; they are another list than what the check finds. */
  readonly recorded: number;
  /** The option that names the skill in a command; empty where none is needed. */
  readonly option: string;
}

/** A checked skill for a terminal: what is wrong with the files, then each criterion with its evidence, gaps with what they look for, and the next step. */
export function skillText(check: SkillCheck, {rubric, recorded, option}: SkillTextParts, options: TextOptions): string {
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
    paper.put('No rubric fits this skill by its name and description; only its files were checked.');
    paper.put('To check it all the same with the one for events, or with your own (--rubric FILE):');
    paper.command(`eventcoach skill check${option} --rubric kafka-events`);
    return paper.text();
  }
  putCriteria(check, rubric, paper, paint);
  putEnd(check, {recorded, option}, paper, paint);
  return paper.text();
}

type Paint = TextOptions['paint'];

function putProblems({problems}: SkillCheck, {heading, put}: Page, paint: Paint): void {
  heading('Files');
  if (problems.length === 0) put(`${paint('good', '✓')} in order with the Agent Skills format`, 2);
  for (const problem of problems) putProblem(problem, put, paint);
}

function putCriteria({criteria}: SkillCheck, rubric: Rubric, {heading, put}: Page, paint: Paint): void {
  const asked = new Map(rubric.criteria.map((criterion) => [criterion.id, criterion]));
  for (const lesson of ['first', 'later'] as const) {
    const listed = criteria.filter(({id}) => asked.get(id)?.lesson === lesson);
    if (listed.length === 0) continue;
    const met = listed.filter((criterion) => criterion.met).length;
    const title = lesson === 'first' ? 'What a first lesson teaches' : 'What comes later';
    heading(`${title}: ${met} of ${listed.length} met`);
    for (const found of listed) putCriterion(found, asked.get(found.id)!, put, paint);
  }
}

function putCriterion(
  {id, title, evidence, accepted, perhaps}: SkillCheck['criteria'][number],
  {evidence: wanted}: Criterion,
  put: Page['put'],
  paint: Paint,
): void {
  const name = printableLine(title);
  const [may] = perhaps;
  // Reviewers' passages come last, behind those that the check has found itself.
  const found = evidence.slice(0, evidence.length - accepted.length);
  if (evidence.length > 0) {
    const [alone, ...others] = accepted;
    const isOnly = found.length === 0 && others.length === 0 && alone !== undefined;
    put(`${name}: met${isOnly ? `, ${by(alone)}` : ''}`, 2, `${paint('good', '✓')} `);
    for (const one of found.slice(0, 1)) putQuote(one, put, paint);
    for (const one of accepted) {
      if (!isOnly) put(paint('quiet', `${by(one)}:`), 4);
      putQuote(one, put, paint);
    }
  } else if (may) {
    put(`${name}: unsure, counted as a gap (${id})`, 2, `${paint('warning', '?')} `);
    putQuote(may, put, paint);
    put(`This may say it: say it more plainly, or judge it yourself: --accept ${id} ${linesOf(may)}`, 4);
    put(printableLine(`What it looks for: ${wanted}`), 4);
  } else {
    put(`${name}: gap (${id})`, 2, `${paint('stop', '✗')} `);
    put(printableLine(`What it looks for: ${wanted}`), 4);
  }
}

function putEnd(
  {gaps, critic}: SkillCheck,
  {recorded, option}: Omit<SkillTextParts, 'rubric'>,
  {heading, put, command}: Page,
  paint: Paint,
): void {
  heading(
    gaps.length === 0
      ? 'The check finds no gaps.'
      : `The check finds ${gaps.length} ${gaps.length === 1 ? 'gap' : 'gaps'}.`,
  );
  if (gaps.length > 0) {
    put('To draft passages for them, which you read before anything is written:');
    command(`eventcoach skill improve${option}`);
  }
  const open = recorded === 0 ? 'none of them is open' : `${recorded} ${recorded === 1 ? 'is' : 'are'} open`;
  put(`What exercises, tests or you have recorded is another list (${open}): eventcoach skill gaps`);
  const limits =
    critic === undefined
      ? 'The check goes by what labelled passages have in common. It cannot tell a wrong claim that is stated well from a right one, overlooks many a "not", and misses figures of speech and short hints; --critic asks a model.'
      : 'A quote that does not stand in the skill was not counted.';
  put(paint('quiet', `A met criterion means that the skill says it, not yet that a reader acts on it. ${limits}`));
}

/** Who accepted a passage, and when. */
function by({by: who, at}: SkillCheck['criteria'][number]['accepted'][number]): string {
  return `accepted by ${printableLine(who)} on ${at.slice(0, 10)}`;
}

/** The lines of a quote, as --accept takes them. */
function linesOf({file, line, quote}: Quote): string {
  const last = line + quote.split('\n').length - 1;
  return printableLine(`${file}:${line}${last === line ? '' : `-${last}`}`);
}

function putQuote({file, line, quote}: Quote, put: Page['put'], paint: Paint): void {
  put(paint('quiet', `${printableLine(`${file}:${line}`)}  "${printableLine(cutAtWord(quote, quoteLength))}"`), 4);
}
