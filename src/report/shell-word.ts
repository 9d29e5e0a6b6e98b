import {printableLine} from '../printable.ts';

/** `word` as a shell takes it for one word. */
export function shellWord(word: string): string {
  return /^[\w./:@-]+$/.test(word) ? word : `'${printableLine(word).replaceAll("'", "'\\''")}'`;
}
