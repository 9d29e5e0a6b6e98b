import type {Usage} from './provider.ts';

/** US dollars for a million tokens. `upTo`: the longest question, in tokens, for which they hold. */
interface Price {
  readonly input: number;
  readonly output: number;
  readonly upTo: number;
}

const price = (input: number, output: number, upTo = Number.POSITIVE_INFINITY): Price => ({input, output, upTo});
/** From here on a question to one of OpenAI's models costs more. */
const short = 272_000;

/**
 * The vendors' list prices as their own pages gave them in November 2026. Claude: the page of each model below
 * https://platform.claude.com/docs/en/models/ (haiku-5-5/overview, opus-5-5/overview, ...), of the models before 5
 * https://platform.claude.com/docs/en/about-claude/pricing. GPT: https://developers.openai.com/api/docs/models and the page
 * of each model there. A model that is on none of them is not listed: no cost is better than a wrong one.
 */
const perMillion: ReadonlyMap<string, Price> = new Map([
  ['claude-fable-5-1', price(10, 50)],
  ['claude-fable-5', price(10, 50)],
  ['claude-opus-5-5', price(4, 20)],
  ['claude-opus-5', price(5, 25)],
  ['claude-opus-4-6', price(5, 25)],
  ['claude-opus-4-5', price(5, 25)],
  ['claude-sonnet-5-5', price(2, 10)],
  ['claude-sonnet-5', price(2, 10)],
  ['claude-sonnet-4-6', price(3, 15)],
  ['claude-haiku-5-5', price(0.1, 0.5, 100_000)],
  ['claude-haiku-4-5', price(1, 5)],
  ['gpt-6-astra', price(10, 50, short)],
  ['gpt-6.1-sol', price(2, 10, short)],
  ['gpt-6.1-terra', price(1, 5, short)],
  ['gpt-6-luna', price(0.1, 0.5, short)],
  ['gpt-5.6-sol', price(4, 20, short)],
  ['gpt-5.6-terra', price(2, 12, short)],
  ['gpt-5.6-luna', price(0.2, 1.2, short)],
]);

/**
 * What `usage` costs by list price, in US dollars, without discounts for cached input; null where no price is known, as for
 * a model that is not listed or a question longer than the price is for.
 */
export function listPrice(model: string, usage: Usage | null): number | null {
  // A dated version of a model costs what the model costs.
  const listed = perMillion.get(model.replace(/-(?:\d{8}|\d{4}-\d\d-\d\d)$/, ''));
  if (!listed || !usage || usage.inputTokens > listed.upTo) return null;
  return (usage.inputTokens * listed.input + usage.outputTokens * listed.output) / 1_000_000;
}
