/**
 * What a variable's (or flag's, or key's) name says about its value: `host`: it is an address; `perhaps`: it may name a
 * peer; `unsaid`: nothing; `other`: it names something else than a host (a user, a database, a topic); `never`: it is no
 * place that is called in the course of the work (an own address, a list of who may call, a health check, an image, a secret).
 */
export type Says = 'host' | 'perhaps' | 'unsaid' | 'other' | 'never';

/** Longer names are cut: no name that a person gave is. */
const longest = 200;

const hostWords = new Set(
  'host hosts hostname hostnames addr addrs address addresses url urls uri uris endpoint endpoints server servers broker brokers bootstrap dsn connection connections connect dns'.split(
    ' ',
  ),
);
const peerWords = new Set(
  'h service services svc api backend backends upstream upstreams target targets peer peers gateway master primary leader discovery registry contact contactpoints points seed seeds node nodes remote proxy quorum voters'.split(
    ' ',
  ),
);
const otherWords = new Set(
  'name names db database schema user username userid topic topics queue queues exchange subject channel stream group id ids prefix suffix profile profiles mode type kind role level env environment index bucket collection realm audience vhost path paths dir directory folder file files filesystem driver vendor dialect engine provider adapter scheme protocol zone region port ports timeout enabled format encoding class command version label labels title namespace tier platform'.split(
    ' ',
  ),
);
const secretWords = new Set(
  'password passwords passwd pwd passphrase secret secrets token tokens key keys apikey credential credentials'.split(
    ' ',
  ),
);
const neverWords = new Set(
  'cors origins allowed allow whitelist allowlist advertised advertise listener listeners listen bind health healthz healthcheck healthchecks hc liveness readiness probe'.split(
    ' ',
  ),
);
/** The same where they stand at the end, or before its last word: `OAUTH_REDIRECT_URI`, but not `IMAGE_PROVIDER_HOST`. */
const neverAtTheEnd = new Set(['image', 'images', 'tag', 'redirect', 'callback', 'callbacks', 'dockerfile']);
/** Names for the own address as others see it: no call when the host is not one of the system. */
const ownWords = new Set(
  'public external self own my site root canonical domain virtual frontend docs homepage license schema audience npm pip index referer'.split(
    ' ',
  ),
);
const ending = /(?:hosts?|addr|urls?|uri|endpoint)$/;
const trailing = new Set(['string', 'strings', 'default', 'internal', 'private', 'list', 'zone', 'config']);

/** The words of a name, in lower case: `CART_ADDR`, `cartAddr`, `--cart.addr` and `Urls__Cart` are of two words each. */
export function wordsOf(name: string): readonly string[] {
  return name
    .slice(0, longest)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

/** What `name` says about its value. */
export function says(name: string): Says {
  const words = wordsOf(name);
  const never = words.some((word) => neverWords.has(word)) || words.slice(-2).some((word) => neverAtTheEnd.has(word));
  const joined = words.join('');
  const last = words.at(-1) ?? '';
  if (never || secretWords.has(last) || joined === 'noproxy' || /callback(?:ur[li])?$/.test(joined)) return 'never';
  const before = words.at(-2) ?? '';
  const named = (last === 'name' || last === 'names') && (hostWords.has(before) || before === 'dns');
  if (otherWords.has(last) && !named) return 'other';
  if (words.some((word) => isHostWord(word))) return 'host';
  return words.some((word) => peerWords.has(word)) ? 'perhaps' : 'unsaid';
}

/** Does the name say that its value is one address of somebody else: `SMTP_HOST`, and neither `HOST` nor `PUBLIC_URL`? */
export function saysForeignHost(name: string): boolean {
  const words = wordsOf(name).filter((word) => !trailing.has(word) && !/^\d+$/.test(word));
  const last = words.at(-1) ?? '';
  const strict = isHostWord(last) && !['server', 'broker', 'dsn', 'connection', 'connect', 'dns'].includes(last);
  const alone = words.length === 1 && last === words.join('') && hostWords.has(last);
  return strict && !alone && !saysOwnAddress(name) && says(name) === 'host';
}

/** Does the name speak of the own address as others see it, or of an address that is only a name? */
export function saysOwnAddress(name: string): boolean {
  return wordsOf(name).some((word) => ownWords.has(word));
}

/** Is it a word for what nobody may read: a password, token or key? */
export function isSecretWord(word: string): boolean {
  return secretWords.has(word);
}

function isHostWord(word: string): boolean {
  return hostWords.has(word) || (ending.test(word) && word !== 'curl' && word !== 'localhost');
}
