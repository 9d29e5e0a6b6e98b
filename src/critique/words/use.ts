import {type Clause, has, places} from './clauses.ts';
import {type Meaning, means} from './lexicon.ts';
import {polarity, saysNo} from './negation.ts';
import {isClaimed, isHedged, isUnsure} from './unsure.ts';

/** What a clause says about the use of an answer. `rest` marks a clause about some of the effects only. */
export type Use =
  | {readonly kind: 'used'; readonly result: 'shown' | 'returned' | 'used' | 'decides'; readonly clause: Clause}
  | {readonly kind: 'unused'; readonly result: 'ignored' | 'retried'; readonly rest: boolean; readonly clause: Clause}
  /** Only today's handling of errors: a status that is checked, a line in the log. */
  | {readonly kind: 'noted'; readonly result: 'ignored' | 'retried'; readonly clause: Clause}
  | {readonly kind: 'open'; readonly clause: Clause}
  | {readonly kind: 'silent'; readonly clause: Clause};

const doing = ['show', 'branch', 'act', 'work'] as const satisfies readonly Meaning[];
const bareNo =
  /^(?:-+ ?)?(?:no|nope|none|nothing|nil|never|not|unused|ignored|discarded|irrelevant|false)(?: (?:really|at all|whatsoever|much|special|in particular|thanks|sir))*[.! ]*$/;
/** A bare "yes" tells only together with nothing else. */
export const bareYes =
  /^(?:yes|yep|yeah|sure|of course|definitely|always|true)(?: of course| sure| always| definitely)?[.! ]*$/;
/** Nouns for the other effects of a call. */
const others =
  /\b(?:the )?(?:rest|others?|remaining|everything else|anything else|other (?:things|parts|steps|two|three|ones))\b/;
const noMore =
  /\b(?:nothing|no more|not more|not anything|only|just) (?:\w+ ){0,3}(?:else|more|other|besides|log|logged|logging|for (?:the )?(?:logs?|metrics?|retry|retries))\b|\bnothing (?:else|more|other) than\b/;
const later =
  /\b(?:in the end|some ?day|some time|at some point|eventually|(?:much )?later|for later|next (?:day|week|month|year)|end of (?:the )?(?:day|week|month|quarter|year)|over ?night|can wait|may wait|whenever|take (?:hours|days|its time)|any ?time|not urgent|no hurry)\b/;
/** What the call gives back, with nothing on what becomes of it. */
const describes =
  /^(?:the |it |this |that |they |and |but |thecallee |we |get |answer |response |reply |call |service )*(?:returns?|gives? back|contains?|sends back|answers with|responds with|comes? back)\b/;
/** Kinds of non-use that need no denied verb. */
const plainlyUnused =
  /\b(?:fire (?:and|&|n) forget)\b|\b(?:thrown|throw|throws|goes|falls) (?:it |that |them )?(?:away|into the bin|on the floor)\b|\b(?:does|do|did) not (?:matter|care|interest)\b|\bno (?:answer|reply|response|result|return value|feedback|reaction)s? (?:is |are |was )?(?:\w+ )?(?:needed|used|expected|required|necessary|read|evaluated|awaited|processed)\b|\bno (?:one|body) (?:ever )?(?:reads?|looks?|cares?|uses?|waits?|sees?|checks?|needs?)\b|\b(?:no|without) use\b/;

/** `nothing can be signed before`, `no money comes out until`: denied, and yet a use. */
const gates =
  /\b(?:no|nothing|nobody|none|not|never)\b(?: \w+){0,8}? (?:before|until|till|unless)\b|\bwithout (?:it|this|that|an answer)\b|\b(?:only|just) (?:after|when|if|once|then)\b/;

/** Today's handling of the transport: what is waited for, marked or rolled back may be habit as well as need. */
const transport =
  /\b(?:http|status(?: codes?)?|[25]xx|[25]\d\d|acks?|acknowledg\w*|time ?outs?|times? out|unreachable|exceptions?|throws?|rolls? ?back|rolled back|transaction|mark(?:s|ed)?|flag(?:s|ged)?|progress|counters?|spinner|delivered|sync flag|job is|done)\b/;

