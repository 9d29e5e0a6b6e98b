import {printable} from '../../printable.ts';
import {markdownBlocks} from './markdown.ts';

const maxLength = 4000;
const maxLines = 80;

const misplaced: Readonly<Record<string, string>> = {
  heading: 'it holds a heading, which would begin another section',
  thematicBreak: 'it holds a line of --- or ***, which begins something else',
  html: 'it holds HTML',
  definition: 'it holds the definition of a link',
};

/** A passage as it goes into a skill: LF line ends, no spaces at line ends, no empty lines around it. */
export function tidied(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]{1,200}$/gm, '')
    .replace(/^\n+|\n+$/g, '')
    .trimStart();
}

/** Why a tidied text cannot stand under the heading of a section as a passage of it; undefined when it can. */
export function passageFlaw(text: string): string | undefined {
  if (text === '') return 'it is empty';
  if (text.length > maxLength) return `it has ${text.length} characters; ${maxLength} are the most`;
  if (text.split('\n').length > maxLines) return `it has more than ${maxLines} lines`;
  if (printable(text) !== text) return 'it holds control characters';
  if (!text.isWellFormed()) return 'it holds half a character';
  // A code block that is left open would swallow what follows.
  const probe = `${text}\n\nx`;
  const blocks = markdownBlocks(probe, 0);
  if (blocks.at(-1)?.start !== probe.length - 1) return 'a code block or a comment in it is not closed';
  return blocks.map(({kind}) => misplaced[kind]).find((flaw) => flaw !== undefined);
}
