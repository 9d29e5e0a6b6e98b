import type {Hunk, Patch} from '../skill/improve/patch.ts';

/** What the section of a passage says so far, with its heading: all lines above the passage's place. Undefined where it says nothing. */
export function ownLines({skill}: Pick<Patch, 'skill'>, {file, own}: Hunk): readonly string[] | undefined {
  const text = skill.texts.find((one) => one.file === file)?.text;
  if (text === undefined || own === undefined) return undefined;
  const lines = text.split(/\r\n|\r|\n/);
  const heading = lines.slice(0, own.from - 1).findLastIndex((line) => /[^\s=-]/.test(line));
  return lines.slice(Math.max(0, heading), own.to);
}
