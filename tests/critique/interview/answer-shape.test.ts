import {describe, expect, it} from 'vitest';
import {differs, shapeOf} from '../../../src/critique/interview/answer-shape.ts';
import {factPath, withValue} from '../../../src/critique/interview/fact-path.ts';
import {readAnswer} from '../../../src/critique/interview/read-answer.ts';
import {proposalSchema} from '../../../src/critique/proposal.ts';

const facts = [
  ...['proposed', 'result', 'kind', 'waiting', 'refusal', 'invariant', 'compensable', 'localCopy'].map(ofEffect),
  ...['localCopy.tolerated', 'localCopy.lag', 'localCopy.bootstrap', 'onRepeat', 'refusalPlan'].map(ofEffect),
  ...['says', 'publisher', 'decidedBeforePublish', 'publishStep', 'waitsForReply', 'callbacks'].map(ofEvent),
  ...['ordering.needed', 'ordering.key', 'failures', 'lossAccepted', 'audience', 'retention'].map(ofEvent),
  ...['largestPayloadBytes', 'topicHolds', 'fields[0].vocabulary', 'fields[0].data'].map(ofEvent),
];
function ofEffect(fact: string) {
  return `effects[0].${fact}`;
}
function ofEvent(fact: string) {
  return `event.${fact}`;
}

/** What the format of a proposal says about a value at the place of a fact. */
function format(fact: string, value: unknown) {
  const empty = {effects: [{localCopy: {}}], event: {ordering: {}, fields: [{}]}};
  const read = proposalSchema.safeParse({caller: 'a', callee: 'b', facts: withValue(empty, factPath(fact), value)});
  // What is wrong inside one of several kinds stands deeper.
  return read.success ? 'legal' : JSON.stringify(read.error.issues);
}

describe('the ways to answer', () => {
  it.each(facts)('%s: every answer is legal in a proposal file', (fact) => {
    const shape = shapeOf(fact);
    const values =
      shape.kind === 'choice'
        ? shape.choices.map(({value}) => (value === 'copy' ? {} : value)).filter((value) => value !== differs)
        : [read(fact, 'none' in shape && shape.none !== null ? 'none' : shape.example), read(fact, shape.example)];
    expect(values.map((value) => format(fact, value))).toEqual(values.map(() => 'legal'));
  });

  it.each(facts)('%s: no word that the file takes is missing', (fact) => {
    const shape = shapeOf(fact);
    if (shape.kind !== 'choice') return expect(['words', 'list', 'duration', 'amount']).toContain(shape.kind);
    const own = shape.choices.map(({value}) => value).filter((value) => value !== differs && value !== 'copy');
    const said = format(fact, 'qqqq');
    // "is not one of a, b, c: qqq" comes from the schema.
    const words = /is not one of ([^:]*): /.exec(said)?.[1]?.split(', ');
    expect(own).toEqual(words ?? [true, false]);
    if (words === undefined) expect(said).toContain('must be true or false');
  });

  it.each(facts)('%s: the answers fit beside their verdicts in 80 columns', (fact) => {
    const shape = shapeOf(fact);
    const texts = shape.kind === 'choice' ? shape.choices.map(({text}) => text) : [];
    // Two columns of indent, three of the number, two between, and "-> needs-work" or "keep-sync as now".
    for (const text of texts)
      expect(text.length, text).toBeLessThanOrEqual(80 - 2 - 3 - 2 - 'needs-work as now'.length);
  });

  it('refuses a fact that nobody asks about', () => {
    for (const fact of ['effects[0].deadline', 'toString', '__proto__']) expect(() => shapeOf(fact)).toThrow(fact);
  });
});

function read(fact: string, typed: string): unknown {
  const result = readAnswer({shape: shapeOf(fact), offered: []}, typed);
  return 'answer' in result ? result.answer : result.problem;
}
