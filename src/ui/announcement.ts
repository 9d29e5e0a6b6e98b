/** Before the line that keys act on, for a listener. */
export const selectedMark = 'selected: ';

/** What was said: the frame, and the line behind which the cursor still stands. */
export interface Said {
  readonly frame: readonly string[];
  readonly last: string | undefined;
}

export const nothingSaid: Said = {frame: [], last: undefined};

/**
 * What to write so that a listener hears what is new in `frame` and nothing twice. Lines are only ever added: the title is
 * the first one, and where it names another screen all of it is new. A line that was heard is not new because the mark has
 * left it, and of a text that is typed only the letters are.
 */
export function announcement({frame: before, last}: Said, frame: readonly string[]): {text: string; said: Said} {
  const isOther = nameOf(frame) !== nameOf(before);
  const heard = new Set(isOther ? [] : before.flatMap((line) => [line, bare(line)]));
  const fresh = frame.filter((line) => !heard.has(line));
  const [only] = fresh;
  if (only === undefined) return {text: '', said: {frame, last}};
  if (fresh.length === 1 && last !== undefined && before.includes(last) && !frame.includes(last)) {
    if (only.startsWith(last)) return {text: only.slice(last.length), said: {frame, last: only}};
  }
  const text = `${last === undefined ? '' : '\n'}${fresh.join('\n')}`;
  return {text, said: {frame, last: fresh.at(-1)}};
}

/** Where things stand is behind the name of the screen. */
const nameOf = ([title = '']: readonly string[]) => title.split(' | ')[0];

const bare = (line: string) => (line.startsWith(selectedMark) ? line.slice(selectedMark.length) : line);
