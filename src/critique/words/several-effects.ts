import {type Clause, has} from './clauses.ts';
import {means} from './lexicon.ts';
import {oneSpelling} from './spelling.ts';
import {isClaimed} from './unsure.ts';

/** What a call does, as far as its purpose lists it: what it is for, and what it does on the side. */
export interface Deeds {
  readonly main: readonly string[];
  readonly aside: readonly string[];
  /** Whether the purpose sounds like more than one effect without listing them clearly. */
  readonly unclear: boolean;
}

const separators =
  /,\s*(?:and\s+)?(?:then\s+)?(?:also\s+)?|;\s*|\.\s+|:\s+|\s+->\s+|\s+and\s+(?:then\s+|also\s+|after that\s+)?|\s+as well as\s+|\s+plus\s+|\s+then\s+|\s+&\s+/i;
const marker =
  /\b(?:also|then|afterwards?|after that|in the same (?:call|step|go|request)|plus|as well|additionally|on top|besides|at the same time|in addition|in one go|moreover|furthermore)\b/i;
const leading =
  /^(?:(?:it|we|they|and|also|then|afterwards?|after that|plus|besides|in the same call|in the same step|which|that|the|a|an|to|additionally|get to know|later|finally)\b[\s,]*)*/i;

/** The effects that the purpose lists. Sentences on what is planned are left out. */
export function deedsIn(purpose: string | null, clauses: readonly Clause[]): Deeds {
  if (purpose === null || clauses.length === 0) return {main: [], aside: [], unclear: false};
  const planned = new Set(clauses.filter(isNoDeed).map(({sentence}) => sentence));
  const told = new Map<number, string[]>();
  for (const one of clauses) {
    if (planned.has(one.sentence)) continue;
    const parts = told.get(one.sentence);
    if (parts) parts.push(one.text);
    else told.set(one.sentence, [one.text]);
  }
  const text = [...told.values()]
    .map((parts) => parts.join(', '))
    .join('. ')
    .slice(0, 4000)
    .replace(/\s+/g, ' ');
  // Where every sentence speaks of the plan, a list in it may still be what the call does.
  if (text === '')
    return {main: [], aside: [], unclear: /,.{0,200}\band\b|\b(?:also|then)\b/i.test(purpose.slice(0, 4000))};
  const parts = text
    .split(separators)
    .map((part) => part.trim().replace(/^[(]|[).]$/g, ''))
    .filter((part) => /\p{L}{2}/u.test(part));
  const main: string[] = [];
  const aside: string[] = [];
  for (const [i, part] of parts.entries()) {
    const continued = aside.length > 0 && part.split(/\s+/).length <= 3;
    const observed = i > 0 && isObserver(part) && (aside.length > 0 || !/\b(?:for|to|in|into)\b/.test(part));
    (startsAside(part) || observed || continued ? aside : main).push(part);
  }
  const listed = marker.test(text) || parts.length >= 3 || aside.length >= 2 || / and /i.test(text);
  if (aside.length > 0 && main.length > 0 && listed) return {main, aside, unclear: false};
  const further = parts.slice(1).filter((part) => beginsWithVerb(part) && !bearsNeed(part));
  if (further.length >= 2) {
    return {main: parts.filter((part) => !further.includes(part)), aside: further, unclear: false};
  }
  const joined = /\b(?:also|in the same call|as well as)\b/i.test(text);
  return {main: parts, aside: [], unclear: further.length > 0 || joined || aside.length > 0};
}

/** `recomputes the average`, `keep a trace`: a part of a list that begins with a deed, whatever it is. */
function beginsWithVerb(part: string): boolean {
  const [first = '', second = ''] = wordsIn(part);
  if (particles.has(first) || second === '') return false;
  const third = /[^su]s$/.test(first) && first.length > 3;
  return third || determiners.has(second) || means(first, 'notify') || means(first, 'work');
}

const particles = new Set(
  'this that these those his its their our your there is was has does if when once before after until because since so as with without for from in on at of by'.split(
    ' ',
  ),
);
const determiners = new Set('the a an his her its their our each every all'.split(' '));

/** A part that itself tells of a gate, a refusal or somebody's next step is no effect on the side. */
function bearsNeed(part: string): boolean {
  const bearing = ['refuse', 'gateAct', 'act', 'show', 'condition', 'person'] as const;
  return wordsIn(part).some((word) => bearing.some((meaning) => means(word, meaning)));
}

/** What is planned, and what is merely claimed, is nothing that the call does. */
function isNoDeed(clause: Clause): boolean {
  return has(clause, 'idea') || isClaimed(clause) || /\bfire (?:and|&|n) forget\b|\bbasically\b/.test(clause.plain);
}

function wordsIn(part: string): readonly string[] {
  return (
    part
      .toLowerCase()
      .replace(leading, '')
      .match(/[\p{L}\p{N}#]+/gu) ?? []
  ).map(oneSpelling);
}

const subject = '^(?:(?:and|also|then|it|we|plus|to) )*';
/** `hands the list to the bar`, `puts it into the settlement`, `lets the practice know`, `counts towards the total` */
const passesOn: readonly RegExp[] = [
  String.raw`(?:hands?|pass(?:es)?|gives?|puts?|enters?|writes?|adds?|sends?|takes?|carr(?:y|ies)|books?|files?) (?:(?!back|out)\S+ ){1,6}(?:to|into|onto|in) \w+\b`,
  String.raw`lets? (?:\S+ ){1,5}knows?\b`,
  String.raw`(?:keeps?|leaves?) (?:an? )?(?:\w+ )?(?:trace|trail|note|record)\b`,
  String.raw`counts? (?:\S+ ){0,4}(?:for|towards?|in)\b`,
].map((rest) => new RegExp(subject + rest, 'i'));

const loggingIn = /\blog(?:s|ging)? (?:\S+ ){0,3}(?:in|on|out|off)\b/i;

/** Whether a part tells or records something for those who look at it in their own time. */
export function tells(part: string): boolean {
  const words = wordsIn(part);
  if (loggingIn.test(part)) return false;
  const told = words
    .slice(1, 3)
    .some((word, i) => means(word, 'notify') && !/^(?:it|them|if|whether|us|in)$/.test(words[i + 2] ?? ''));
  return startsAside(part) || isObserver(part) || told;
}

/** `tells the CRM`, `pings #sales`, `updates the BI cube`: a part that begins with telling or recording. */
function startsAside(part: string): boolean {
  const [first = '', second = ''] = wordsIn(part);
  if (passesOn.some((pattern) => pattern.test(part))) return true;
  return (
    means(first, 'notify') && !['if', 'whether', 'us', 'back', 'it', 'them', 'this', 'that', 'off'].includes(second)
  );
}

function isObserver(part: string): boolean {
  return (
    wordsIn(part)
      .slice(0, 5)
      .some((word) => means(word, 'observer')) && wordsIn(part).length <= 6
  );
}
