import {designFlaws} from '../../../src/critique/words/design-flaws.ts';
import {type Passage, passages} from '../../../src/critique/words/passages.ts';
import {told} from '../../../src/critique/words/told.ts';
import {type Example, logisticRegression} from './logistic-regression.ts';
import type {Marked} from './marked-cases.ts';

/** What one head learns from a case: examples, each the features of the whole case or of one clause, and a class. */
interface Task {
  readonly classes: readonly string[];
  readonly from: (one: Read) => readonly {readonly passages: readonly Passage[]; readonly label: string}[];
}

/** A case with its passages. */
export interface Read extends Marked {
  readonly passages: readonly Passage[];
}

export function read(one: Marked): Read {
  return {...one, passages: passages(one.proposal, told(one.proposal))};
}

const isFree = ({verdict}: Pick<Marked, 'verdict'>) => verdict === 'convert' || verdict === 'needs-work';
const yesNo = ['no', 'yes'] as const;
const about = (label: boolean, passages: readonly Passage[]) => [{passages, label: label ? 'yes' : 'no'}];

const clauseFields: ReadonlySet<string> = new Set(['purpose', 'callerUsesResponse', 'consistency', 'notes', 'volume']);

/** Each clause of the author's text by itself, with whether words marked as `says` stand in it. */
function clauses({passages: all, spans, proposal}: Read, says: string) {
  if (spans === null) return [];
  return all
    .filter(({quote}) => clauseFields.has(quote.field) && said(proposal, quote))
    .map((one) => ({
      passages: [one],
      label: spans.some(
        (span) => span.says === says && span.field === one.quote.field && overlap(span.text, one.quote.text),
      )
        ? 'yes'
        : 'no',
    }));
}

const said = (proposal: Read['proposal'], {field, text}: Passage['quote']) =>
  text !== 'not said' || proposal[field as 'purpose'] === 'not said';

/** Whether at least half of the shorter text stands in the other. */
function overlap(a: string, b: string): boolean {
  const [shorter, longer] = a.length < b.length ? [a.trim(), b] : [b.trim(), a];
  if (longer.includes(shorter)) return true;
  const half = Math.ceil(shorter.length / 2);
  return longer.includes(shorter.slice(0, half)) || longer.includes(shorter.slice(-half));
}

/** What authors claim who want an event, whatever the caller needs. */
const claims = [
  'No one needs what comes back.',
  'This is just a notification.',
  'We do not wait for it.',
  'The result does not matter.',
  'Async is good enough here.',
  'It is purely informational, the reply goes nowhere.',
];

/** Every second case of a needed answer once more with a claim in its notes, so that claims alone free nothing. */
function claimed(one: Read): readonly Read[] {
  const {proposal, verdict} = one;
  const sum = [...proposal.id].reduce((total, character) => total + character.codePointAt(0)!, 0);
  if ((verdict !== 'keep-sync' && verdict !== 'split') || sum % 2 === 1) return [];
  const claim = claims[(sum / 2) % claims.length]!;
  const notes = proposal.notes === null ? claim : `${proposal.notes.replace(/([^.!?])$/, '$1.')} ${claim}`;
  return [read({...one, proposal: {...proposal, notes}})];
}

/** Every head, by its name. */
export const tasks: Readonly<Record<string, Task>> = {
  interaction: {
    classes: ['keep-sync', 'split', 'free', 'ask'],
    from: (one) =>
      [one, ...claimed(one)].map(({passages: all, verdict}) => ({
        passages: all.filter(({design}) => !design),
        label: isFree({verdict}) ? 'free' : verdict,
      })),
  },
  flawed: {classes: yesNo, from: (one) => (isFree(one) ? about(one.verdict === 'needs-work', one.passages) : [])},
  ...Object.fromEntries(
    designFlaws.map((flaw): [string, Task] => [
      flaw,
      {classes: yesNo, from: (one) => (isFree(one) ? about(one.flaws.includes(flaw), one.passages) : [])},
    ]),
  ),
  'kept-part': {
    classes: yesNo,
    from: (one) => (one.verdict === 'split' ? about(!one.flaws.includes('answer-needed'), one.passages) : []),
  },
  'local-copy': {
    classes: yesNo,
    from: (one) =>
      isFree(one) && one.spans
        ? about(
            one.spans.some(({says}) => says === 'copy'),
            one.passages,
          )
        : [],
  },
  'needed-clause': {classes: yesNo, from: (one) => clauses(one, 'needed')},
  'free-clause': {classes: yesNo, from: (one) => clauses(one, 'free')},
  'side-clause': {classes: yesNo, from: (one) => clauses(one, 'side')},
};

/** Features that fewer examples have are left out. */
const fewest = 3;
/** Penalties, chosen by leaving out one set after the other: flaws have few examples each, clauses many. */
const penalties = {interaction: 2, flawed: 2, clauses: 3.3, rest: 0.5} as const;

function penalty(name: string): number {
  if (name === 'interaction' || name === 'flawed') return penalties[name];
  return name.endsWith('-clause') ? penalties.clauses : penalties.rest;
}

export interface Learned {
  readonly classes: readonly string[];
  readonly bias: readonly number[];
  readonly weights: ReadonlyMap<string, readonly number[]>;
}

/** Learns one head from cases. */
export function learned(name: string, cases: readonly Read[]): Learned {
  const {classes, from} = tasks[name]!;
  const raw = cases
    .flatMap(from)
    .map(({passages: own, label}) => ({features: [...new Set(own.flatMap(({features}) => features))], label}));
  const counts = new Map<string, number>();
  for (const {features} of raw) for (const one of features) counts.set(one, (counts.get(one) ?? 0) + 1);
  const names = [...counts]
    .filter(([, count]) => count >= fewest)
    .map(([one]) => one)
    .sort();
  const numbers = new Map(names.map((one, i) => [one, i]));
  const examples = raw.map(
    ({features, label}): Example => ({
      features: Int32Array.from(features.flatMap((one) => numbers.get(one) ?? [])),
      label: classes.indexOf(label),
    }),
  );
  const {weights, bias} = logisticRegression(examples, names.length, classes.length, penalty(name));
  const width = classes.length;
  return {
    classes,
    bias: [...bias],
    weights: new Map(names.map((one, i) => [one, [...weights.slice(i * width, (i + 1) * width)]])),
  };
}
