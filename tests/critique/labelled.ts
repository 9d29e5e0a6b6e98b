import {readFileSync} from 'node:fs';
import type {FlawType} from '../../src/critique/flaw-types.ts';
import {parseProposals} from '../../src/critique/parse.ts';
import type {Proposal} from '../../src/critique/proposal.ts';

export type Label = 'convert' | 'keep-sync' | 'split' | 'needs-work';
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

/** The labelled cases as they are read from a file, with their answers as `edit` leaves them. */
export function labelled(edit: (answers: Answers) => unknown = (answers) => answers): readonly Labelled[] {
  const withFacts = cases.map((one) => ({
    ...one,
    proposal: {...one.proposal, facts: edit(structuredClone(facts[one.id]!))},
  }));
  const {proposals, problems} = parseProposals(JSON.stringify({cases: withFacts}));
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return proposals.map((proposal, i) => ({proposal, verdict: cases[i]!.verdict, flaws: cases[i]!.flaws}));
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
