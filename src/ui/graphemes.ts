let segmenter: Intl.Segmenter | undefined;

/**
 * `text` as the characters that a reader counts, in order. Making the table for it takes a fifth of the time that an empty
 * program does, and most commands take no text apart: so it is made at the first call.
 */
export function graphemes(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter('en', {granularity: 'grapheme'});
  return segmenter.segment(text);
}
