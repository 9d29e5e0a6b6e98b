import type {Hunk, Patch} from '../skill/improve/patch.ts';

/**
 * What the section of a passage says so far: its lines from the heading down to the passage's place. Undefined for a new
 * section, and where the heading is not found because it is written otherwise than with #.
 */
export function ownLines({skill}: Pick<Patch, 'skill'>, hunk: Hunk): readonly string[] | undefined {
  const text = skill.texts.find(({file}) => file === hunk.file)?.text;
  if (text === undefined || hunk.isNewSection) return undefined;
  const lines = text.slice(0, hunk.place.offset).split(/\r\n|\r|\n/);
  const from = lines.findLastIndex((line) => headingOf(line) === hunk.heading);
  return from === -1 ? undefined : lines.slice(from);
}

function headingOf(line: string): string | undefined {
  const words = /^ {0,3}#{1,6}[ \t](.*)$/.exec(line)?.[1];
  return words
    ?.replace(/[ \t]#{1,20}[ \t]*$/, '')
    .replace(/\s+/g, ' ')
    .trim();
}
