/** User and password of an address: after `://`, or before a host alone (`user:password@host`). */
const userInfo = /(?:(?<=:\/\/)[^\s/@]*|(?<![^\s/,|])[^\s/@:,|]*:[^\s/@]*)@/g;
/** What a text of full length may have lost the end of: user and password whose `@` was cut off. */
const cutOff = /(?::\/\/[^\s/@]*|(?<![^\s])[^\s/@:]*:[^\s/@]*)$/;
/** A string of connection settings (`host=db password=x`), and the setting that names the other side. */
const settings = /(?:^|[\s;])(?:password|pwd|passwd|user id|uid)\s{0,9}=/i;
const host = /(?:^|[\s;])(?:host|server|data source|addr|address)\s{0,9}=\s{0,9}([^\s;]+)/i;
const longest = 160;

/**
 * A name from an attribute or a span without what may be secret in it: user and password of addresses, the query behind
 * them, passwords in connection settings. Every name of an import goes through here before it is kept. The text is cut at
 * 160 characters.
 */
export function withoutSecrets(name: string): string {
  const whole = name.slice(0, longest * 2);
  const named = settings.test(whole) ? (host.exec(whole)?.[1] ?? '') : whole;
  if (!/[@:?]/.test(named)) return named.slice(0, longest);
  const bare = named.replace(/\?.*$/s, '').replace(userInfo, '');
  return (named.length >= longest ? bare.replace(cutOff, '') : bare).slice(0, longest);
}
