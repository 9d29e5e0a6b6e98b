import type {ModelAnswer} from '../critique/model/answer.ts';
import type {CheckedNumber} from '../critique/model/checked-numbers.ts';
import type {SecondOpinion} from '../critique/model/second-opinion.ts';
import {count} from '../figures.ts';
import {printable, printableLine} from '../printable.ts';
import {verdicts} from './critique-text.ts';
import {type Page, page, type TextOptions} from './page.ts';

/** Who answered, and what it used; null where the service does not say. */
export interface Spending {
  readonly model: string | null;
  readonly usage: {readonly inputTokens: number; readonly outputTokens: number} | null;
  /** Estimated, in US dollars. */
  readonly cost: number | null;
}

/** What stands below everything that a model said. */
export const validateIt =
  'Before you build on this, hold it against your own requirements and constraints: a model knows only what it was given, and it can be wrong in good sentences.';

/** A model's critique for a terminal, below the local one: its verdict, where they differ and which stands, its arguments, its figures. */
export function modelCritiqueText(opinion: SecondOpinion, spending: Spending, options: TextOptions): string {
  const {critic, agreement, opinion: said, numbers} = opinion;
  const {paint} = options;
  const out = page(options);
  const {put, heading} = out;
  const {says, style} = verdicts[said.verdict];
  const model = spending.model === null ? '' : ` (${spending.model})`;
  put(`${paint('title', printableLine(`${critic}${model} says:`))} ${paint(style, says)}`);
  put(printableLine(agreement.because));
  const marked = marking(numbers);
  if (said.reasons.length > 0) heading('What it says');
  said.reasons.forEach(({text, evidence}, i) => {
    put(printableLine(marked(`reasons[${i}].text`, text)), 2, '- ');
    put(paint('quiet', printableLine(`It quotes: ${evidence}`)), 4);
  });
  if (said.flaws.length > 0) heading('Flaws that it sees');
  said.flaws.forEach(({type, because, repair}, i) => {
    put(`${paint('warning', `${type}:`)} ${printableLine(marked(`flaws[${i}].because`, because))}`, 2, '- ');
    put(printableLine(`Repair: ${marked(`flaws[${i}].repair`, repair)}`), 4);
  });
  differences(out, opinion, options);
  if (said.alternatives.length > 0) heading('What else it offers');
  said.alternatives.forEach(({kind, text}, i) => {
    put(printableLine(`${kind}: ${marked(`alternatives[${i}].text`, text)}`), 2, '- ');
  });
  questions(out, said, opinion, options);
  checks(out, opinion, options);
  out.gap();
  put(validateIt);
  const spent = spentText(spending);
  if (spent !== null) put(paint('quiet', spent));
  return out.text();
}

function differences({put, heading}: Page, {agreement, critic}: SecondOpinion, {paint}: TextOptions): void {
  const {disagreements} = agreement;
  if (disagreements.length === 0) return;
  heading('Where it and the rules differ');
  for (const {about, what, local, model} of disagreements) {
    put(`${paint('warning', `${about}:`)} ${printableLine(what)}`, 2, '- ');
    put(printableLine(`local: ${local}`), 4);
    put(printableLine(`${critic}: ${model}`), 4);
  }
}

function questions({put, heading}: Page, said: ModelAnswer, {agreement, local}: SecondOpinion, {paint}: TextOptions) {
  const known = new Set([...agreement.questions, ...local.questions].map(({fact}) => fact));
  const asked = [...agreement.questions, ...said.questions.filter(({fact}) => !known.has(fact))];
  if (asked.length === 0) return;
  heading('Yours to answer');
  for (const {fact, text, decides} of asked) {
    put(printableLine(text), 2, '? ');
    put(paint('quiet', printableLine(`${fact}; decides: ${decides}`)), 4);
  }
}

/** The figures and names in a model's text against ours, as a part of `out`. */
export function checks(
  {put, heading}: Page,
  {numbers, inventedNames}: Pick<SecondOpinion, 'numbers' | 'inventedNames'>,
  {paint}: TextOptions,
): void {
  if (numbers.length > 0) {
    const of = (result: CheckedNumber['result']) => numbers.filter((one) => one.result === result);
    const [good, bad, open] = [of('confirmed'), of('contradicted'), of('not-checkable')];
    heading('Its figures against ours');
    put(`${good.length} confirmed, ${bad.length} contradicted, ${open.length} not checkable`, 2);
    for (const {text, ours, where} of bad) {
      put(`${paint('stop', printableLine(`${text}:`))} ours is ${printableLine(`${ours} in ${where}`)}`, 2, '✗ ');
    }
    if (open.length > 0) {
      const texts = [...new Set(open.map(({text}) => text))].slice(0, 12).join(', ');
      put(printableLine(`${texts}: nothing here tells whether that is right.`), 2, '? ');
    }
  }
  if (inventedNames.length > 0) heading('Names that are in none of your files');
  for (const {name, where} of inventedNames) put(printableLine(`${name} in ${where}`), 2, '✗ ');
}

/** Puts a mark behind the figures of a text that are not confirmed: what ours is, or [?]. */
function marking(numbers: readonly CheckedNumber[]): (where: string, text: string) => string {
  const byPlace = Map.groupBy(numbers, ({where}) => where);
  return (where, text) =>
    [...(byPlace.get(where) ?? [])]
      .sort((a, b) => b.at - a.at)
      .reduce((marked, {result, ours, at, text: {length}}) => {
        if (result === 'confirmed') return marked;
        const mark = result === 'contradicted' ? ` [ours: ${ours}]` : ' [?]';
        return `${marked.slice(0, at + length)}${mark}${marked.slice(at + length)}`;
      }, text);
}

/** Tokens and cost in a line; null where the service does not say what it used. */
export function spentText({usage, cost}: Pick<Spending, 'usage' | 'cost'>): string | null {
  if (usage === null) return null;
  const money = cost === null ? 'cost unknown' : `about $${cost.toFixed(cost < 0.1 ? 4 : 2)} by list prices`;
  return `${count(usage.inputTokens)} tokens in, ${count(usage.outputTokens)} tokens out; ${money}.`;
}

const shownCharacters = 1200;

/** What is left to say where a model gave no usable answer: why, what it said, and that the local critique stands. */
export function unusableText(
  critic: string,
  {wrong, raw}: {readonly wrong: readonly string[]; readonly raw: readonly string[]},
  spending: Spending,
  options: TextOptions,
): string {
  const {put, gap, text} = page(options);
  put(options.paint('warning', printableLine(`${critic}: no answer that can be used. The local critique stands.`)));
  for (const one of wrong.slice(0, 4)) put(printableLine(one), 2, '- ');
  const said = raw.at(-1)?.trim() ?? '';
  if (said !== '') {
    put('What it said:', 2);
    for (const one of said.slice(0, shownCharacters).split('\n')) put(printable(one).replace(/\t/g, '  '), 4, '| ');
    if (said.length > shownCharacters) put(`and ${count(said.length - shownCharacters)} characters more`, 4);
    put('The whole of it is kept with the critique, in the folder critiques/ of the workspace.', 2);
    gap();
    put(validateIt);
  }
  const spent = spentText(spending);
  if (spent !== null) put(options.paint('quiet', spent));
  return text();
}