/** What an author's clause about the answer says; a claim such as "fire and forget" counts for nothing. */
export function useOf(clause: Clause): Use {
  const use = plainUse(clause);
  const doubtful =
    use.kind === 'unused' || use.kind === 'noted'
      ? isHedged(clause)
      : use.kind === 'used' && polarity(clause, 'refuse').affirmed.length === 0 && isHabit(clause, use.result);
  return doubtful ? {kind: 'open', clause} : use;
}

/** Whether a use may be nothing but habit: the transport's status, or something kept that nobody asks for. */
function isHabit(clause: Clause, result: string): boolean {
  return transport.test(clause.plain) || (result === 'used' && has(clause, 'negator') && !gates.test(clause.plain));
}

function plainUse(clause: Clause): Use {
  const {plain, words} = clause;
  if (isUnsure(clause) && !denied(clause)) return {kind: 'open', clause};
  if (gates.test(plain) && !isUnsure(clause)) return used(clause);
  if (/\bfire (?:and|&|n) forget\b/.test(plain) || isClaimed(clause)) return {kind: 'silent', clause};
  const rest = others.test(plain);
  if (bareYes.test(plain)) return {kind: 'silent', clause};
  if (bareNo.test(plain)) return {kind: 'unused', result: 'ignored', rest, clause};
  const said = polarity(clause, ...doing);
  const excepted = places(clause, 'exception').some((i) => i > 0) && !noMore.test(plain);
  if (excepted && said.denied.length + words.filter((word) => means(word, 'negator')).length > 0) {
    return has(clause, 'show', 'branch', 'act', 'work') ? used(clause) : {kind: 'open', clause};
  }
  const noted = onlyNoted(clause);
  if (noted !== null) return {kind: 'noted', result: noted, clause};
  if (later.test(plain) && !/\bnot (?:wait|later)\b/.test(plain) && !has(clause, 'now')) {
    const gating = has(clause, 'person', 'refuse') || polarity(clause, 'branch', 'act').affirmed.length > 0;
    return gating ? {kind: 'open', clause} : {kind: 'unused', result: 'ignored', rest, clause};
  }
  if (plainlyUnused.test(plain) || denied(clause)) return {kind: 'unused', result: 'ignored', rest, clause};
  if (describes.test(plain) && said.affirmed.every((i) => /^return/.test(words[i]!))) return {kind: 'silent', clause};
  if (said.affirmed.length > 0 || alternatives(clause) || personMust(clause)) return used(clause);
  return landsSomewhere(clause) ? used(clause) : {kind: 'silent', clause};
}

/** `goes into the total`, `stands on the ticket`; a log, an archive or a bin is no such place. */
function landsSomewhere(clause: Clause): boolean {
  const place =
    /\b(?:goes|stands|ends up|comes|lands) (?:in|into|on|onto|to) (?:the|a|an|his|her|their|every|each)\b/.test(
      clause.plain,
    );
  return (
    place &&
    !has(clause, 'negator', 'log', 'observer', 'ignore') &&
    !/\b(?:bin|trash|null|table|column|database|nowhere|history)\b/.test(clause.plain)
  );
}

const nothingBack =
  /\b(?:no|nothing|never|not)\b(?: \w+){0,3} (?:comes?|came|goes|flows?|gets?|needed|returned|used|expected|done|required|awaited|wanted|interesting|interested) ?(?:back)?\b|\bno (?:influence|effect|bearing|impact) on\b|\bof no (?:use|interest|value|importance)\b|\bno (?:use|interest|need) (?:to|for|in|of)\b/;

/** Whether all that is said to be done with an answer is denied, or it is ignored. */
function denied(clause: Clause): boolean {
  const ignored = polarity(clause, 'ignore');
  const done = polarity(clause, ...doing).affirmed.filter((i) => !ignored.affirmed.includes(i));
  if (ignored.affirmed.length > 0) return done.length === 0;
  if (ignored.denied.length > 0) return false;
  const {affirmed, denied: not} = polarity(clause, ...doing);
  const conditional =
    has(clause, 'condition') && !/^(?:when|once|if) (?:it|the|this|that)? ?\w* ?(?:comes|fails)/.test(clause.plain);
  const outcomes = /->|\b(?:or|else|otherwise|instead)\b/.test(clause.plain);
  if (conditional || outcomes || affirmed.length > 0) return false;
  return not.length > 0 || nothingBack.test(clause.plain);
}

