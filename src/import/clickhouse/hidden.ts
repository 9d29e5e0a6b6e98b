import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import type {Credentials} from './credentials.ts';

/** A shorter password stands in many words by chance: hiding it there would tell what it is. */
export const shortestHidden = 4;
const mask = '[password]';

/** A text of a server's without the password in it, however it is written, and without what signs a request. */
export function hidden(text: string, {user, password}: Credentials): string {
  const bare = text.replace(/\b(Basic|Bearer)(\s+|%20)[\w+/=.~%-]{1,4096}/gi, `$1 ${mask}`);
  if (password.length < shortestHidden) return bare;
  return spellings(user, password).reduce((rest, one) => rest.replaceAll(one, mask), bare);
}

/** An error without the password in what it says. */
export function withoutPassword(error: unknown, who: Credentials): unknown {
  return error instanceof UserError ? new UserError(hidden(error.message, who), hidden(error.hint, who)) : error;
}

function spellings(user: string, password: string): readonly string[] {
  const json = JSON.stringify(password).slice(1, -1);
  const base64 = [password, `${user}:${password}`].map((text) =>
    Buffer.from(text).toString('base64').replace(/=+$/, ''),
  );
  const ascii = json.replace(/[^\x20-\x7e]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const url = encodeURIComponent(password.toWellFormed());
  const all = [
    password,
    printableLine(password),
    json,
    ascii,
    ascii.replaceAll('/', '\\/'),
    password.replaceAll('\\', '\\\\').replaceAll("'", "\\'"),
    url,
    url.replaceAll('%20', '+'),
    url.toLowerCase(),
    new URLSearchParams({_: password}).toString().slice(2),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
    ...base64.map(encodeURIComponent),
  ];
  return [...new Set(all)].sort((a, b) => b.length - a.length);
}
