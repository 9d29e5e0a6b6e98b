import type {ReadText} from './reading.ts';
import type {Quote} from './runs.ts';

/** Fewer words are a name and no passage. */
const fewestWords = 5;

/**
 * Where a quote stands in texts, as their own words: white space may differ, nothing else may, and it has to lie in what
 * can teach something, so not in a heading, in code or in a sentence of the rubric alone. Undefined where it does not.
 */
export function findQuote(quote: string, read: readonly ReadText[]): Quote | undefined {
  const wanted = quote.trim().split(/\s+/);
  if (wanted.length < fewestWords) return undefined;
  for (const {source, passages} of read) {
    const tokens = [...source.text.matchAll(/\S+/g)];
    for (const at of placesOf(
      wanted,
      tokens.map(([token]) => token),
    )) {
      const start = tokens[at]!.index;
      const last = tokens[at + wanted.length - 1]!;
      const end = last.index + last[0].length;
      if (passages.some((passage) => passage.start < end && start < passage.end)) {
        return {file: source.file, line: lineAt(source.text, start), quote: source.text.slice(start, end)};
      }
    }
  }
  return undefined;
}

/** Every place where `wanted` begins among `tokens`, in linear time (Knuth, Morris and Pratt, 1977). */
function* placesOf(wanted: readonly string[], tokens: readonly string[]): Generator<number> {
  const back = [0];
  for (let i = 1, k = 0; i < wanted.length; i += 1) {
    while (k > 0 && wanted[i] !== wanted[k]) k = back[k - 1]!;
    if (wanted[i] === wanted[k]) k += 1;
    back.push(k);
  }
  for (let i = 0, k = 0; i < tokens.length; i += 1) {
    while (k > 0 && tokens[i] !== wanted[k]) k = back[k - 1]!;
    if (tokens[i] === wanted[k]) k += 1;
    if (k < wanted.length) continue;
    yield i - k + 1;
    k = back[k - 1]!;
  }
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