const onlyForLog =
  /\b(?:only|just|merely)\b(?: \w+){0,5} (?:log\w*|monitor\w*|metrics?|debug\w*)\b|\b(?:logs?|logged|log line|logging|monitoring|metrics?) only\b/;

/** `retried` or `ignored` where a clause tells only of errors, logs and new tries. */
function onlyNoted(clause: Clause): 'retried' | 'ignored' | null {
  const {plain} = clause;
  if (/\bnot (?:just|only|merely|simply)\b/.test(plain)) return null;
  if (onlyForLog.test(plain) && !has(clause, 'negator')) return 'ignored';
  const goesOn =
    !has(clause, 'negator') &&
    /\b(?:carry|carries|go|goes|move|moves) on\b(?! (?:the|a|an|his|her|its|our|their|every|each|page|paper)\b)|\bcontinu(?:e|es|ed)\b|\bnothing (?:else|more|happens)\b/.test(
      plain,
    );
  const retried =
    has(clause, 'retry') ||
    /\btr(?:y|ies|ied) (?:it )?(?:\w+ )?(?:again|later)\b|\bsend(?:s)? (?:it )?again\b/.test(plain);
  const logged = has(clause, 'log') || goesOn;
  const about = has(clause, 'status') || noMore.test(plain);
  if ((!retried && !logged && !about) || has(clause, 'person')) return null;
  if (retried || (logged && (noMore.test(plain) || !/\b(?:or|else)\b/.test(plain)))) {
    const deeds = polarity(clause, 'show', 'branch', 'act', 'work').affirmed.filter((i) => !harmless(clause, i));
    return deeds.length === 0 ? (retried ? 'retried' : 'ignored') : null;
  }
  if (
    /^(?:only |just )?(?:we |it )?(?:check(?:s|ed)? )?(?:only |just )?(?:for )?(?:the |a |an )?(?:http )?(?:status|code|2xx|200|ok|ack\w*|status code)(?: code)?(?: is checked| only)?$/.test(
      plain,
    )
  ) {
    return 'ignored';
  }
  return null;
}

const harmlessVerbs = new Set([
  'warn',
  'warning',
  'wait',
  'waits',
  'see',
  'look',
  'matter',
  'print',
  'prints',
  'store',
  'keep',
  'put',
  'goes',
  'send',
  'sends',
]);
/** Verbs of a log line or of trying again, none of which uses the answer. */
function harmless({words}: Clause, i: number): boolean {
  const word = words[i]!;
  return (
    harmlessVerbs.has(word) ||
    means(word, 'log') ||
    means(word, 'retry') ||
    word === 'screen' ||
    word === 'return' ||
    word === 'block'
  );
}

/** Two outcomes side by side: `pass opens, or "not valid"`, `403 or go on`, `quantity 0 -> line goes red`. */
function alternatives({words, plain}: Clause): boolean {
  if (noMore.test(plain)) return false;
  return words.some((word, i) => (word === 'or' || word === '->' || word === 'else') && i > 0 && i < words.length - 1);
}

function used(clause: Clause): Use {
  const {affirmed} = polarity(clause, 'branch', 'act');
  if (affirmed.length > 0 || alternatives(clause) || has(clause, 'condition'))
    return {kind: 'used', result: 'decides', clause};
  if (/\b(?:return|returns|returned|hand|hands|handed|passed|forwarded)\b/.test(clause.plain))
    return {kind: 'used', result: 'returned', clause};
  if (polarity(clause, 'show').affirmed.length > 0) return {kind: 'used', result: 'shown', clause};
  return {kind: 'used', result: 'used', clause};
}

/** Whether a clause has a bare "no" that refuses something: `if the bank says no`. */
export function refusesByNo({words}: Clause): boolean {
  return words.some((_, i) => saysNo(words, i));
}

/** `the applicant must photograph again`: somebody's next step hangs on the answer. */
function personMust(clause: Clause): boolean {
  return (
    has(clause, 'person') &&
    /\b(?:must|has to|have to|can|may|needs? to|gets?)\b/.test(clause.plain) &&
    !has(clause, 'negator')
  );
}
