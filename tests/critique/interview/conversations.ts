import fc from 'fast-check';
import type {Shape} from '../../../src/critique/interview/answer-shape.ts';
import type {Answer} from '../../../src/critique/interview/interview.ts';
import type {Asked} from '../../../src/critique/interview/next-question.ts';
import {type Proposal, proposalSchema} from '../../../src/critique/proposal.ts';
import {labelled, ownLabelled, wordsOnly} from '../labelled.ts';
import {copiedRead, free, soundEvent} from '../proposals.ts';

const all = [...labelled(), ...ownLabelled(), ...labelled(wordsOnly), ...ownLabelled(wordsOnly)];
const texts: readonly Proposal[] = all.map(({proposal}) => proposal);

const hidden = (values: object): fc.Arbitrary<object> =>
  fc
    .subarray(Object.keys(values))
    .map((keys) => Object.fromEntries(Object.entries(values).filter(([key]) => keys.includes(key))));

const fields = [
  {name: 'total', vocabulary: 'producer'},
  {name: 'email', data: 'personal'},
  {name: 'row', vocabulary: 'storage', data: 'plain'},
  {},
];

const partly = fc.record({
  effects: fc.array(fc.constantFrom(free, copiedRead, {...free, result: 'decides'}).chain(hidden), {maxLength: 3}),
  event: fc.constantFrom(soundEvent, {...soundEvent, fields}, {...soundEvent, failures: 'endless'}).chain(hidden),
});

/** Proposals with words of the labelled ones, or hardly any, and with none, some or all of the answers. */
export const proposals: fc.Arbitrary<Proposal> = fc
  .record({words: fc.constantFrom(...texts), facts: fc.option(partly), few: fc.boolean()})
  .map(({words, facts, few}) => {
    const {id, caller, callee, ...rest} = words;
    const read = facts === null ? rest.facts : proposalSchema.parse({caller, callee, facts}).facts;
    const spoken = few ? proposalSchema.parse({caller, callee}) : rest;
    return {...spoken, id, caller, callee, facts: read};
  });

const byShape: {readonly [K in Shape['kind']]: (shape: Extract<Shape, {kind: K}>, pick: number) => Answer} = {
  choice: ({choices}, pick) => choices[pick % choices.length]!.value,
  words: (_, pick) => ['none', 'no seat is sold twice', '- "quoted": {a}', '#hash', 'null', 'at 12:30'][pick % 6]!,
  list: ({none}, pick) =>
    none !== null && pick % 4 === 0 ? [] : [['a'], ['a: b', '- c', 'yes'], ['mail', 'Überweisung 💶']][pick % 3]!,
  duration: (_, pick) => ['2s', '5m', '1.5h', '200 ms'][pick % 4]!,
  amount: (_, pick) => [0, 400, 2_000_000][pick % 3]!,
};

/** The answer of somebody who answers by chance: `pick` chooses among what fits. */
export function anyAnswer({shape}: Pick<Asked, 'shape'>, pick: number): Answer {
  const answer = byShape[shape.kind] as (shape: Shape, pick: number) => Answer;
  return answer(shape, pick);
}

/** As many questions as there can be about a proposal with so many effects and fields. */
export function mostQuestions(effects: number, fieldCount: number): number {
  // Thirteen facts of each effect, fourteen of the event; each field's two, after an answer that they differ.
  return 1 + 13 * effects + 14 + 2 * (fieldCount + 1);
}
