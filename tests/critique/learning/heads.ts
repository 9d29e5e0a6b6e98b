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

/** Sentences about delivery and design, as authors of good events write them: they tell nothing of who needs what. */
const designProse = [
  'There is an outbox table and Debezium.',
  'Message ids are recorded on the other side.',
  'Retries with backoff, then the dead-letter topic, somebody looks every morning.',
  'Key is the id, so the order per id holds.',
  'Handlers are idempotent, we checked.',
  'ACL on the topic, kept for a week.',
  'CDC from the table, nothing else is written.',
  'Schema is registered, compatible changes only.',
  'Payload has no personal data, only references.',
  'Three services would subscribe, all of them dedupe.',
  'Partitions and monitoring are set up already.',
  'We have used this pattern elsewhere and it went well.',
];

/**
 * A case of a needed answer once more with what may stand beside any need: prose about the design, and in every second
 * case a claim. So neither of them frees anything.
 */
function dressed(one: Read): readonly Read[] {
  const {proposal, verdict} = one;
  if (verdict !== 'keep-sync' && verdict !== 'split') return [];
  const sum = [...proposal.id].reduce((total, character) => 31 * total + character.codePointAt(0)!, 7) % 1_000_003;
  const pick = (from: readonly string[], step: number) => from[(sum + step * 5) % from.length]!;
  const prose = [0, 1, 2].slice(0, 1 + (sum % 3)).map((step) => pick(designProse, step));
  const claim = sum % 2 === 0 ? [pick(claims, 0)] : [];
  return [prose, claim]
    .filter((sentences) => sentences.length > 0)
    .map((sentences) => {
      const before = proposal.notes === null ? [] : [proposal.notes.replace(/([^.!?])$/, '$1.')];
      return read({...one, proposal: {...proposal, notes: [...before, ...sentences].join(' ')}});
    });
}

/** Every head, by its name. */
export const tasks: Readonly<Record<string, Task>> = {
  interaction: {
    classes: ['keep-sync', 'split', 'free', 'ask'],
    from: (one) =>
      [one, ...dressed(one)].map(({passages: all, verdict}) => ({
        passages: all.filter(({design}) => !design),
        label: isFree({verdict}) ? 'free' : verdict,
      })),
  },
  'interaction-without-notes': {
    classes: ['keep-sync', 'split', 'free', 'ask'],
    from: (one) => [
      {
        passages: one.passages.filter(({design, quote}) => !design && quote.field !== 'notes'),
        label: isFree(one) ? 'free' : one.verdict,
      },
    ],
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
  if (name.startsWith('interaction')) return penalties.interaction;
  if (name === 'flawed') return penalties.flawed;
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
