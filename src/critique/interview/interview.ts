import type {Critique, Question, Verdict} from '../critique.ts';
import type {Effect} from '../facts.ts';
import {localCritique} from '../local-critique.ts';
import {mergedAnswers} from '../merged-answers.ts';
import {decidesVerdict} from '../missing-answers.ts';
import {namesIn} from '../names.ts';
import {type Proposal, proposalSchema} from '../proposal.ts';
import {differs, type Shape, shapeOf} from './answer-shape.ts';
import {factPath, valueAt, withValue} from './fact-path.ts';
import {shortQuestion} from './short-question.ts';

/** What somebody has answered so far, in one conversation about one proposal. */
export interface Interview {
  /** With the answers of this conversation. */
  readonly proposal: Proposal;
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

/** The question to ask now. */
export interface Asked {
  readonly fact: string;
  readonly text: string;
  /** What its answer decides: `keep-sync or convert`. */
  readonly decides: string;
  readonly shape: Shape;
  /** What stands in for an empty answer: what the author's words say already. */
  readonly offered: readonly string[];
}

/** An answer in the form of its fact: one of the choices, words, names, a duration, a number of bytes. */
export type Answer = string | boolean | number | readonly string[];

/** A conversation that begins with what the proposal says already. */
export function interview(proposal: Proposal): Interview {
  return {
    proposal,
    critique: localCritique(proposal),
    answered: [],
    skipped: new Set(),
    apart: new Set(),
    thorough: false,
    before: null,
  };
}

/**
 * The next question, or null where nothing that is open decides the verdict any more. While the effects are only read
 * out of the author's words, they are shown first: whether a call bundles several decides between keeping and splitting.
 */
export function nextQuestion(state: Interview): Asked | null {
  const {proposal, critique, skipped, thorough} = state;
  if (proposal.facts.effects.length === 0 && !skipped.has('effects')) {
    const decides = critique.questions.find(({fact}) => fact === 'effects')?.decides ?? 'keep-sync, split or convert';
    return asked(state, {fact: 'effects', text: '', decides});
  }
  const open = critique.questions.filter(({fact}) => !skipped.has(fact) && fact !== 'effects');
  const next = open.find((question) => decidesVerdict(question) || thorough);
  return next ? asked(state, next) : null;
}

/** How many open questions change no verdict and only show whether the design has a flaw. */
export function designQuestions({critique, skipped}: Interview): number {
  return critique.questions.filter((question) => !skipped.has(question.fact) && !decidesVerdict(question)).length;
}

/** The conversation with the questions about the design as well. */
export function thorough(state: Interview): Interview {
  return {...state, thorough: true, before: state};
}

function asked({proposal, apart}: Interview, {fact, text, decides}: Question): Asked {
  const names = namesIn(proposal);
  const [, index] = /^effects\[(\d+)\]/.exec(fact) ?? [];
  const what =
    index === undefined ? '' : (proposal.facts.effects[Number(index)]?.what ?? `effect ${Number(index) + 1}`);
  const [, at = '', part = ''] = /^event\.fields\[(\d+)\]\.(\w+)$/.exec(fact) ?? [];
  const shape = shapeOf(fact);
  if (shape.kind === 'choice' && apart.has(part)) {
    const name = proposal.facts.event.fields?.[Number(at)]?.name ?? `field ${Number(at) + 1}`;
    const own = shape.choices.filter(({value}) => value !== differs);
    return {fact, text: fieldText(part, name), decides, shape: {...shape, choices: own}, offered: []};
  }
  return {fact, text: shortQuestion(fact, names, what) ?? text, decides, shape, offered: offered(fact, proposal)};
}

const fieldText = (part: string, name: string) =>
  part === 'data' ? `What is in the field ${name}?` : `In whose words is the field ${name}?`;

function offered(fact: string, proposal: Proposal): readonly string[] {
  if (fact === 'effects') {
    const read = mergedAnswers(proposal).proposal.facts.effects;
    return read.flatMap(({what}) => what ?? []);
  }
  return fact === 'event.fields' ? (proposal.proposedEvent.payload ?? []).flatMap((name) => name ?? []) : [];
}

/** The conversation after an answer to `question`, which the next question may build on. */
export function answered(state: Interview, {fact}: Asked, answer: Answer): Interview {
  const [, part = ''] = /^event\.fields\[\d+\]\.(\w+)$/.exec(fact) ?? [];
  if (answer === differs) return {...state, apart: new Set([...state.apart, part]), before: state};
  const everywhere = part !== '' && !state.apart.has(part);
  const facts = everywhere
    ? (state.proposal.facts.event.fields ?? []).flatMap((field, i) =>
        field[part as 'vocabulary' | 'data'] === null ? [`event.fields[${i}].${part}`] : [],
      )
    : [fact];
  let changed: unknown = state.proposal.facts;
  for (const each of facts) changed = withValue(changed, factPath(each), stored(fact, answer));
  // Through the schema once more: what is left out of an answer is null there.
  const {facts: read} = proposalSchema.parse({...bare(state.proposal), facts: changed});
  const proposal = {...state.proposal, facts: read};
  return {
    ...state,
    proposal,
    critique: localCritique(proposal),
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
export function skip(state: Interview, {fact}: Asked): Interview {
  return {...state, skipped: new Set([...state.skipped, fact]), before: state};
}

/** The conversation before the last step; the same where there is none. */
export function back(state: Interview): Interview {
  return state.before ?? state;
}

/** What the verdict would be after each choice; null where a choice answers nothing by itself. */
export function verdictsAfter(state: Interview, question: Asked): readonly (Verdict | null)[] {
  const {shape} = question;
  if (shape.kind !== 'choice') return [];
  return shape.choices.map(({value}) => (value === differs ? null : answered(state, question, value).critique.verdict));
}

/** The answer that stands for an effect's fact now, where one does. */
export function answerOf({proposal}: Interview, fact: string): unknown {
  return valueAt(proposal.facts, factPath(fact)) as Effect[keyof Effect];
}
