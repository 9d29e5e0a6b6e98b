import {commandParts} from './command-line.ts';
import {connectionStringHosts, isConnectionString} from './connection-string.ts';
import {says} from './variable-words.ts';

/** A host that a configuration value mentions. */
export interface HostMention {
  /** In lower case, without a dot at its end. */
  readonly host: string;
  readonly port?: number | undefined;
  /** In lower case, without `jdbc:` and the like. */
  readonly scheme?: string | undefined;
  /** `address`: shaped like one (scheme, port, connection string); `named`: a bare word under a name that says host; `word`: a bare word that is the whole value. */
  readonly shape: 'address' | 'named' | 'word';
  /** The variable or, inside a command line, JSON or a list, the nearest flag or key. */
  readonly variable: string;
  /** What stands after the host in a URL: `/orders`. */
  readonly path?: string | undefined;
}

/** Longer values are certificates and programs, not addresses. */
const longest = 20_000;
const longestAddress = 2000;
const deepestJson = 20;
const noHosts = new Set([
  'file',
  'unix',
  'sqlite',
  'h2',
  'data',
  'classpath',
  'git',
  'ssh',
  'jar',
  'urn',
  'memory',
  'mem',
]);
/** Words that are values of other things wherever they stand alone. */
const commonWords = new Set(
  'true false yes no on off none null undefined default auto http https tcp all any local production development'.split(
    ' ',
  ),
);

/**
 * The hosts that `value`, the value of `variable`, mentions, in their order: a bare host, host:port, a URL (without its user
 * part), a JDBC, ADO.NET, libpq or Go connection string, a list of these, a quorum (`1@kafka:9093`), strings in JSON,
 * a command line with flags. Words that only may be hosts are given with their shape; own and local addresses are left out.
 */
export function hostsIn(variable: string, value: string): readonly HostMention[] {
  const mentions: HostMention[] = [];
  const waiting: {variable: string; value: string; depth: number}[] = [{variable, value, depth: 0}];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const {variable: name, depth} = next;
    const text = unquoted(next.value.slice(0, longest).trim());
    if (text === '' || says(name) === 'never') continue;
    const inside =
      depth < deepestJson ? (jsonParts(depth === 0 ? '' : name, name, text) ?? commandParts(name, text)) : undefined;
    if (inside === undefined) mentions.push(...listed(name, text));
    else for (const part of [...inside].reverse()) waiting.push({...part, depth: depth + 1});
  }
  return mentions.filter(({host, shape}) => !isLocal(host) && (shape === 'address' || !commonWords.has(host)));
}

/** Is `host` this machine or container, or every address? */
export function isLocal(host: string): boolean {
  return (
    /^(?:localhost|localhost\.localdomain|.*\.localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|::1?|0|kubernetes\.docker\.internal)$/.test(
      host,
    ) || /^(?:host|gateway)\.(?:docker|containers)\.internal$|^host-gateway$|^docker\.for\.(?:mac|win)\./.test(host)
  );
}

function unquoted(text: string): string {
  const quote = text[0];
  return text.length > 1 && (quote === '"' || quote === "'") && text.endsWith(quote) ? text.slice(1, -1).trim() : text;
}

/** The strings in a JSON list or object, each under its keys; undefined where `text` is no JSON. */
function jsonParts(above: string, variable: string, text: string): {variable: string; value: string}[] | undefined {
  if (!/^[[{]/.test(text)) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  return Object.entries(parsed).flatMap(([key, part]) => {
    const name = Array.isArray(parsed) ? variable : above === '' ? key : `${above}.${key}`;
    if (typeof part === 'string') return [{variable: name, value: part}];
    return typeof part === 'object' && part !== null ? [{variable: name, value: JSON.stringify(part)}] : [];
  });
}

function listed(variable: string, text: string): HostMention[] {
  if (isConnectionString(text)) return connectionStringHosts(variable, text);
  const go = /(?:^|@)(?:tcp|tcp4|tcp6)\(([^()\s]*)\)/.exec(text);
  if (go) return one(variable, go[1]!, undefined, true);
  const items = text.split(/[,|\s]+/);
  let scheme: string | undefined;
  return items.flatMap((item) => {
    if (item.length > longestAddress) return [];
    const found = one(variable, unquoted(item.replace(/^[[(]+|[\])]+$/g, '')), scheme, items.length === 1);
    scheme = found[0]?.scheme ?? scheme;
    return found;
  });
}

/** One address: `scheme://user:password@host:port/path`, `jdbc:...`, `1@host:port`, `host:port`, `host`. */
function one(variable: string, item: string, schemeBefore: string | undefined, alone: boolean): HostMention[] {
  const oracle = /^jdbc:oracle:[a-z]+:[^@]*@(?:\/\/)?(.*)$/i.exec(item);
  if (oracle) return authority(variable, oracle[1]!.replace(/^([^:/]+:\d+):.*/, '$1'), 'oracle', alone);
  const at = item.indexOf('://');
  if (at < 0) return authority(variable, item.replace(/^\/\//, ''), schemeBefore, alone);
  const scheme = /[a-z][a-z0-9+.-]*$/i.exec(item.slice(Math.max(0, at - 40), at))?.[0].toLowerCase();
  if (scheme === undefined || noHosts.has(scheme)) return [];
  return authority(variable, item.slice(at + 3).replace(/^\/+/, ''), scheme, alone);
}

function authority(variable: string, text: string, scheme: string | undefined, alone: boolean): HostMention[] {
  const end = text.search(/[/?#]/);
  const first = end < 0 ? text : text.slice(0, end);
  // A password may hold a slash: then the part before it is no host and port, and the host stands after the last @.
  const cut = !first.includes('@') && /^[^@/]*:[^\d@]/.test(first) ? text.slice(text.lastIndexOf('@') + 1) : text;
  const stop = cut.search(/[/?#;]/);
  const place = (stop < 0 ? cut : cut.slice(0, stop)).replace(/^.*@/s, '');
  const path = stop < 0 ? undefined : cut.slice(stop);
  const match = /^(?:\[([0-9a-f:.]{2,45})\]|([a-z0-9_](?:[a-z0-9_.-]{0,252}[a-z0-9_])?)\.?)(?::(\d{1,5}))?$/i.exec(
    place,
  );
  if (!match) return [];
  const host = (match[1] ?? match[2]!).toLowerCase();
  const port = match[3] === undefined ? undefined : Number(match[3]);
  if (port !== undefined && (port < 1 || port > 65_535)) return [];
  const common = {host, port, scheme, variable, path};
  if (scheme !== undefined) return [{...common, shape: 'address'}];
  if (!/[a-z]/i.test(host) && !/^\d{1,3}(?:\.\d{1,3}){3}$/.test(host)) return [];
  if (port !== undefined) return path === undefined || says(variable) === 'host' ? [{...common, shape: 'address'}] : [];
  if (says(variable) === 'host') return [{...common, shape: 'named'}];
  return alone && path === undefined ? [{...common, shape: 'word'}] : [];
}
