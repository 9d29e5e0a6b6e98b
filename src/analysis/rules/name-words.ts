/**
 * The words of a name, in lower case: `OrderPlaced`, `order-placed`, `order.placed` and `ORDER_PLACED` have the same two.
 * Time grows with the length of the name alone.
 */
export function nameWords(name: string): string[] {
  const words = name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{M}]+|\p{N}+/gu) ?? [];
  return words.map((word) => word.toLowerCase());
}

const irregular: ReadonlySet<string> = new Set(
  'become begun bought brought broken built chosen done drawn driven fallen forgotten found frozen gone given gotten grown held hidden kept known led left lent lost made met paid sent seen shown shut sold spent split sunk taken thrown told won withdrawn written'.split(
    ' ',
  ),
);
const presentInSpiteOfEd: ReadonlySet<string> = new Set(
  'bed bleed breed embed exceed feed need proceed red seed shed speed succeed weed'.split(' '),
);

/** Is a lower-case English word a past participle, as events end in: placed, sent, paid? A guess by its form. */
export function isPastTense(word: string): boolean {
  return irregular.has(word) || (word.length > 3 && word.endsWith('ed') && !presentInSpiteOfEd.has(word));
}
