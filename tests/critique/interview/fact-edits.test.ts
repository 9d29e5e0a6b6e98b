import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {stringify} from 'yaml';
import {factEdits} from '../../../src/critique/interview/fact-edits.ts';
import type {Interview} from '../../../src/critique/interview/interview.ts';
import {parseProposals} from '../../../src/critique/parse.ts';
import {editedText} from '../../../src/topology/edit-text.ts';
import {anyAnswer, proposals} from './conversations.ts';
import {type Answerer, answering, walked} from './walk.ts';

/** The text after a conversation about its first proposal, and the conversation. */
function talked(text: string, answer: Answerer, at = 0): {readonly next: string; readonly state: Interview} {
  const {proposals: read, places, data, problems} = parseProposals(text);
  expect(problems).toEqual([]);
  const {state} = walked(read[at]!, answer, {wholeDesign: true});
  const edits = factEdits(data, places[at]!, state);
  return {next: edits.length === 0 ? text : editedText(text, data, edits), state};
}

/** What a proposal says, as somebody would write it: nothing that is null. */
const written = (value: unknown) => JSON.parse(JSON.stringify(value, (_, part) => (part === null ? undefined : part)));

/** The ways in which a proposal can stand in a file. */
const files: Readonly<Record<string, (id: string, proposal: object) => unknown>> = {
  bare: (id, proposal) => ({id, ...proposal}),
  case: (id, proposal) => ({id, verdict: 'convert', proposal}),
  list: (id, proposal) => [
    {id: 'first', caller: 'a', callee: 'b'},
    {id, ...proposal},
  ],
  cases: (id, proposal) => ({
    cases: [
      {id: 'first', proposal: {caller: 'a', callee: 'b', facts: null}},
      {id, proposal},
    ],
  }),
};
const prints: Readonly<Record<string, (data: unknown) => string>> = {
  JSON: (data) => JSON.stringify(data, null, 2),
  'JSON on one line': (data) => JSON.stringify(data),
  YAML: (data) => `# a comment\n${stringify(data)}`,
  'YAML with CRLF': (data) => `# a comment\n${stringify(data, {blockQuote: false})}`.replaceAll('\n', '\r\n'),
  'YAML in flow style': (data) =>
    `# a comment\n${stringify(data, {defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', collectionStyle: 'flow', lineWidth: 0})}`,
};

describe('the file after a conversation', () => {
  it.each(
    Object.entries(files).flatMap(([place, wrap]) =>
      Object.entries(prints).map(([kind, print]) => [place, kind, wrap, print] as const),
    ),
  )('says what was answered and nothing else: %s, %s', (_, kind, wrap, print) => {
    const run = fc.property(proposals, fc.infiniteStream(fc.nat(10_000)), ({id, ...content}, pick) => {
      const text = print(wrap(id, written(content)));
      const before = parseProposals(text).proposals;
      const at = before.length - 1;
      const answer: Answerer = (question) => {
        const next = pick.next().value;
        return next % 9 === 0 ? null : anyAnswer(question, next);
      };
      const {next, state} = talked(text, answer, at);
      const after = parseProposals(next);
      expect(after.problems).toEqual([]);
      expect(after.proposals[at]).toEqual(state.proposal);
      expect(after.proposals.slice(0, at)).toEqual(before.slice(0, at));
      if (kind.startsWith('YAML')) expect(next).toMatch(/^# a comment\r?\n/);
      if (kind.includes('CRLF')) expect(next.replaceAll('\r\n', '')).not.toContain('\n');
    });
    fc.assert(run, {seed: 20_260_105, numRuns: 8});
  });

  const commented = `# ours
id: mail   # the id
caller: shop
callee: mailer
facts:     # answers
  effects:
    - what: send  # one effect
      result: ignored   # nobody looks
  event: {says: fact, ordering: {needed: true}}  # short
notes: "kept"
`;
  const answers = {
    effects: [{waiting: 'nobody', refusal: 'none', invariant: 'none', onRepeat: 'recognized'}],
    event: {publishStep: 'outbox', ordering: {key: 'keeps'}},
  };

  it('keeps every comment and line that no answer concerns', () => {
    const {next} = talked(commented, answering(answers));
    expect(next).toBe(`# ours
id: mail   # the id
caller: shop
callee: mailer
facts:     # answers
  effects:
    - what: send  # one effect
      result: ignored   # nobody looks
      waiting: nobody
      refusal: none
      invariant: none
      onRepeat: recognized
  event: {says: fact, ordering: {needed: true, key: keeps}, publishStep: outbox} # short
notes: "kept"
`);
  });

  it('is as it was where nothing was answered', () => {
    expect(talked(commented, () => null).next).toBe(commented);
  });

  it.each([
    ['facts that are not there', 'caller: shop\ncallee: mailer\n'],
    ['facts without a value', 'caller: shop\ncallee: mailer\nfacts:\n'],
    ['parts without a value', 'caller: shop\ncallee: mailer\nfacts: {effects: null, event: null}\n'],
    ['an empty list', 'caller: shop\ncallee: mailer\nfacts: {effects: [], event: {ordering: }}\n'],
  ])('makes room in %s', (_, text) => {
    const said = answering({effects: [answers.effects[0], answers.effects[0]], event: answers.event});
    const {next, state} = talked(text, (question, now) =>
      question.fact === 'effects' ? ['send', 'log'] : (said(question, now) ?? anyAnswer(question, 0)),
    );
    expect(parseProposals(next).proposals[0]).toEqual(state.proposal);
    expect(state.proposal.facts.effects.map(({what, waiting}) => [what, waiting])).toEqual([
      ['send', 'nobody'],
      ['log', 'nobody'],
    ]);
    expect(state.proposal.facts.event.publishStep).toBe('outbox');
  });
});
