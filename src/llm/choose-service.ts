import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import type {Service} from './service.ts';

/** What is known of a vendor before anything is asked. */
export interface Vendor {
  readonly name: string;
  readonly baseUrl: string;
  readonly keyVariable: string;
  /** Asked where nobody names another; only at the vendor's own address. */
  readonly model: string;
}

/** What the user wants: by flag, by environment, by the workspace's settings. */
export interface Wanted {
  readonly model?: string | undefined;
  readonly baseUrl?: string | undefined;
  /** What the workspace's settings say, a file that others may have written. */
  readonly configured?: {readonly model?: string | undefined; readonly baseUrl?: string | undefined} | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const thisMachine = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Where, for which model and with which key a vendor's protocol is spoken. A flag counts before EVENTCOACH_MODEL and
 * EVENTCOACH_BASE_URL, those before the workspace's settings. Another address than the vendor's or this machine counts as
 * confirmed, and another than the vendor's gets the key, only if the user named it by flag or environment. What is missing is a UserError.
 */
export function chooseService(vendor: Vendor, {model, baseUrl, configured, env}: Wanted): Service {
  const byUser = baseUrl || env['EVENTCOACH_BASE_URL'];
  const address = plainAddress(byUser || configured?.baseUrl || vendor.baseUrl);
  const own = address.href === plainAddress(vendor.baseUrl).href;
  const asked = model || env['EVENTCOACH_MODEL'] || configured?.model || (own ? vendor.model : undefined);
  if (asked === undefined) {
    throw new UserError(
      `Which model? ${printableLine(address.href)} is not ${vendor.name}'s own address.`,
      'Name the model with --model.',
    );
  }
  const found = keyIn(env, vendor.keyVariable);
  if (own && found === null) {
    throw new UserError(
      `There is no key for ${vendor.name}: ${vendor.keyVariable} is not set.`,
      `Set ${vendor.keyVariable} in the environment, or use --critic clipboard, which needs no key.`,
    );
  }
  const unconfirmed = !byUser && !isFamiliar(address, vendor);
  // What listens on this machine may have come with the folder as well: it hears the words, and gets no key unasked.
  const keyed = byUser !== undefined && byUser !== '' ? true : address.origin === new URL(vendor.baseUrl).origin;
  return {
    name: vendor.name,
    model: asked,
    baseUrl: address.href.replace(/\/$/, ''),
    own,
    key: keyed ? found : null,
    keyVariable: vendor.keyVariable,
    unconfirmed,
    keyKept: !keyed && found !== null,
  };
}

/** Whether an address is a vendor's own or on this machine, and so nobody else can have put it in the way. */
export function isFamiliar(address: URL, {baseUrl}: Pick<Vendor, 'baseUrl'>): boolean {
  return address.origin === new URL(baseUrl).origin || thisMachine.has(address.hostname);
}

function plainAddress(text: string): URL {
  const url = URL.parse(text);
  const plain =
    url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && url.search === '';
  // The text may hold a password: it is not repeated.
  if (!plain) {
    throw new UserError(
      'The base URL is not an http or https address without a user name, a password or a query.',
      'Say it like this: --base-url http://127.0.0.1:11434/v1.',
    );
  }
  url.hash = '';
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

function keyIn(env: Wanted['env'], variable: string): string | null {
  const key = env[variable]?.trim();
  if (!key) return null;
  // fetch would name the whole header in its error.
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new UserError(`${variable} holds spaces or signs that no key has.`, `Set ${variable} to the key alone.`);
  }
  return key;
}
