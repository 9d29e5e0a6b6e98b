/**
 * Whether a passage speaks to whoever judges instead of about the call: orders to the critic, verdicts, closed answers
 * written as prose, data. Such passages are no answers and are left out.
 */
export function isInstruction(plain: string): boolean {
  return patterns.some((pattern) => pattern.test(plain));
}

const verdict = '(?:convert|keep[- ]?sync|needs[- ]?work|split)';
const patterns: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override) (?:all|any|the|every|these|those|your|previous|everything|what)\b[^.]{0,40}\b(?:above|before|rules?|instructions?|prompts?|previous|procedure|guidelines?|earlier|told)\b/,
  /\b(?:the|dear|hey|hello|you|this) (?:critic|reviewer|judge|assistant|model|ai|evaluator|coach|grader)\b/,
  /\b(?:critic|reviewer|evaluator|assistant|grader)\b[^.]{0,20}\b(?:must|should|shall|has to|will|answers?|says?)\b/,
  new RegExp(
    String.raw`\b(?:answer|say|judge|respond|output|conclude|classify|label|rate|reply|vote|choose|pick|write|print|return)\b[^.]{0,30}\b${verdict}\b`,
  ),
  /\bverdict\b/,
  new RegExp(`^["'(]*${verdict}["'). !]*$`),
  /(?:^|[\s"'{,(])(?:result|waiting|refusal|invariant|compensable|effects?|says|publisher|publishstep|waitsforreply|onrepeat|localcopy|lossaccepted|failures|audience|retention|callbacks|refusalplan|decidedbeforepublish|confidence|flaws|facts|proposed|kind)["']?\s*[:=]\s*["']?(?:ignored|retried|shown|returned|used|decides|nobody|person|device|none|told|true|false|owner|caller|outbox|cdc|alone|separate|fact|command|question|nothing|parked|dropped|endless|event|call|sure|likely|read|decision|acknowledgement|same|recognized|happens|needs-it|wider|as-needed|longer|\[|\{)/,
  /\b(?:you are|act as|pretend|system prompt|as an? (?:ai|assistant))\b/,
  /[{,]\s*["']\w+["']\s*:/,
];
