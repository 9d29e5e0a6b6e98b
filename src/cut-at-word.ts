/**
 * `text` in one line of at most `most` characters, cut behind a word, with an ellipsis where something is missing. A word
 * that fills more than half of the room is cut within.
 */
export function cutAtWord(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= most) return line;
  const start = line.slice(0, most);
  const end = start.lastIndexOf(' ');
  // Half of a character outside of the basic plane is none.
  const kept = end > most / 2 ? start.slice(0, end) : start.slice(0, -1).replace(/[\ud800-\udbff]$/, '');
  return `${kept.replace(/[,;:(]$/, '')}…`;
}
