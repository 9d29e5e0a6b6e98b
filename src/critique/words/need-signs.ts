import type {Ground} from '../need.ts';
import {type Clause, has, places} from './clauses.ts';
import {means} from './lexicon.ts';
import {polarity} from './negation.ts';
import {statesRule} from './rule-signs.ts';
import {isClaimed} from './unsure.ts';
import {refusesByNo} from './use.ts';

/** A sign in the words that the caller needs the effect done first; two points settle it, one leaves it open. */
export interface NeedSign {
  readonly ground: Ground;
  readonly points: 1 | 2;
  readonly clause: Clause;
}

const atOnce =
  /\b(?:at once|right away|right then|there and then|then and there|on the spot|straight ?away|in real ?time|on (?:the |his |her |their )?screen|immediately|instantly|synchronously|same moment|while (?:the|he|she|they|you|a)\b)/;
const asks =
  /^(?:may|is|are|does|do|can|has|have|should|will|which|what|when|how) .*\?$|\b(?:ask(?:s|ed)?|checks?|checking|see|sees|know|knows|find out|tells?|says?|determin(?:e|es)|verif(?:y|ies)|validat(?:e|es)|look(?:s)? up|looks?) (?:\w+ ){0,3}(?:if|whether)\b|\bneed(?:s)? (?:the|a|an|its|to know|it for|this for)\b|\b(?:is|are) needed (?:for|before|to)\b/;
const beforeAct =
  /\b(?:before|until|till|unless) (?:\w+ ){0,6}?(?:can|may|could|is allowed|are allowed|signs?|signing|starts?|starting|opens?|opening|leaves?|leaving|pays?|paying|goes|continues?|proceeds?|closes?|closing|turns?|boards?|enters?|confirms?|approves?|approved|submits?|said ok|says ok|has said|prints?|hands?|plugs?|drives?|drinks?|injects?|ships?|accepts?)\b/;
const nothingBefore =
  /\b(?:no|nothing|nobody|none|not|never|cannot)\b(?: \w+){0,9}? (?:until|before|unless|without)\b|\b(?:without|before) (?:it|this|that)\b(?: \w+){0,3} (?:can ?not|not|nobody|nothing|no)\b/;
const conditional =
  /\b(?:if|when|only if|whenever|over|above|under|below|more than|less than|in case|otherwise|else)\b/;
const outcome = /\b(?:or|else|otherwise)\b/;
/** A refusal that somebody other than the callee makes, or that is told some day. */
const reportedLater = /\b(?:later|tomorrow|next|days?|weeks?|eventually|by mail|by letter|by email|afterwards)\b/;

/** The purpose tells of something that comes back, or that somebody learns. */
const givesBack =
  /\b(?:comes? back|returns?|gives? back|is returned|gets? back|we get|in (?:the|its) (?:answer|response|reply)|asks? for|what is|how (?:many|much)|which)\b|\b(?:told|sees?|learns?|knows?|hears?)\b(?: \w+){0,5} (?:what|whether|if|which|how)\b/;

/** `the worker waits under it`; a wait that is only complained of is meant by nobody to go on. */
function waitingPerson(clause: Clause): boolean {
  const waits = polarity(clause, 'wait').affirmed.filter((i) => /^wait/.test(clause.words[i]!));
  return waits.some((i) =>
    clause.words
      .slice(Math.max(0, i - 3), i)
      .some((word) => means(word, 'person') || /^(?:worker|he|she|they|who|people)$/.test(word)),
  );
}

/** What happens to the call itself when it fails: nothing that its answer decides. */
const startsOver = /\b(?:whole|everything|all|it|run|job|loop|batch)\b(?: \w+){0,3} (?:again|over|anew)\b/;

