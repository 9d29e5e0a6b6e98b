import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {aboutTokens} from '../../src/skill/tokens.ts';

describe('the estimate of tokens', () => {
  it.each([
    ['', 0],
    ['a short word', 3],
    ['internationalisation', 4],
    ['123456', 2],
    ['one, two.', 4],
    ['主題', 2],
    ['🐘', 1],
  ])('of %j is %i', (text, expected) => {
    expect(aboutTokens(text)).toBe(expected);
  });

  // Counted with gpt-tokenizer 4 (o200k): 1,915. Newer vendors count more; the estimate lies up to a fifth above it.
  it('lies near what a tokenizer counts', () => {
    const text = readFileSync('skills/kafka-events/SKILL.md', 'utf8');
    expect(aboutTokens(text) / text.length).toBeGreaterThan((1915 / 8057) * 0.95);
    expect(aboutTokens(text) / text.length).toBeLessThan((1915 / 8057) * 1.25);
  });

  it('never falls when a text grows, and adds up over paragraphs', () => {
    fc.assert(
      fc.property(fc.string({unit: 'grapheme'}), fc.string({unit: 'grapheme'}), (a, b) => {
        const [left, right] = [a.trim(), b.trim()];
        expect(aboutTokens(`${left}\n\n${right}`)).toBeGreaterThanOrEqual(
          Math.max(aboutTokens(left), aboutTokens(right)),
        );
      }),
      {seed: 5, numRuns: 200},
    );
  });
});
