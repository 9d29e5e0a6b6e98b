import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {metBy, passages, unrelated} from './read-fixtures.ts';

const folder = 'skills/kafka-events';
const files = ['SKILL.md', ...readdirSync(`${folder}/references`).map((file) => `references/${file}`)];
/** Everything that the shipped skill says: text that would meet every criterion if it were said. */
const everything = files.map((file) => readFileSync(`${folder}/${file}`, 'utf8')).join('\n');
const rubricText = readFileSync('skills/rubric.yaml', 'utf8');
const {criteria}: {criteria: readonly Record<'title' | 'question' | 'why' | 'evidence', string>[]} = parse(rubricText);

const sentences = everything
  .split(/(?<=[.!?])\s+|\n/)
  .map((s) => s.replace(/^[#\-|>\s\d.]+/, ''))
  .filter(Boolean);
const nouns = [...new Set(everything.toLowerCase().match(/[a-z][a-z-]{4,}/g))];
const ofKind = (...kinds: readonly string[]) => passages.filter((p) => !p.met && kinds.includes(p.kind));

describe('a skill that only looks as if it taught something', () => {
  it.each([
    ['whose sentences are all headings', sentences.map((sentence) => `## ${sentence}`).join('\n\n')],
    ['whose sentences are all underlined headings', sentences.map((sentence) => `${sentence}\n---`).join('\n\n')],
    ['whose text stands in a code block', `\`\`\`\n${everything.replaceAll('```', '')}\n\`\`\``],
    [
      'whose text is indented code',
      everything
        .split('\n')
        .map((line) => `\n    ${line}`)
        .join('\n'),
    ],
    ['whose text is a comment', `<!-- ${everything.replaceAll('-->', '')} -->`],
    ['that lists keywords after commas', nouns.join(', ')],
    ['that lists keywords as bullets', nouns.map((noun) => `- ${noun}`).join('\n')],
    ['that repeats the questions of the rubric', criteria.map(({question}) => question).join('\n\n')],
    ['that repeats why they matter', criteria.map(({why}) => `- ${why}`).join('\n')],
    [
      'that repeats what counts as evidence',
      criteria.map(({title, evidence}) => `## ${title}\n\n${evidence}`).join('\n\n'),
    ],
    [
      'that repeats all of it in one paragraph each',
      criteria.map((c) => `**${c.title}**: ${c.question} ${c.why} ${c.evidence}`).join('\n\n'),
    ],
    ['that holds the rubric file', rubricText],
    [
      'that claims to explain everything',
      criteria.map(({evidence}) => `This skill ${evidence[0]!.toLowerCase()}${evidence.slice(1)}`).join('\n\n'),
    ],
    ['that is about something else, which it has learned', unrelated.join('\n\n')],
    [
      'of headings, keywords, mentions and promises',
      ofKind('heading', 'keywords', 'mention', 'meta')
        .map(({text}) => `## Topic\n\n${text}`)
        .join('\n\n'),
    ],
  ])('meets nothing: one %s', (_, text) => {
    expect(metBy(text)).toEqual([]);
  });

  it('meets everything once the same sentences are said (the check above can fail)', () => {
    expect(metBy(everything)).toHaveLength(criteria.length);
  });
});

describe('a skill that says the opposite', () => {
  it.each(ofKind('negation').map(({criterion, text}) => [criterion, text] as const))(
    'does not meet %s',
    (criterion, text) => {
      expect(metBy(text)).not.toContain(criterion);
    },
  );
});

describe('a sentence that reports, plans or turns round what should be taught', () => {
  it.each([
    'If the caller needs the answer, publish an event; if nobody needs the answer, keep the call synchronous.',
    'It is wrong to believe that an outage of the callee becomes an outage of the caller.',
    'Some people claim that availabilities multiply and that each further service makes the result lower.',
    'Teams wrongly assume that when Audit adds a required field, every caller must change and deploy.',
    'Consumers that see stale data after a write are a problem of the past: users always see their own writes at once.',
    'We still have to write down that caller and callee must both be up at the same time when a call is made.',
    "Someday we should explain why every caller has to change and deploy when the callee's required fields change.",
  ])('teaches nothing: %s', (sentence) => {
    expect(metBy(sentence)).toEqual([]);
  });
});
