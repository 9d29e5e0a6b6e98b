import type {Passage} from './passages.ts';
import type {Word} from './words.ts';

/** Words that carry a sentence rather than name a thing. */
export const functionWords: ReadonlySet<string> = new Set(
  `a an the this that these those it its they them their he she his her you your we our i my one ones somebody anybody everybody someone anyone everyone
   is are was were be been being am has have had having do does did done doing can could may might must shall should will would
   need needs let lets make makes get gets go goes take takes
   of in on at by for from to into onto with without within over under between through across during after before until since
   up down out off about above below beside near next along against per via as than like
   and or but nor so yet if unless because although though while when whenever where whether which who whom whose what why how
   not no never none nothing nobody every each all any some most more less few many much both either neither only just also
   too very even still already again once twice then there here now later else same other another own such
   yes says say said keep keeps stay stays`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** The least share of words that carry a sentence rather than name a thing. Lists of keywords lie below 0.2, prose above 0.3. */
const leastShare = 0.26;

/** Whether a text says something, rather than list keywords. */
export function isProse(text: readonly Word[]): boolean {
  const words = text.filter((word) => !/^\d/.test(word.text));
  if (words.length < 5) return false;
  const carrying = words.filter((word) => functionWords.has(word.text)).length;
  return carrying / words.length >= leastShare;
}

/** Marks that sentences have few of and code, patterns and YAML have many of. */
const marks = /[[\]{}<>@~*+=|/\\"^$#]/g;

/** Whether a text is made of marks and names rather than of sentences, as code and data are. */
export function isCode(text: string): boolean {
  return (text.match(marks)?.length ?? 0) > text.length / 12;
}

const aboutText =
  /\b(?:skill|section|chapter|guide|document|passage|page|rubric|criterion|lesson|article|text|paragraph)s?\b/i;
const telling =
  /\b(?:explain|cover|describe|list|name|state|say|mention|discuss|contain|show|teach|make|define|give|introduce|tell|address|is about)(?:s|d|ed|ing)?\b/i;
const opening =
  /^(?:it )?(?:says|states|names|puts|explains|describes|mentions|covers|shows|teaches) (?:that|what|how|why|which|who|the|a|to|at|when|where|in)\b/i;
const reviewing =
  /^(?:check: )?(?:is|are|does|do|can) (?:it (?:made )?(?:clear|shown|explained|said|told)|(?:a|the|some|all) readers?)\b/i;
const unfinished =
  /\b(?:TODO|TBD|FIXME)\b|\bnot (?:yet )?(?:covered|written|described|explained)\b|\bto be (?:written|added|done)\b/;
const planned =
  /\b(?:some ?day|one day|later) (?:we|i|somebody|someone)\b|\b(?:we|i|somebody|someone) (?:still )?(?:have to|has to|should|must|need to|needs to|ought to) (?:write|explain|describe|document|add|say|mention)\b/i;
const denied =
  /\b(?:myth|misconception|not true|untrue|(?:is|are) false|fallacy)\b|\b(?:wrong|mistaken|naive|a mistake|an error) to (?:believe|think|assume|say|claim|suppose)\b|\b(?:wrongly|mistakenly|falsely) (?:assume|believe|think|claim|say|suppose)|\b(?:some|many|most) (?:people|teams|vendors|authors|developers)? ?(?:claim|believe|think)\b|\b(?:a|an) (?:thing|problem|matter|issue) of the past\b/i;

const requested =
  /\bwrite (?:down )?(?:the|a|an|your|that|this) (?:missing |own |short )*(?:passage|section|sentence|paragraph)s?\b/i;

/** Whether a passage speaks about a text ("this section explains ...") is a note of what is missing, asks for a text or what one says, or reports what others get wrong: it teaches nothing. */
export function isAboutText({own}: Passage): boolean {
  if ([unfinished, planned, requested, denied, opening, reviewing].some((pattern) => pattern.test(own))) return true;
  const subject = aboutText.exec(own);
  if (subject === null || subject.index > 30) return false;
  const rest = own.slice(subject.index + subject[0].length, subject.index + subject[0].length + 25);
  return telling.test(rest);
}
