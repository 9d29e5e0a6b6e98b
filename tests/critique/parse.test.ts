import {describe, expect, it} from 'vitest';
import {parseProposals} from '../../src/critique/parse.ts';
import {cases, casesText} from './labelled.ts';

const problemsOf = (text: string) =>
  parseProposals(text).problems.map(({line, column, message, hint}) => `${line}:${column} ${message} | ${hint}`);

describe('reads', () => {
  it('the labelled cases as they are, with their labels beside them', () => {
    const {proposals, problems} = parseProposals(casesText);
    expect(problems).toEqual([]);
    expect(proposals.map(({id}) => id)).toEqual(cases.map(({id}) => id));
    expect(proposals[0]).toMatchObject(cases[0]!.proposal);
  });

  it.each([
    ['a bare proposal', 'id: mail\ncaller: shop\ncallee: mailer\n'],
    ['a case', 'id: mail\nproposal: {caller: shop, callee: mailer}\n'],
    ['a list of both kinds', '- {id: mail, caller: shop, callee: mailer}\n'],
    ['a list of cases', 'cases:\n  - id: mail\n    proposal:\n      caller: shop\n      callee: mailer\n'],
    ['JSON', '{"id": "mail", "proposal": {"caller": "shop", "callee": "mailer", "call": null}}'],
    ['JSON indented with tabs', '{\n\t"id": "mail",\n\t"caller": "shop",\n\t"callee": "mailer"\n}'],
  ])('%s', (_, text) => {
    expect(parseProposals(text)).toMatchObject({
      proposals: [{id: 'mail', caller: 'shop', callee: 'mailer', call: null}],
      problems: [],
    });
  });

  it('what is missing, null or blank as "not said"', () => {
    const [bare] = parseProposals('caller: shop\ncallee: mailer\n').proposals;
    const [blank] = parseProposals(
      'caller: shop\ncallee: mailer\npurpose: "  "\nfacts: null\ndelivery: null\nproposedEvent: {name: }\n',
    ).proposals;
    expect(blank).toEqual(bare);
    expect(bare).toMatchObject({purpose: null, delivery: {outbox: null}, facts: {effects: [], event: {says: null}}});
  });

  it('none, a bare number or true as words where words are asked for', () => {
    const text =
      'caller: shop\ncallee: mailer\nvolume: 120\ncallerUsesResponse: false\nlatencyBudgetMs: none\nproposedEvent: {payload: none, key: none}\n';
    expect(parseProposals(text).proposals[0]).toMatchObject({
      volume: '120',
      callerUsesResponse: 'false',
      latencyBudgetMs: 'none',
      proposedEvent: {payload: [], key: 'none'},
    });
  });

  it('proposals without an id under the names of their parties, never under one that is taken', () => {
    const text = '- {caller: a, callee: b}\n- {caller: a, callee: b}\n- {id: a-b-2, caller: c, callee: d}\n';
    expect(parseProposals(text).proposals.map(({id}) => id)).toEqual(['a-b', 'a-b-3', 'a-b-2']);
  });

  it('hostile names as names', () => {
    const text = 'caller: __proto__\ncallee: constructor\nfacts: {effects: [{what: toString}]}\n';
    expect(parseProposals(text).proposals[0]).toMatchObject({
      caller: '__proto__',
      callee: 'constructor',
      facts: {effects: [{what: 'toString'}]},
    });
  });
});