/** The signs of need in one clause of the purpose, the consistency or the notes. */
export function needSigns(clause: Clause): readonly NeedSign[] {
  const {plain, field} = clause;
  if (isClaimed(clause)) return [];
  const found: NeedSign[] = [];
  const put = (ground: Ground, points: 1 | 2) => found.push({ground, points, clause});
  const refusal = polarity(clause, 'refuse').affirmed.length > 0 || refusesByNo(clause);
  if (refusal && !reportedLater.test(plain)) put('refusal', conditional.test(plain) && field !== 'notes' ? 2 : 1);
  if (postured(clause)) put('waiting', 2);
  if (nothingBefore.test(plain) && !/\b(?:deploy|commit)\w*\b/.test(plain)) put('waiting', field === 'notes' ? 1 : 2);
  else if (beforeAct.test(plain) && field !== 'notes') put('waiting', 2);
  if (
    conditional.test(plain) &&
    !startsOver.test(plain) &&
    polarity(clause, 'gateAct').affirmed.length > 0 &&
    field !== 'notes'
  )
    put('result', 2);
  if (atOnce.test(plain) && (field !== 'notes' || has(clause, 'person'))) put('waiting', 1);
  if (asks.test(plain) && (field !== 'notes' || /\b(?:thecaller|we)\b/.test(plain))) put('result', 1);
  if (field === 'purpose' && givesBack.test(plain) && !/\b(?:no|not|nothing|nobody|never)\b/.test(plain))
    put('result', 1);
  if (waitingPerson(clause)) put('waiting', 1);
  const answer = /\b(?:responses?|answers?|repl(?:y|ies)|results?|return value)\b/.test(plain);
  if (answer && polarity(clause, 'show', 'branch', 'act').affirmed.length > 0) put('result', 1);
  if (outcome.test(plain) && polarity(clause, 'gateAct', 'refuse').affirmed.length > 0 && field !== 'notes')
    put('result', 1);
  if (field !== 'notes' && statesRule(clause)) put('invariant', 1);
  if (
    /\b(?:next|free|new|official|unique) (?:\w+ )?(?:number|code|token|id|label|slot|seat|address|url)\b|\b(?:signed|upload) (?:url|link|address)\b|\b(?:hand|give|issue|allocate|generate)s? (?:\w+ ){0,2}(?:receipt|number|token|code|label|url|key|ticket)\b/.test(
      plain,
    ) &&
    field === 'purpose'
  )
    put('result', 1);
  return found;
}

function postured(clause: Clause): boolean {
  if (!has(clause, 'person', 'device') && !/\b(?:he|she|they|caller|holding|customer)\b/.test(clause.plain))
    return false;
  const {affirmed} = polarity(clause, 'posture');
  const stands = affirmed.some((i) => /^(?:st[ao]nd|sit|sat|hold|held)/.test(clause.words[i]!));
  return (
    stands ||
    /\b(?:on the phone|in front of|at the counter|in the (?:line|queue)|on the line|in the waiting room)\b/.test(
      clause.plain,
    )
  );
}

const callVerbs =
  /\b(?:check|verify|validate|decide|authori[sz]e|score|reserve|charge|debit|pay|payments?|allocate|assign|limits?|login|sessions?|redeem|quote|price|prices|evaluate|book|withdraw|otp|transfers?|book(?:ing)?s)\b/;

/** Whether the callee could say no, or is asked for something, going by the verbs of purpose and call. */
export function mayRefuse(clause: Clause): boolean {
  if (clause.field === 'call')
    return /\bget\b/.test(clause.plain) || callVerbs.test(clause.plain.replace(/[/{}_.-]/g, ' '));
  return polarity(clause, 'refusable').affirmed.some((i) => !isNoun(clause, i));
}

/** `invoices are booked`, `the price`, `order paid`: a state or a thing, nobody's request. */
function isNoun({words}: Clause, i: number): boolean {
  const word = words[i]!;
  if (/(?:ed|en|id|ld)$/.test(word)) return true;
  return ['the', 'a', 'an', 'each', 'every', 'this', 'of', 'per', 'all', 'their', 'its', 'our', 'his', 'her'].includes(
    words[i - 1] ?? '',
  );
}

/** Whether a clause makes an exception. */
export function makesException(clause: Clause): boolean {
  return places(clause, 'exception').length > 0;
}
