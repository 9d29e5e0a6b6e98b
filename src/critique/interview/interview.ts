import type {Critique} from '../critique.ts';
import {localCritique} from '../local-critique.ts';
import {type Proposal, proposalSchema} from '../proposal.ts';
import {differs} from './answer-shape.ts';
import {factPath, withValue} from './fact-path.ts';
import {fieldFact, unsaidFields} from './field-facts.ts';

/** What somebody has answered so far, in one conversation about one proposal. */
export interface Interview {
  /** With the answers of this conversation. */
  readonly proposal: Proposal;
  /** With every open question that decides, not only the first ones. */
  readonly critique: Critique;
  /** The facts answered in this conversation, in that order. */
  readonly answered: readonly string[];
  /** Questions that were left open on purpose. */
  readonly skipped: ReadonlySet<string>;
  /** Kinds of answer about fields that differ from field to field. */
  readonly apart: ReadonlySet<string>;
  /** Whether questions are asked that show flaws but change no verdict. */
  readonly thorough: boolean;
  readonly before: Interview | null;
}

/** An answer in the form of its fact: one of the choices, words, names, a duration, a number of bytes. */
export type Answer = string | boolean | number | readonly string[];

/** A conversation that begins with what the proposal says already. */
export function interview(proposal: Proposal): Interview {
  return {
    proposal,
    critique: critiqueOf(proposal),
    answered: [],
    skipped: new Set(),
    apart: new Set(),
    thorough: false,
    before: null,
  };
}

const critiqueOf = (proposal: Proposal) => localCritique(proposal, {atOnce: Number.POSITIVE_INFINITY});

/** The conversation with the questions about the design as well. */
export function thorough(state: Interview): Interview {
  return {...state, thorough: true, before: state};
}

/** The conversation after an answer to the question about `fact`, which the next question may build on. */
export function answered(state: Interview, {fact}: {readonly fact: string}, answer: Answer): Interview {
  const part = fieldFact(fact);
  if (answer === differs && part) return {...state, apart: new Set([...state.apart, part]), before: state};
  const facts = part && !state.apart.has(part) ? unsaidFields(state.proposal, part) : [fact];
  let changed: unknown = state.proposal.facts;
  for (const each of facts) changed = withValue(changed, factPath(each), stored(fact, answer));
  // Through the schema once more: what is left out of an answer is null there.
  const {facts: read} = proposalSchema.parse({...bare(state.proposal), facts: changed});
  const proposal = {...state.proposal, facts: read};
  return {
    ...state,
    proposal,
    critique: critiqueOf(proposal),
    answered: [...state.answered, ...facts],
    before: state,
  };
}

const bare = ({caller, callee}: Proposal) => ({caller, callee});

function stored(fact: string, answer: Answer): unknown {
  if (fact === 'effects') return (answer as readonly string[]).map((what) => ({what}));
  if (fact === 'event.fields') return (answer as readonly string[]).map((name) => ({name}));
  return answer === 'copy' && fact.endsWith('.localCopy') ? {} : answer;
}

/** The conversation with a question left open. */
export function skip(state: Interview, {fact}: {readonly fact: string}): Interview {
  return {...state, skipped: new Set([...state.skipped, fact]), before: state};
}
