import {type Clause, has} from './clauses.ts';

/** Ways to say that the author does not know, has not decided, or speaks of another time. */
const openPhrases =
  /\b(?:not (?:sure|clear|known|certain|decided|yet (?:clear|known|decided))|no (?:idea|clue|answer yet|decision)|don ?t know|do not know|nobody knows|who knows|asked (?:the|our|them|him|her)|have to ask|to be (?:decided|discussed|defined|clarified|confirmed)|used to \w+|as far as (?:i|we) know|ask \w+$|(?:depends|depending) on (?:the|who|which|what|how|whom)|some ?times|in some cases|it depends|i (?:think|guess|believe)|we (?:think|guess|believe|hope)|could be|may ?be|should (?:be|not)|hopefully|or (?:so|similar)|some teams)\b/;
const claimed =
  /\b(?:(?:they|he|she|architect|consultant|vendor|boss|manager|team|somebody|someone|lead|colleague)s? (?:says?|claims?|thinks?|believes?|told|insists?|said)|according to|supposedly|allegedly|we thought)\b|\((?:\w+ )?\w+ says\)/;

const hedges =
  /\b(?:mostly|usually|normally|generally|often|rarely|seldom|hardly|almost|nearly|not always|in most|most of the|most (?:callers|cases|times)|as a rule|typically|at the moment|for now|currently|so far|in general|in principle|in theory|more or less)\b/;
/** A condition other than the failure of the call itself. */
const conditions = /\b(?:if|when|whenever(?= \w)|unless|depending|only for|for some|in case|as long as|provided)\b/;
const ownFailure =
  /\b(?:if|when|whenever|in case)\b(?: \w+){0,5} (?:fails?|failed|throws?|down|error|errors|times? ?out|timeout|comes?|returns?|arrives?|unreachable|breaks?|slow|5xx|500|goes wrong|again|retry|retries)\b/;

/** Whether a denial holds only for most cases, for now, or under a condition. */
export function isHedged({plain}: Clause): boolean {
  return hedges.test(plain) || (conditions.test(plain) && !ownFailure.test(plain));
}

/** Whether a clause leaves open what it is about. */
export function isUnsure(clause: Clause): boolean {
  return clause.words.includes('?') || has(clause, 'unsure') || openPhrases.test(clause.plain);
}

/** Whether a clause reports what somebody claims instead of what is done. */
export function isClaimed({plain}: Clause): boolean {
  return claimed.test(plain);
}
