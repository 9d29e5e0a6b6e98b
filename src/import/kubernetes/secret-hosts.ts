import {isConnectionString} from '../manifest/connection-string.ts';
import {hostsIn} from '../manifest/hosts.ts';
import {says} from '../manifest/variable-words.ts';

const scheme = /^((?:jdbc:)?[a-z][a-z0-9+.-]{1,30}:(?:[a-z0-9]{1,20}:)?\/\/)(.*)$/i;
const notAddress = /pass|pwd|token|secret|credential|cert|salt|private|user|login|key$/i;

/**
 * What may be known of a secret's value: the hosts in it, with the scheme and port that tell what they are, separated by
 * commas. Nothing else of the value is in the result, and there is none where its key does not say that it is an address and
 * the value is no URL, or where credentials cannot be told from the host.
 */
export function hostsOfSecret(key: string, value: string): string | undefined {
  const text = value.trim();
  if (text.length > 10_000 || /[\r\n]/.test(text)) return undefined;
  // Quotes may hide what looks like a pair of its own in a password.
  const pairs = isConnectionString(text) && !/["'{}]/.test(text);
  if (!scheme.test(text) && !pairs && (notAddress.test(key) || says(key) !== 'host')) return undefined;
  const parts = text.split(/[,;\s](?=(?:jdbc:)?[a-z][a-z0-9+.-]{1,30}:\/\/)/i).map(withoutCredentials);
  if (parts.includes(undefined)) return undefined;
  const hosts = hostsIn(key, parts.join(',')).filter(({shape}) => shape !== 'word');
  const shown = hosts.map(({host, port, scheme: by}) => `${by ? `${by}://` : ''}${host}${port ? `:${port}` : ''}`);
  return shown.length > 0 ? shown.join(',') : undefined;
}

function withoutCredentials(text: string): string | undefined {
  const [, before = '', rest = text] = scheme.exec(text) ?? [];
  const end = rest.search(/[/?#]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  // A password may hold a slash: then what stands before it is no host.
  if (rest.lastIndexOf('@') > authority.length) return undefined;
  return before + authority.slice(authority.lastIndexOf('@') + 1) + rest.slice(authority.length);
}
