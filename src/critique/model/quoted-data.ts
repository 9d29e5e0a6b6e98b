import {printable} from '../../printable.ts';

/** Something of the user's or ours that a model gets to read, and what it is called. */
export interface Quotable {
  readonly label: string;
  readonly text: string;
}

/** Texts as blocks of data, and the word that opens and closes them. */
export interface QuotedData {
  readonly mark: string;
  /** By label. */
  readonly blocks: ReadonlyMap<string, string>;
}

/**
 * Each text between `<data-N name="...">` and `</data-N>`, where data-N occurs in none of the texts, however it is
 * capitalised, so that no text can close its block or open another. Control characters are made visible, and so are tag
 * characters (U+E0000 to U+E007F): a model reads them as letters that no person sees.
 */
export function quotedData(parts: readonly Quotable[]): QuotedData {
  const mark = `data-${freeNumber(parts.map(({text}) => text))}`;
  const blocks = parts.map(
    ({label, text}) => [label, `<${mark} name="${label}">\n${visible(text).trimEnd()}\n</${mark}>`] as const,
  );
  return {mark, blocks: new Map(blocks)};
}

function visible(text: string): string {
  return printable(text).replace(/[\u{e0000}-\u{e007f}]/gu, (tag) => `\\u{${tag.codePointAt(0)?.toString(16)}}`);
}

/** The smallest number that no text has behind "data-", also as the beginning of a longer one. */
function freeNumber(texts: readonly string[]): number {
  const taken = new Set<string>();
  for (const text of texts) {
    // As a reader sees it: full-width letters are letters, and characters without width are not there.
    const plain = text.normalize('NFKC').replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '');
    for (const [, digits = ''] of plain.matchAll(/data\s*-\s*(\d{1,7})/gi)) {
      for (let length = 1; length <= digits.length; length += 1) taken.add(digits.slice(0, length));
    }
  }
  let number = 1;
  while (taken.has(String(number))) number += 1;
  return number;
}
