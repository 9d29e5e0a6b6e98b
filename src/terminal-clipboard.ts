/** Most terminals take no more by the clipboard sequence, in base64 characters. */
const longest = 74_000;

/**
 * The sequence that makes a terminal put `text` on its clipboard (OSC 52), over ssh as well; undefined where the text is
 * too long. Base64 holds nothing that a terminal obeys.
 */
export function clipboardSequence(text: string): string | undefined {
  const encoded = Buffer.from(text).toString('base64');
  return encoded.length > longest ? undefined : `\u001b]52;c;${encoded}\u0007`;
}
