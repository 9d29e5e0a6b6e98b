/**
 * About how many tokens a language model counts in a text. No vendor's tokenizer works offline for every model, so this
 * is an estimate from the kinds of characters: a word of up to seven letters is one token, longer ones one per five
 * letters, three digits one, a mark one, a sign of a script without spaces one. Say "about" beside it.
 */
export function aboutTokens(text: string): number {
  let tokens = 0;
  for (const [piece] of text.matchAll(
    /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]+|\p{N}+|\n\s*|[^\s\p{N}]/gu,
  )) {
    if (/^\p{N}/u.test(piece)) tokens += Math.ceil(piece.length / 3);
    else if (/^\p{L}/u.test(piece)) tokens += piece.length <= 7 ? 1 : Math.ceil(piece.length / 5);
    else tokens += 1;
  }
  return tokens;
}
