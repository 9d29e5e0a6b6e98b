import {count, listed} from '../../figures.ts';

/** Names in a sentence, so that a long list stays readable: the first four, then how many more. */
export function firstFew(names: readonly string[]): string {
  return names.length <= 5 ? listed(names) : `${names.slice(0, 4).join(', ')} and ${count(names.length - 4)} more`;
}
