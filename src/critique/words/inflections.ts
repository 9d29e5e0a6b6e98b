import {oneSpelling} from './spelling.ts';

const irregular: Readonly<Record<string, string>> = {
  show: 'shown',
  see: 'saw seen',
  tell: 'told',
  say: 'said',
  send: 'sent',
  go: 'goes went gone',
  come: 'came',
  lose: 'lost',
  hold: 'held holding',
  stand: 'stood',
  sit: 'sat',
  leave: 'left',
  pay: 'paid',
  keep: 'kept',
  throw: 'threw thrown',
  take: 'took taken',
  give: 'gave given',
  choose: 'chose chosen',
  find: 'found',
  know: 'knew known',
  write: 'wrote written',
  build: 'built',
  sell: 'sold',
  buy: 'bought',
  hang: 'hung',
  make: 'made',
  get: 'got gotten',
  forget: 'forgot forgotten',
  feed: 'fed',
  bite: 'bites bitten',
  do: 'does did done',
  be: 'is are was were been being',
  think: 'thought',
  overdraw: 'overdrawn',
  oversell: 'oversold',
  withdraw: 'withdrawn',
};

/** A base form with the endings of English verbs and nouns: `stop` gives stops, stopped, stopping. */
export function inflections(base: string): readonly string[] {
  const stem = /[^aeou]e$/.test(base) ? base.slice(0, -1) : base;
  const doubled = /^[a-z]?[^aeiou]*[aeiou][bdgklmnprt]$/.test(base) ? `${base}${base.at(-1)}` : stem;
  const sibilant = /(?:s|x|z|ch|sh)$/.test(base) ? `${base}es` : `${base}s`;
  const regular = /[^aeiou]y$/.test(base)
    ? [`${base.slice(0, -1)}ies`, `${base.slice(0, -1)}ied`, `${base}ing`]
    : [sibilant, `${doubled}ed`, `${doubled}ing`, `${stem}ed`, `${stem}ing`];
  return [base, ...regular, ...(irregular[base]?.split(' ') ?? [])].map(oneSpelling);
}
