import {type Interned, interned} from './interned.ts';

/** What rare names become. */
export const otherName = 'other';
const longest = 160;
const method = /^(?:HTTP )?(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|CONNECT|TRACE|QUERY)$/i;

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const longHex = /(?<![0-9a-z])(?=[a-f]{0,15}\d)[0-9a-f]{16,}(?![0-9a-z])/gi;
const longNumber = /(?<![0-9a-z.])\d{4,}(?![0-9a-z.])/gi;
const segments = /(?<=\/)[^/\s]+/g;

/** A name with what identifies one thing in it replaced by {id}: numbers, UUIDs and other keys in paths; without a query. */
export function folded(name: string): string {
  const text = name.slice(0, longest);
  if (!/\d/.test(text)) return text.replace(/\?.*$/s, '');
  const general = text.replace(/\?.*$/s, '').replace(uuid, '{id}').replace(longHex, '{id}').replace(longNumber, '{id}');
  return /(?:^| )\//.test(general) ? general.replace(segments, (part) => (isKey(part) ? '{id}' : part)) : general;
}

/** A part of a path that names one thing: digits alone, or a longer mix of letters and at least two digits. */
function isKey(part: string): boolean {
  if (/^\d+$/.test(part)) return true;
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

/** Names of spans by number, folded. What a raw name became is remembered for a while only: raw names may all differ. */
export function foldedNames(): Interned {
  const names = interned(100_000, otherName);
  const seen = new Map<string, number>();
  return {
    texts: names.texts,
    numberOf: (raw) => {
      const known = seen.get(raw);
      if (known !== undefined) return known;
      if (seen.size >= 20_000) seen.clear();
      const number = names.numberOf(folded(raw));
      seen.set(raw, number);
      return number;
    },
  };
}
