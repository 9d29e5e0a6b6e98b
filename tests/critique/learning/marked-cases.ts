import {readdirSync, readFileSync} from 'node:fs';
import type {FlawType} from '../../../src/critique/flaw-types.ts';
import {parseProposals} from '../../../src/critique/parse.ts';
import type {Proposal} from '../../../src/critique/proposal.ts';
import type {Label} from '../labelled.ts';

/** Words of a field that decide something, and what they say: `needed`, `free`, `side`, a flaw, `ok:` and a flaw. */
export interface Span {
  readonly field: string;
  readonly text: string;
  readonly says: string;
}

/** A labelled proposal; `spans` is null where nobody marked its words. */
export interface Marked {
  readonly set: string;
  readonly proposal: Proposal;
  readonly verdict: Label;
  readonly flaws: readonly FlawType[];
  readonly spans: readonly Span[] | null;
}

const folder = new URL('../../../fixtures/critique/', import.meta.url);

const learningFiles = () => [
  ...readdirSync(new URL('marked/', folder))
    .sort()
    .map((name) => `marked/${name}`),
  'own-cases.json',
];

/** All that is learned from, as it stands in the files. */
export function learningText(): string {
  return learningFiles()
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('');
}

/** The cases that the word model is learned from, set by set: each set was written by another hand. */
export function learningCases(): readonly Marked[] {
  return learningFiles().flatMap(marked);
}

interface CaseFile {
  readonly cases: readonly {
    readonly id: string;
    readonly proposal: Readonly<Record<string, unknown>>;
    readonly verdict: Label;
    readonly flaws: readonly FlawType[];
    readonly spans?: readonly Span[];
  }[];
}

/** The cases of a file, with their words alone. */
export function marked(name: string): readonly Marked[] {
  const {cases}: CaseFile = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  const bare = cases.map(({id, proposal: {facts: _, ...words}}: CaseFile['cases'][number]) => ({id, proposal: words}));
  const {proposals, problems} = parseProposals(JSON.stringify({cases: bare}));
  if (problems.length > 0) throw new Error(`${name}: ${JSON.stringify(problems)}`);
  return proposals.map((proposal, i) => ({
    set: name,
    proposal,
    verdict: cases[i]!.verdict,
    flaws: cases[i]!.flaws,
    spans: cases[i]!.spans ?? null,
  }));
}
