import {cutAtWord} from '../cut-at-word.ts';
import {printableLine} from '../printable.ts';
import type {Page, TextOptions} from './page.ts';

/** So many lines of a longer text are shown from its beginning and from its end, where an answer stands. */
const [first, last] = [9, 2];
/** A line of prose, and a row of a table, have at most so many characters. */
const [longestProse, longestRow] = [300, 400];

/**
 * What a gap was seen by, below its source: line by line, and rows of a Markdown table as they are, so that their columns
 * stay readable. A text of one line stands beside its source.
 */
export function putEvidence(
  {source, text}: {readonly source: string; readonly text: string},
  {put, command}: Pick<Page, 'put' | 'command'>,
  paint: TextOptions['paint'],
): void {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  const quiet = (line: string, indent: number) => put(paint('quiet', printableLine(line)), indent);
  if (lines.length < 2) {
    quiet(`${source}: ${cutAtWord(text, longestProse)}`, 4);
    return;
  }
  quiet(`${source}:`, 4);
  const left = lines.length - first - last;
  for (const [i, line] of lines.entries()) {
    if (left > 1 && i === first) quiet(`(${left} more lines)`, 6);
    if (left > 1 && i >= first && i < lines.length - last) continue;
    if (/^\s*\|/.test(line)) command(`    ${printableLine(cutAtWord(line, longestRow))}`);
    else quiet(cutAtWord(line, longestProse), 6);
  }
}
