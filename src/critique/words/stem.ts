const endings = ['ations', 'ation', 'ings', 'ing', 'edly', 'ed', 'es', 's', 'ly'];
const shortestStem = 3;

/** A word without the commonest endings of English: `waits`, `waited` and `waiting` are wait. Numbers are all the same. */
export function stem(word: string): string {
  if (/^\p{N}+$/u.test(word)) return '#';
  const ending = endings.find((one) => word.endsWith(one) && word.length - one.length >= shortestStem);
  return ending === undefined ? word : word.slice(0, -ending.length);
}
