/** Texts by number from 0; number 0 is the empty text. */
export interface Interned {
  readonly numberOf: (text: string) => number;
  readonly texts: readonly string[];
}

/** Keeps each text once. After `limit` different ones every new text becomes `rest`: files are untrusted, memory is not endless. */
export function interned(limit: number, rest: string): Interned {
  const texts = [''];
  const numbers = new Map([['', 0]]);
  const kept = (text: string): number => {
    const number = numbers.get(text);
    if (number !== undefined) return number;
    if (texts.length >= limit && text !== rest) return kept(rest);
    numbers.set(text, texts.length);
    texts.push(text);
    return texts.length - 1;
  };
  return {texts, numberOf: kept};
}
