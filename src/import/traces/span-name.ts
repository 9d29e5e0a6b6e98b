import {type Interned, interned} from './interned.ts';
import {withoutSecrets} from './without-secrets.ts';

/** What rare names become. */
export const otherName = 'other';
const method = /^(?:HTTP )?(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|CONNECT|TRACE|QUERY)$/i;

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const longHex = /(?<![0-9a-z])(?=[a-f]{0,15}\d)[0-9a-f]{16,}(?![0-9a-z])/gi;
/** A port behind a host is no key of one thing. */
const longNumber =
  /(?<![0-9a-z.])(?<!(?:\.(?:svc|local|internal|com|net|org|io)|\.\d{1,3}|localhost):)\d{4,}(?![0-9a-z.])/gi;
const segments = /(?<=\/)[^/\s]+/g;

/** A name with what identifies one thing in it replaced by {id}: numbers, UUIDs and other keys in paths; without secrets. */
export function folded(name: string): string {
  const text = withoutSecrets(name);
  if (!/[\d@]/.test(text)) return text;
  const general = text.replace(uuid, '{id}').replace(longHex, '{id}').replace(longNumber, '{id}');
  return /(?:^| )\//.test(general) ? general.replace(segments, (part) => (isKey(part) ? '{id}' : part)) : general;
}

/** A part of a path that names one thing: digits alone, a longer mix of letters and at least two digits, an address of mail, a token (JWT). */
function isKey(part: string): boolean {
  if (/^\d+$|.@.|^eyJ/.test(part)) return true;
  return part.length >= 8 && part.length <= 64 && /^[\w-]+$/.test(part) && (part.match(/\d/g)?.length ?? 0) >= 2;
}

/** A request's name: that of the span, or its method and route where the span's name is a method alone, or lacks the route. */
export function requestName(name: string, verb: string, route: string, path: string): string {
  const bare = method.exec(name)?.[1];
  if (route !== '') return name.includes(route) ? name : `${(bare ?? verb) || 'HTTP'} ${route}`;
  return bare !== undefined && path !== '' ? `${bare} ${path}` : name;
}

/** The path of an address or of a target with a query. */
export function pathOf(address: string): string {
  const path = /^[a-z][a-z+.-]*:\/\/[^/?#]*([^?#]*)/i.exec(address)?.[1] ?? address.replace(/[?#].*$/s, '');
  return path === '' ? '/' : path;
}

/** Names by number, as `clean` makes them. What a raw name became is remembered for a while only: raw names may all differ. */
export function cleanNames(limit: number, rest: string, clean: (raw: string) => string): Interned {
  const names = interned(limit, rest);
  const seen = new Map<string, number>();
  return {
    texts: names.texts,
    numberOf: (raw) => {
      const known = seen.get(raw);
      if (known !== undefined) return known;
      if (seen.size >= 20_000) seen.clear();
      const number = names.numberOf(clean(raw));
      seen.set(raw, number);
      return number;
    },
  };
}
