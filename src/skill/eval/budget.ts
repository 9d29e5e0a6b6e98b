import type {Reply, Usage} from '../../llm/provider.ts';
import {aboutTokens} from '../tokens.ts';
import {longestAnswerTokens} from './question.ts';

/** What a question is taken to cost until its answer says what it did. */
export interface Place {
  readonly inputTokens: number;
  readonly most: number;
}

/** Money that may be spent on answers. */
export interface Budget {
  /** Room for one more question of about so many tokens; null where it could cost more than is left. */
  readonly enter: (inputTokens: number) => Place | null;
  /** The question has ended, with this reply or without one. */
  readonly leave: (place: Place, reply: Reply | null) => void;
  /** In US dollars; null where no price is known. */
  readonly spent: () => number | null;
}

/**
 * A budget of at most `max` US dollars (undefined: without a limit). A question is let through only if everything under
 * way together stays within it even where each answer is as long as it may become. Where a service does not say what an
 * answer used, it is estimated; answers that broke off and were asked for again are not counted.
 */
export function budgetOf(max: number | undefined, price: (usage: Usage) => number | null): Budget {
  let spent: number | null = 0;
  let pending = 0;
  return {
    enter: (tokens) => {
      // Vendors count up to half as many tokens again as the estimate does.
      const inputTokens = Math.ceil(tokens * 1.5);
      const most = price({inputTokens, outputTokens: longestAnswerTokens}) ?? 0;
      if (max !== undefined && (spent ?? 0) + pending + most > max) return null;
      pending += most;
      return {inputTokens: tokens, most};
    },
    leave: ({inputTokens, most}, reply) => {
      pending -= most;
      if (reply === null) return;
      const cost = reply.cost ?? price(reply.usage ?? {inputTokens, outputTokens: aboutTokens(reply.text)});
      spent = spent === null || cost === null ? null : spent + cost;
    },
    spent: () => spent,
  };
}
