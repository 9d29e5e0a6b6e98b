import type {EffectWords} from './effect-reading.ts';
import type {Quote} from './quote.ts';
import {plainText} from './spelling.ts';

const refusal =
  /\b(?:declin|refus|reject|den(?:y|ied)|sold out|taken|not enough|insufficient|invalid|not valid|not allowed|forbidden|blocked|wrong|expired|already used|full)\w*\b/;
const waiting =
  /\b(?:waits?|waiting|stands?|standing|sits?|sitting|holds?|holding|queue|phone|in front of|at the (?:counter|desk|till|gate|door)|spinner)\b/;
const device = /\b(?:barrier|door|pump|machine|robot|turnstile|device|valve|gate|printer|plc|scanner|lock|arm)\b/;
const shown = /\b(?:shows?|shown|display\w*|screen|page|prints?|printed|listed|appears?|reads? out|sees?)\b/;
const decided = /\b(?:if|or|else|otherwise|only|unless|until|before|decides?|depends?)\b|->/;

/** How fresh a read has to be is no rule that a copy could not keep as well. */
const freshness = /\b(?:current|fresh\w*|latest|newest|up to date|stale\w*|seconds?|minutes?)\b/;

/** What the most telling words say the need is: a rule, a refusal, somebody who waits, or a use of the answer. */
export function groundOf(quote: Quote): EffectWords {
  const plain = plainText(quote.text);
  if (quote.field === 'consistency' && !freshness.test(plain)) {
    return {invariant: {value: quote.text, quote}, compensable: {value: false, quote}};
  }
  if (refusal.test(plain)) return {refusal: {value: 'told-now', quote}};
  if (waiting.test(plain)) return {waiting: {value: device.test(plain) ? 'device' : 'person', quote}};
  return {result: {value: decided.test(plain) ? 'decides' : shown.test(plain) ? 'shown' : 'used', quote}};
}
