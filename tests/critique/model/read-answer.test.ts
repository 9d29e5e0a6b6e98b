import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {answerJsonSchema} from '../../../src/critique/model/answer.ts';
import {readAnswer} from '../../../src/critique/model/read-answer.ts';
import {modelAnswer} from './answers.ts';

const json = JSON.stringify(modelAnswer, null, 2);
const wrongIn = (value: unknown) => {
  const read = readAnswer(JSON.stringify(value));
  return 'wrong' in read ? read.wrong.join('\n') : '';
};

describe('an answer is found', () => {
  it.each([
    ['alone', json],
    ['in a fenced block with words around it', `Here you are:\n\n\`\`\`json\n${json}\n\`\`\`\nGood luck {really}!`],
    ['with words before and behind', `Sure. ${json}\nThat is all.`],
    ['after thoughts with braces', `<think>Maybe {"verdict": 1} or {x}?</think>\n${json}`],
    ['quoted as in a mail', json.replace(/^/gm, '> ')],
    ['with Windows line ends and a byte order mark', `\ufeff${json.replaceAll('\n', '\r\n')}`],
    ['with typographic quotes', json.replaceAll(/"([^"]*)"/g, '\u201c$1\u201d')],
    ['behind another object', `{"note": 1}\n\`\`\`\n${json}\n\`\`\``],
  ])('%s', (_, text) => {
    expect(readAnswer(text)).toEqual({answer: modelAnswer});
  });
});

describe('what is wrong with an answer is said', () => {
  it.each([
    [
      'an unknown flaw',
      {...modelAnswer, flaws: [{type: 'bad', because: 'x', repair: 'y'}]},
      /^flaws\[0\]\.type: .*dual-write/,
    ],
    ['an unknown verdict', {...modelAnswer, verdict: 'yes'}, /^verdict: /],
    ['a missing list', {...modelAnswer, reasons: undefined}, /^reasons: /],
    ['an endless text', {...modelAnswer, keep: ['x'.repeat(3000)]}, /^keep\[0\]: is longer than 2000 characters/],
    ['an endless list', {...modelAnswer, keep: Array(50).fill('x')}, /^keep: has more than 40 entries/],
    ['an empty text', {...modelAnswer, keep: [' ']}, /^keep\[0\]: is empty/],
  ])('%s', (_, value, message) => {
    expect(wrongIn(value)).toMatch(message);
  });

  it.each([
    ['', /empty/],
    ['no idea', /no JSON object/],
    [json.slice(0, -30), /not complete/],
    ['['.repeat(200_000), /no JSON/],
  ])('text %#', (text, message) => {
    const read = readAnswer(text);
    expect('wrong' in read && read.wrong.join()).toMatch(message);
  });
});

it('lets no control character into an answer, and no key of the prototype', () => {
  const read = readAnswer(
    JSON.stringify({...modelAnswer, keep: ['a\u001b[2J\u009b31m\nb']}).replace('{', '{"__proto__": {"polluted": 1},'),
  );
  expect('answer' in read && read.answer.keep).toEqual(['a\\x1b[2J\\x9b31m b']);
  expect('polluted' in read).toBe(false);
  expect(Object.hasOwn('answer' in read ? read.answer : {}, '__proto__')).toBe(false);
});

it('never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(Object.keys(readAnswer(text))).toHaveLength(1);
    }),
    {seed: 4, numRuns: 200},
  );
});

it('has a schema that strict vendors take: every object closed, every key required, no limits', () => {
  const objects: {required: string[]; properties: object; additionalProperties: boolean}[] = [];
  const text = JSON.stringify(answerJsonSchema(), (_, value) => {
    if (value?.type === 'object') objects.push(value);
    return value;
  });
  expect(objects.length).toBeGreaterThan(5);
  for (const {required, properties, additionalProperties} of objects) {
    expect(required).toEqual(Object.keys(properties));
    expect(additionalProperties).toBe(false);
  }
  expect(text).not.toMatch(/"(?:minLength|maxLength|maxItems|pattern|\$schema)"/);
});
