import type {Clause} from './clauses.ts';

/** Rules on what may not happen or must be right, before anybody is told "done". Transport words are none of them. */
const rules: readonly RegExp[] = [
  /\b(?:no|not|never|without|avoid|prevent|forbid|against)\b(?: \w+){0,4}? (?:over ?s(?:ell|old)\w*|over ?book\w*|over ?draw\w*|double[- ]?(?:book|sp[e]nd|sold|sell|assign|alloc|us|charg|pay)\w*|double|twice|duplicat\w*|negative|below|under zero|minus|exceed\w*|more than|gaps?|conflict\w*|collision\w*|again)\b/,
  /\bover ?(?:selling|booking|drawing|drawn|sold|booked)\b|\bdouble[- ](?:booking|spend\w*|sale|use)\b|\bunique(?:ness|ly)?\b|\bunambiguous\w*\b/,
  /\b(?:once only|only once|just once|exactly once|at most once|counts once|used? once|one[- ]time|single[- ]use|one use|valid once)\b/,
  /\b(?:one|single|each|every) (?:\w+ ){1,4}(?:(?:per|for one|one use|only once|once)\b|(?:=|->) ?one\b)/,
  /\b(?:two|2|both|several) (?:\w+ ){1,4}(?:on|for|with|in|at) (?:one|the same|1)\b/,
  /\bmax(?:imum|imal)?\.? (?:of )?\d|\bat most \d|\bno exceptions?\b|\bhard limit\b|\bno repair\b/,
  /\b(?:must|has to|have to|needs? to|should|shall) (?:not |never |always )?(?:\w+ ){0,2}?(?:be )?(?:\w+ )?(?:right|correct|exact|accurate|current|latest|up[- ]to[- ]date|fresh|consistent|complete|the (?:current|latest|newest|exact) one|see|include|reflect|stop|bite|hold)\b/,
  /\b(?:exact|strict(?:ly)?|strong(?:ly)?|immediate(?:ly)?|linearizable|read[- ]your[- ](?:own[- ])?writes?|transactional|atomic)\b/,
  /\b(?:safety|life|lives|legal|regulated|regulation|by law)\b/,
  /\b(?:must|may|can|shall) (?:not|never)\b|\bnever (?:\w+ ){0,2}(?:zero|go|be|exceed|happen)\b|\bnot allowed\b/,
  /\b(?:very )?next (?:request|call|click|attempt|transaction)\b|\ba (?:second|moment|minute) ago\b|\blast (?:few )?(?:seconds?|minutes?)\b/,
  /\b(?:not|no|never) (?:be )?(?:older|staler) than\b|\bbefore the answer\b|\bdisaster\b|\btrust\w*\b|\breal[- ]?time\b|\blive\b/,
  /\b(?:no|nobody|nothing|none)\b(?: \w+){0,4} (?:leaves?|pass(?:es)?|gets? (?:in|out|through|past)|goes (?:in|out|through)|enters?|may (?:enter|leave|pass)|stays? out|is (?:sold|paid|shipped|released|given|opened|handed))\b|\bstays? (?:out|locked|shut|closed)\b|\bmust be (?:free|valid|unique|inside|there|done|in place)\b|\bhas to (?:be inside|stop)\b|\bof this (?:second|moment|minute)\b|\bcourt\b/,
  /\b(?:nobody|no one|none of them)\b(?: \w+){0,2} (?:may|can|must|is allowed)\b/,
  /\bno repairs?\b|\bcan ?not be (?:undone|repaired|compensated|reversed|taken back)\b|\birreversible\b/,
];
/** What sounds like a rule and is about delivery, retention, or how late something may be. */
const delivery =
  /\bat[- ]least[- ]once\b|\bexactly[- ]once (?:delivery|semantics|processing)\b|\b(?:each|every|all|none|no|not one)\b(?: \w+){0,5} (?:must |has to |have to |should |may |can )?(?:not )?(?:arrive|be lost|get lost|get there|reach|go missing|be delivered)\b|\bidempot\w*\b|\bdedup\w*\b/;
/** The order of messages is the event's business. */
const sequence =
  /\bin (?:the )?(?:right |correct |same )?(?:order|sequence)\b|\border(?:ing)? of\b|\bsequence\b|\bper \w+ in order\b/;
const deadline =
  /^(?:within|before|by|until|till|up to|at most|not later than|no later than|in|same|next|\d+)\b.{0,12}\b(?:seconds?|minutes?|mins?|h|hours?|days?|weeks?|months?|noon|midnight|evening|morning|night|day|year|\d+(?:st|nd|rd|th)?)\b.{0,40}$/;

/** Whether a clause states a rule that must hold. */
export function statesRule({plain}: Clause): boolean {
  if (delivery.test(plain) || sequence.test(plain)) return false;
  if (deadline.test(plain) && !/\bnot?\b|\bnever\b|\bmust (?:see|include)\b/.test(plain)) return false;
  return rules.some((rule) => rule.test(plain));
}
