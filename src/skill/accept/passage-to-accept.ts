import {UserError} from '../../errors.ts';
import {didYouMean} from '../../nearest.ts';
import {printableLine} from '../../printable.ts';
import {readPassages} from '../passages.ts';
import type {Skill} from '../skill.ts';
import {hashOf, type Lines, lineSpans, linesIn, sayingOf} from './lines.ts';

/** Lines of a skill that a reviewer wants to accept. */
export interface PassageToAccept {
  /** Without empty lines at either end. */
  readonly where: Lines;
  readonly sha256: string;
  readonly quote: string;
  /** Does it hold a sentence or a row of a table? A heading alone, code and comments hold none. */
  readonly hasSentence: boolean;
}

/** Whoever accepts more has not said which passage it is, and every change makes it stale. */
const mostLines = 100;

/**
 * The passage at `FILE:LINE` or `FILE:FROM-TO`, with FILE as the skill names it. Another form, a file that is none of the
 * skill's texts, and lines that are not there, are empty, or lie in the front matter are UserErrors.
 */
export function passageToAccept({texts, main, bodyStart, path}: Skill, typed: string): PassageToAccept {
  const lines = linesIn(typed);
  if (lines === undefined) {
    throw new UserError(
      `${printableLine(typed)}: not FILE:LINE or FILE:FROM-TO.`,
      'Say for instance: --accept consumer-lag references/consumers.md:12-18',
    );
  }
  const {file, from, to} = lines;
  const source = texts.find((one) => one.file === file);
  if (source === undefined) {
    const files = texts.map((one) => one.file);
    throw new UserError(
      `${printableLine(path)} has no text ${printableLine(file)}.`,
      didYouMean(file, files, `Name it as seen from the skill's folder: ${files.map(printableLine).join(', ')}.`),
    );
  }
  const {text} = source;
  const spans = lineSpans(text);
  const place = `${printableLine(path)}/${printableLine(file)}`;
  const last = spans.length - (text.endsWith('\n') ? 1 : 0);
  if (to > last) throw new UserError(`${place} has ${last} lines.`, `Name lines from 1 to ${last}.`);
  const isSaying = (line: number) => text.slice(spans[line - 1]!.start, spans[line - 1]!.end).trim() !== '';
  let [first, end] = [from, to];
  while (first <= end && !isSaying(first)) first += 1;
  while (end > first && !isSaying(end)) end -= 1;
  if (first > end) throw new UserError(`${place}:${from} is empty.`, 'Name the lines that say it.');
  if (end - first >= mostLines) {
    throw new UserError(
      `That are ${end - first + 1} lines; a passage has ${mostLines} at most.`,
      'Name the lines that say it.',
    );
  }
  const part = spans.slice(first - 1, end);
  const [begin, close] = [part[0]!.start, part.at(-1)!.end];
  if (file === main && begin < bodyStart) {
    throw new UserError(
      `${place}:${first} lies in the front matter, which teaches nothing.`,
      'Name a passage of the text below it.',
    );
  }
  return {
    where: {file, from: first, to: end},
    sha256: hashOf(sayingOf(text, part)),
    quote: text.slice(begin, close).trimEnd(),
    hasSentence: readPassages(text, file === main ? bodyStart : 0).some((one) => one.start < close && begin < one.end),
  };
}
