import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {localCritique} from '../../src/critique/local-critique.ts';
import {critiquesSummary, critiqueText, impactSentences} from '../../src/report/critique-text.ts';
import type {TextOptions} from '../../src/report/page.ts';
import {labelled} from '../critique/labelled.ts';
import {critiqueOf, free, soundEvent} from '../critique/proposals.ts';

const plain: TextOptions = {width: 80, paint: (_, text) => text};
const subject = {caller: 'shop', callee: 'mailer', call: 'POST /mails'};
const needed = {...free, what: 'charge the card', result: 'decides'};
const textOf = (effects: readonly unknown[], event: unknown = soundEvent) =>
  critiqueText(critiqueOf(effects, event), subject, plain);

describe('says first what to do, then answers the one question', () => {
  it.each([
    ['convert', [free], soundEvent, /^No\.$/],
    ['keep-sync', [needed], soundEvent, /^Yes\.$/],
    ['split', [needed, free], soundEvent, /^For "charge the card": yes\. For "send the mail": no\.$/],
    ['needs-work', [free], {...soundEvent, publishStep: 'separate'}, /^No\.$/],
    ['undecided', [{what: 'send the mail'}], soundEvent, /^Not known yet\.$/],
    [
      'undecided',
      [needed, {what: 'send the mail'}],
      soundEvent,
      /^For "charge the card": yes\. For the rest it is not/,
    ],
  ])('%s', (word, effects, event, answer) => {
    const [first, question, second] = textOf(effects, event).split('\n');
    expect(first).toMatch(new RegExp(`^${word}: `));
    expect(question).toBe("Does shop need to wait for mailer's result?");
    expect(second).toMatch(answer);
  });
});

it('calls facts "your answers" and ask "undecided"', () => {
  const text = textOf([{what: 'send the mail'}]);
  expect(text).toContain('Your answers: effects[0].result');
  expect(text).not.toMatch(/\bfacts\b|\bask\b/);
});

it('shows flaws with repairs, questions with what they decide, and alternatives', () => {
  const text = textOf([{...free, onRepeat: null}], {...soundEvent, publishStep: 'separate'}).replace(/\n +/g, ' ');
  expect(text).toMatch(
    /- dual-write: Commit and publish are two steps.* Your answer: event\.publishStep: separate\. Repair: Write OrderPlaced to an outbox table/,
  );
  expect(text).toMatch(
    /\? OrderPlaced is delivered twice: .* effects\[0\]\.onRepeat; decides: whether the design has the flaw/,
  );
  expect(text).toMatch(/What else would help - command-queue: /);
});

it('lists six open questions and counts the others', () => {
  const text = textOf([free], null);
  const {questions} = critiqueOf([free], null);
  expect(text.match(/^ {2}\? /gm)).toHaveLength(6);
  expect(text).toContain(`and ${questions.length - 6} more`);
});

it.each([80, 40])('keeps within %i columns, wide characters and unbroken words included', (width) => {
  const what = `${'注文'.repeat(60)} 👩‍👩‍👧‍👦 ${'x'.repeat(200)}`;
  const texts = [
    critiqueText(critiqueOf([{...needed, what}, free]), subject, {...plain, width}),
    ...labelled().map(({proposal}) => critiqueText(localCritique(proposal), proposal, {...plain, width})),
  ];
  for (const line of texts.join('\n').split('\n')) expect(stringWidth(line), line).toBeLessThanOrEqual(width);
});

it('lets no control character through, and no line end of the author', () => {
  const hostile = {...critiqueOf([free]), id: 'a\u001b[2J', publish: []};
  const text = critiqueText(hostile, {caller: 'x\nYes.', callee: '\u202emoc', call: '\u009b1m'}, plain);
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(text).toContain('a\\x1b[2J');
  expect(text.split('\n')).not.toContain('Yes.');
});

it('says the same with and without colours', () => {
  const marked = {width: 80, paint: (style: string, text: string) => `<${style}>${text}</${style}>`};
  const bare = (text: string) => text.replace(/<\/?\w+>/g, '').replace(/\s+/g, ' ');
  const critique = critiqueOf([needed, free]);
  expect(bare(critiqueText(critique, subject, marked))).toBe(bare(critiqueText(critique, subject, plain)));
});

it('sums up several proposals in one line', () => {
  const critiques = [critiqueOf([free]), critiqueOf([needed]), critiqueOf([]), critiqueOf([])];
  expect(critiquesSummary(critiques)).toBe('4 proposals: 1 convert, 1 keep-sync, 2 undecided.\n');
});

describe('what a conversion changes in figures', () => {
  const same = {before: 0.996006, after: 0.996006};
  const impact = {
    availability: {operation: 'create', ...same, downtimeMinutesPerYear: {before: 2099.2, after: 2099.2}},
    latency: {operation: 'create', typicalMs: {before: 2600, after: 2600}, p99Ms: {before: 2600, after: 2600}},
  };

  it('is said as a change, or plainly as none', () => {
    expect(impactSentences(impact)).toEqual(['nothing changes: create is 99.6006 % available and answers in 2.6 s']);
    const faster = {...impact, latency: {...impact.latency, typicalMs: {before: 2600, after: 55}}};
    expect(impactSentences(faster)).toEqual([
      'create: 99.6006 % -> 99.6006 % available, 34.99 h -> 34.99 h down a year',
      'it answers in 2.6 s -> 55 ms',
    ]);
  });
});
