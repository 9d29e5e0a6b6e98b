import type {Usage} from './provider.ts';

/**
 * List prices in US dollars for a million tokens (input, output), as of 2026-11. The older Claude models:
 * https://platform.claude.com/docs/en/about-claude/pricing. claude-sonnet-5-5: the vendor's rate as reported in
 * https://github.com/BarganConstantin/ccdeck/releases/tag/v3.29.11. gpt-5.6-terra: the vendor's rate since 2026-07-30 as
 * reported in https://docs.apiyi.com/live/2026-07/gpt-5-6-terra-luna-price-cut.md, for questions up to 272,000 tokens.
 */
const perMillion: ReadonlyMap<string, readonly [input: number, output: number]> = new Map([
  ['claude-sonnet-5-5', [2, 10]],
  ['claude-opus-4-6', [5, 25]],
  ['claude-opus-4-5', [5, 25]],
  ['claude-sonnet-4-6', [3, 15]],
  ['claude-haiku-4-5', [1, 5]],
  ['gpt-5.6-terra', [2, 12]],
]);

/** What `usage` costs by list price, in US dollars, without discounts for cached input; null where no price is known. */
export function listPrice(model: string, usage: Usage | null): number | null {
  // A dated version of a model costs what the model costs.
  const price = perMillion.get(model.replace(/-(?:\d{8}|\d{4}-\d\d-\d\d)$/, ''));
  if (!price || !usage) return null;
  return (usage.inputTokens * price[0] + usage.outputTokens * price[1]) / 1_000_000;
}
