/**
 * `text` with every character that a terminal could obey shown instead of sent: C0 and C1 controls (escape sequences
 * start with one) and the marks that reorder text become a visible escape such as \x1b. Line ends and tabs stay.
 */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (c) => {
    const code = c.charCodeAt(0);
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** Like `printable`, on one line: line ends and tabs are shown as well, so that text from a file cannot fake a line of ours. */
export function printableLine(text: string): string {
  return printable(text).replace(/\n/g, '\\n').replace(/\t/g, '\\t');
}

/** `value` as indented JSON; characters that JSON leaves raw and a terminal could obey are escaped, the value is the same. */
export function printableJson(value: unknown): string {
  return printableJsonText(JSON.stringify(value, null, 2));
}

/** JSON text, or a part of it, with the characters escaped that `printableJson` escapes. */
export function printableJsonText(text: string): string {
  return text.replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
