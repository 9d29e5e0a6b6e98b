/**
 * The text with every paragraph and every list item ("- ") on one line, so that it can be wrapped to any width. Lines
 * indented by four or more stand as they are; empty lines part paragraphs.
 */
export function unwrapped(text: string): string {
  const lines: string[] = [];
  for (const line of text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((one) => one.trimEnd())) {
    const before = lines.at(-1);
    const begins = before === undefined || before === '' || line === '' || line.startsWith('- ');
    if (begins || isBlock(line) || isBlock(before)) lines.push(line);
    else lines[lines.length - 1] = `${before} ${line.trim()}`;
  }
  return lines.join('\n').replace(/^\n+|\n+$/g, '');
}

const isBlock = (line: string) => line.startsWith('    ');