describe('refuses, with place and next step,', () => {
  it('every unknown key and value at once, in file order', () => {
    const text = [
      'caller: a',
      'callee: b',
      'fatcs: {}',
      'facts:',
      '  effects:',
      '    - {what: x, result: ignore, waitng: nobody, localCopy: {tolerated: 60, lagg: 2s}}',
      '    - {compensable: yes, deadline: 5 minutes}',
      '  event: {ordering: {keys: none}, fields: [{vocabulary: database}], largestPayloadBytes: -1}',
    ].join('\n');
    expect(problemsOf(text)).toEqual([
      expect.stringMatching(/^3:1 unknown key "fatcs" \| Did you mean "facts"\?$/),
      expect.stringMatching(
        /^6:25 facts\.effects\[0\]\.result: is not one of ignored.*: ignore \| Did you mean "ignored"\?$/,
      ),
      expect.stringMatching(/^6:33 facts\.effects\[0\]: unknown key "waitng" \| Did you mean "waiting"\?$/),
      expect.stringMatching(/^6:72 facts\.effects\[0\]\.localCopy\.tolerated: must be a duration/),
      expect.stringMatching(/^6:76 facts\.effects\[0\]\.localCopy: unknown key "lagg" \| Did you mean "lag"\?$/),
      expect.stringMatching(/^7:21 facts\.effects\[1\]\.compensable: must be true or false, not yes/),
      expect.stringMatching(/^7:36 facts\.effects\[1\]\.deadline: is no duration/),
      expect.stringMatching(/^8:22 facts\.event\.ordering: unknown key "keys" \| Did you mean "key"\?$/),
      expect.stringMatching(
        /^8:57 facts\.event\.fields\[0\]\.vocabulary: is not one of producer, consumer, storage: database/,
      ),
      expect.stringMatching(/^8:90 facts\.event\.largestPayloadBytes: must not be negative/),
    ]);
  });

  it.each([
    ['an empty file', ' \n', /^1:1 the file is empty/],
    ['no proposal', '[]', /^1:1 holds no proposal/],
    ['no cases', 'cases: []', /holds no proposal/],
    ['a text', 'convert the mailer', /^1:1 is no proposal/],
    ['a number in the list', '- {caller: a, callee: b}\n- 3', /^2:3 is no proposal/],
    ['a misspelt wrapper', 'propsal: {caller: a, callee: b}', /Did you mean "proposal"/],
    ['no YAML', '{{{', /^1:\d+ is not valid YAML/],
    ['a missing party', 'id: x\ncaller: a', /^1:1 callee: /],
    ['an empty party', 'caller: ""\ncallee: b', /^1:9 caller: a name is empty/],
    ['a duplicate key', 'caller: a\ncallee: b\ncaller: c', /^3:1 .*"caller" stands here twice/],
    ['a duplicate key in JSON', '{"caller": "a",\n "caller": "a", "callee": "b"}', /^2:2 .*"caller" stands here twice/],
    [
      'an id that is taken',
      '- {id: 1, caller: a, callee: b}\n- {id: "1", caller: a, callee: b}',
      /^2:8 the id "1" is taken/,
    ],
    [
      'answers beside the proposal',
      'id: x\nproposal: {caller: a, callee: b}\nfacts: {}',
      /^3:1 .*"facts" stands beside "proposal"/,
    ],
    ['__proto__ as a key', 'caller: a\ncallee: b\n__proto__: {facts: 1}', /^3:1 unknown key "__proto__"/],
    ['an escape sequence', 'caller: "a\\e[2Jb"\ncallee: b', /^1:9 caller: the name "a\\x1b\[2Jb" has control/],
    ['an escape sequence in words', 'caller: a\ncallee: b\nnotes: "\\e]0;x\\a"', /^3:8 notes: has control characters/],
    ['an alias into itself', 'caller: a\ncallee: b\nnotes: &n [*n]', /alias \*n/],
  ])('%s', (_, text, message) => {
    expect(problemsOf(text)[0]).toMatch(message);
    expect(parseProposals(text).proposals).toEqual([]);
  });

  it('an alias bomb and endless nesting in reasonable time', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...[...'bcdefghij'].map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefghij'[i]}`)}]`),
    ];
    expect(problemsOf(bomb.join('\n'))[0]).toMatch(/aliases repeat too many values/);
    expect(problemsOf('['.repeat(20_000))[0]).toMatch(/nested too deeply/);
  });
});
