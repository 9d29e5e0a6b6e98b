import type {Question, Verdict} from '../critique.ts';
import {mergedAnswers} from '../merged-answers.ts';
import {decidesVerdict} from '../missing-answers.ts';
import {namesIn} from '../names.ts';
import type {Proposal} from '../proposal.ts';
import {differs, type Shape, shapeOf} from './answer-shape.ts';
import {fieldFact, fieldName, unsaidFields} from './field-facts.ts';
import {answered, type Interview} from './interview.ts';
import {shortQuestion} from './short-question.ts';

/** The question to ask now. */
export interface Asked {
  readonly fact: string;
  readonly text: string;
  /** What its answer decides: `keep-sync or convert`. */
  readonly decides: string;
  readonly shape: Shape;
  /** What stands in for an empty answer: what the author's words say already. */
  readonly offered: readonly string[];
  /** The author's words that `offered` was read from, to compare; null where there are none. */
  readonly wrote: string | null;
}

/**
 * The next question, or null where nothing that is open decides the verdict any more. While the effects are only read
 * out of the author's words, they are shown first: whether a call bundles several decides between keeping and splitting.
 */
export function nextQuestion(state: Interview): Asked | null {
  const {proposal, critique, skipped} = state;
  if (proposal.facts.effects.length === 0 && !skipped.has('effects')) {
    const decides = critique.questions.find(({fact}) => fact === 'effects')?.decides ?? 'keep-sync, split or convert';
    return asked(state, {fact: 'effects', text: '', decides});
  }
  const open = openQuestions(state);
  const next = open.find(decidesVerdict) ?? (state.thorough ? open[0] : undefined);
  return next ? asked(state, next) : null;
}

/** How many open questions change no verdict and only show more about the design. */
export function designQuestions(state: Interview): number {
  return openQuestions(state).filter((question) => !decidesVerdict(question)).length;
}

/** How many questions that could decide the verdict were left open on purpose. */
export function leftOpen({proposal, critique, skipped}: Interview): number {
  if (proposal.facts.effects.length === 0) return 1;
  return critique.questions.filter((question) => skipped.has(question.fact) && decidesVerdict(question)).length;
}

function openQuestions({proposal, critique, skipped, apart}: Interview): readonly Question[] {
  const each = critique.questions.flatMap((question) => {
    const part = fieldFact(question.fact);
    // The critic asks for all fields at once, under the name of the first.
    return part && apart.has(part) ? unsaidFields(proposal, part).map((fact) => ({...question, fact})) : [question];
  });
  const named = proposal.facts.effects.length > 0;
  return each.filter(({fact}) => !skipped.has(fact) && (named || !fact.startsWith('effects')));
}

function asked({proposal, apart}: Interview, {fact, text, decides}: Question): Asked {
  const part = fieldFact(fact);
  const shape = shapeOf(fact);
  const wrote = fact === 'effects' ? proposal.purpose : null;
  const common = {fact, decides, offered: offered(fact, proposal), wrote};
  if (part === undefined || shape.kind !== 'choice') {
    return {...common, text: shortQuestion(fact, namesIn(proposal), effectOf(fact, proposal)) ?? text, shape};
  }
  const fields = apart.has(part) ? [fact] : unsaidFields(proposal, part);
  const names = fields.map((field) => fieldName(proposal, field)).join(', ');
  const choices = shape.choices.filter(({value}) => value !== differs || fields.length > 1);
  return {...common, text: shortQuestion(fact, namesIn(proposal), names) ?? text, shape: {...shape, choices}};
}

function effectOf(fact: string, {facts}: Proposal): string {
  const [, index] = /^effects\[(\d+)\]/.exec(fact) ?? [];
  if (index === undefined) return '';
  return facts.effects[Number(index)]?.what ?? `effect ${Number(index) + 1}`;
}

function offered(fact: string, proposal: Proposal): readonly string[] {
  if (fact === 'effects') {
    const read = mergedAnswers(proposal).proposal.facts.effects;
    return read.flatMap(({what}) => what ?? []);
  }
  return fact === 'event.fields' ? (proposal.proposedEvent.payload ?? []).flatMap((name) => name ?? []) : [];
}

/** Choices after which it is asked whether a copy of the data could stand in for the call. */
const leadOn: Readonly<Record<string, string>> = {kind: 'read', publisher: 'owner', localCopy: 'copy'};

/** What the verdict would be after each choice; null where a choice changes nothing by itself but leads to more questions. */
export function verdictsAfter(state: Interview, question: Asked): readonly (Verdict | null)[] {
  const {shape, fact} = question;
  if (shape.kind !== 'choice') return [];
  return shape.choices.map(({value}) => {
    if (value === differs) return null;
    const {verdict} = answered(state, question, value).critique;
    return verdict === state.critique.verdict && value === leadOn[fact.split('.').at(-1)!] ? null : verdict;
  });
}
