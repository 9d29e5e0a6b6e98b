import {readFileSync} from 'node:fs';
import type {FlawType} from '../../src/critique/flaw-types.ts';
import {parseProposals} from '../../src/critique/parse.ts';
import type {Proposal} from '../../src/critique/proposal.ts';

/** `ask`: the words alone do not settle it. */
export type Label = 'convert' | 'keep-sync' | 'split' | 'needs-work' | 'ask';
type Answers = {effects: Record<string, unknown>[]; event: Record<string, unknown>};
interface LabelledCase {
  readonly id: string;
  readonly proposal: Record<string, unknown>;
  readonly verdict: Label;
  readonly flaws: readonly FlawType[];
}
export interface Labelled {
  readonly proposal: Proposal;
  readonly verdict: Label;
  readonly flaws: readonly FlawType[];
}

export const casesText: string = fixture('cases.json');
export const cases: readonly LabelledCase[] = JSON.parse(casesText).cases;
const facts: Readonly<Record<string, Answers>> = JSON.parse(fixture('facts.json'));

/** Changes the answers of a case; null leaves only the words. */
type Edit = (answers: Answers) => Answers | null;

/** The labelled cases as they are read from a file, with their answers as `edit` leaves them. */
export function labelled(edit: Edit = (answers) => answers): readonly Labelled[] {
  return read(cases, (id) => facts[id]!, edit);
}

const allOwn: readonly (LabelledCase & {proposal: {facts: Answers}})[] = JSON.parse(fixture('own-cases.json')).cases;

/** The cases of other domains and other hands; those labelled `ask` have no answers. */
export function ownLabelled(edit: Edit = (answers) => answers): readonly Labelled[] {
  const answers = new Map(allOwn.map(({id, proposal}) => [id, proposal.facts]));
  return read(allOwn, (id) => answers.get(id)!, edit);
}

function read(from: readonly LabelledCase[], answers: (id: string) => Answers, edit: Edit): readonly Labelled[] {
  const edited = from.map((one) => ({
    ...one,
    proposal: {...one.proposal, facts: edit(structuredClone(answers(one.id)))},
  }));
  const {proposals, problems} = parseProposals(JSON.stringify({cases: edited}));
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return proposals.map((proposal, i) => ({proposal, verdict: from[i]!.verdict, flaws: from[i]!.flaws}));
}

/** No answers: the words alone. */
export const wordsOnly = () => null;

/** The proposal without a word of its author, which leaves the names and the answers. */
export function silent(one: Labelled): Labelled {
  const nothing = {call: null, purpose: null, callerUsesResponse: null, consistency: null, volume: null, notes: null};
  const {proposedEvent, delivery} = one.proposal;
  const proposal = {
    ...one.proposal,
    ...nothing,
    latencyBudgetMs: null,
    proposedEvent: {...proposedEvent, topic: null, key: null, payload: null},
    delivery: {...delivery, outbox: null, idempotentConsumer: null, deadLetter: null},
  };
  return {...one, proposal};
}

/** The answers without these keys of every effect. */
export const without =
  (...keys: readonly string[]) =>
  (answers: Answers): Answers => ({
    ...answers,
    effects: answers.effects.map((effect) =>
      Object.fromEntries(Object.entries(effect).filter(([key]) => !keys.includes(key))),
    ),
  });

function fixture(name: string): string {
  return readFileSync(new URL(`../../fixtures/critique/${name}`, import.meta.url), 'utf8');
}
