import {createTwoFilesPatch} from 'diff';

/** More changed lines than this are shown as one text in place of another: finding the shortest way takes too long. */
const maxEdits = 4000;

/** What changes in a file, in the unified format with three lines around each change; `null`: the file is not there. */
export function diffText(file: string, before: string | null, after: string): string {
  const [old, now] = [before === null ? '/dev/null' : `a/${file}`, `b/${file}`];
  const options = {
    context: 3,
    maxEditLength: maxEdits,
    headerOptions: {includeIndex: false, includeUnderline: false, includeFileHeaders: true},
  };
  const found = createTwoFilesPatch(old, now, before ?? '', after, undefined, undefined, options);
  if (found !== undefined) return found;
  const gone = linesOf(before ?? '');
  const added = linesOf(after);
  const head = `--- ${old}\n+++ ${now}\n@@ -1,${gone.length} +1,${added.length} @@\n`;
  return `${head}${[...gone.map((line) => `-${line}`), ...added.map((line) => `+${line}`)].join('\n')}\n`;
}

function linesOf(text: string): readonly string[] {
  return text.replace(/\n$/, '').split('\n');
}
