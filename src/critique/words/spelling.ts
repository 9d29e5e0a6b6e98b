const contractions: readonly (readonly [RegExp, string])[] = [
  [/\bwon't\b/g, 'will not'],
  [/\b(?:can't|cannot|cant)\b/g, 'can not'],
  [/n't\b/g, ' not'],
  [/\b(do|does|did|is|was|are)nt\b/g, '$1 not'],
  [/\b(\w+)'(?:ll)\b/g, '$1 will'],
  [/\b(\w+)'(?:re)\b/g, '$1 are'],
  [/\b(\w+)'(?:ve)\b/g, '$1 have'],
  [/\b(\w+)'d\b/g, '$1 would'],
];

/** A single word in one spelling: American endings become British ones or the other way, whichever is one rule. */
export function oneSpelling(word: string): string {
  return word
    .replace(/iz(e|es|ed|ing|ation|ations)$/, 'is$1')
    .replace(/([a-z]{2})our(s|ed|ing|ite)?$/, '$1or$2')
    .replace(/ll(ed|ing)$/, 'l$1')
    .replace(/alogue(s?)$/, 'alog$1')
    .replace(/^che(?:que)(s?)$/, 'check$1');
}

/** Text in lower case with plain quotes, dashes, arrows and spaces, contractions written out. */
export function plainText(text: string): string {
  let plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2018\u2019\u201b\u00b4`]/g, "'")
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
    .replace(/[\u2192\u21d2]|=>|-->/g, ' -> ')
    .replace(/[\u2013\u2014]/g, ' - ')
    .replace(/\be-mail/g, 'email');
  for (const [pattern, written] of contractions) plain = plain.replace(pattern, written);
  return plain.replace(/\s+/g, ' ').trim();
}

/** The words of a plain text in one spelling; `->`, `?` and a colon before a space count as words. */
export function wordsOf(plain: string): readonly string[] {
  return (plain.match(/->|\?|:(?= )|[\p{L}\p{N}_#]+/gu) ?? []).map(oneSpelling);
}
