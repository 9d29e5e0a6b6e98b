/** A word of a passage in lower case, with the number of the clause that it stands in. */
export interface Word {
  readonly text: string;
  readonly clause: number;
}

const contractions: readonly (readonly [RegExp, string])[] = [
  [/\bcan(?:no|')t\b/g, 'can not'],
  [/\bwon't\b/g, 'will not'],
  [/\bshan't\b/g, 'shall not'],
  [/n't\b/g, ' not'],
  [/'(?:s|re|ve|ll|d|m)\b/g, ' '],
];

/** A clause ends at punctuation and before these: a "not" in one clause says nothing about the next. */
const openers = new Set(
  'unless until if when whenever while because so but although though whereas which who since once'.split(' '),
);

/** What turns the words that follow in its clause into their opposite. */
export const negators: ReadonlySet<string> = new Set(
  'not no never nor neither none nothing nobody without hardly cannot nowhere'.split(' '),
);

/**
 * The words of a plain text. Hyphens, slashes and the humps of `CamelCase` part words, contractions are written out,
 * so that "request/response", "request-response" and `RequestResponse` are the same words.
 */
export function words(text: string): readonly Word[] {
  const found: Word[] = [];
  let clause = 0;
  for (const [token] of writtenOut(text).matchAll(/\d[\d.,]*\d|[\p{L}\p{N}]+|×|[.,;:!?()–—"“”→⇒|]/gu)) {
    if (/^[.,;:!?()–—"“”→⇒|]$/.test(token)) {
      clause += 1;
      continue;
    }
    if (openers.has(token)) clause += 1;
    found.push({text: token, clause});
  }
  return found;
}

/** A text in lower case, with the humps of `CamelCase` parted and contractions written out. */
export function writtenOut(text: string): string {
  const plain = text
    .replace(/[‘’ʼ]/g, "'")
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase();
  return contractions.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), plain);
}

/** How far a negation reaches, in words. */
const reach = 7;

/** A verb that begins anew: in "readers that were not changed will break" the "not" is over. */
const modals = new Set('will must can may should shall would could might'.split(' '));
const endsAtModal = new Set(['not', 'never', 'without']);

/** Whether the word at `index` is negated by one before it in its clause ("not only" does not negate). */
export function negated(list: readonly Word[], index: number): boolean {
  const clause = list[index]?.clause;
  let renewed = false;
  for (let i = index - 1; i >= Math.max(0, index - reach) && list[i]!.clause === clause; i -= 1) {
    const {text} = list[i]!;
    if (negators.has(text) && list[i + 1]?.text !== 'only' && !(renewed && endsAtModal.has(text))) return true;
    if (modals.has(text)) renewed = true;
  }
  return false;
}
