import type {HostMention} from './hosts.ts';

const hostKey =
  /^(?:host|hosts|hostaddr|hostname|server|servers|data ?source|datasource|addr|address|network ?address|endpoints?|accountendpoint|serviceurl)$/i;
const pair = /^\s*([a-z][a-z0-9_ ]{0,60}?)\s*=(.*)$/i;

/** Is `text` a connection string of pairs: `Host=db;Database=x`, `Server=tcp:db,1433`, `host=db port=5432`? */
export function isConnectionString(text: string): boolean {
  return pairsOf(text).some(([key]) => hostKey.test(key));
}

/** The hosts that a connection string of pairs names, with the port that stands beside them. */
export function connectionStringHosts(variable: string, text: string): HostMention[] {
  const pairs = pairsOf(text);
  const portText = pairs.find(([key]) => /^port$/i.test(key))?.[1];
  const beside = portText !== undefined && /^\d{1,5}$/.test(portText) ? Number(portText) : undefined;
  return pairs.flatMap(([key, value]) => {
    if (!hostKey.test(key)) return [];
    const [, scheme, rest = ''] = /^(?:([a-z][a-z0-9+.-]{0,30}):\/\/|tcp:|np:|lpc:)?(.*)$/i.exec(value)!;
    const items = rest.split(',');
    // ADO.NET writes the port after a comma.
    const commaPort = items.length === 2 && /^\d{1,5}$/.test(items[1]!.trim()) ? Number(items.pop()) : undefined;
    return items.flatMap((item): HostMention[] => {
      const match = /^([a-z0-9_](?:[a-z0-9_.-]{0,252}[a-z0-9_])?)(?::(\d{1,5}))?(?:[/\\].*)?$/i.exec(item.trim());
      if (!match || !/[a-z]|\d\.\d/i.test(match[1]!)) return [];
      const port = match[2] === undefined ? (commaPort ?? beside) : Number(match[2]);
      return [{host: match[1]!.toLowerCase(), port, scheme: scheme?.toLowerCase(), shape: 'address', variable}];
    });
  });
}

function pairsOf(text: string): [string, string][] {
  const parts = text.includes(';')
    ? text.split(';')
    : /^\s*[a-z_]+\s*=/i.test(text)
      ? text
          .trim()
          .replace(/\s+/g, ' ')
          .split(/ (?=[a-z_]{1,40}=)/i)
      : [];
  return parts.flatMap((part): [string, string][] => {
    const match = pair.exec(part);
    return match ? [[match[1]!.trim(), match[2]!.trim().replace(/^["']|["']$/g, '')]] : [];
  });
}
