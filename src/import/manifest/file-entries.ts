import {UserError} from '../../errors.ts';
import {yamlDocuments} from '../documents.ts';
import {word} from './fields.ts';

/** One entry of a configuration file: a key (its last parts, joined by dots) and its value. */
export interface FileEntry {
  readonly key: string;
  readonly value: string;
}

/** The parts of a path that a key keeps: the ones that say what its value is. */
const keptParts = 3;
const notConfiguration =
  /\.(?:sh|bash|py|sql|[cm]?js|ts|rb|pl|lua|crt|cer|pem|key|pub|html?|css|md|svg|png|csv|graphql|proto|tmpl|tpl)$/i;
const passes =
  /^\s*(proxy_pass|grpc_pass|uwsgi_pass|fastcgi_pass|reverse_proxy|server|set\s+\$\w+)\s+([^;{}]+?)\s*;?\s*$/;

/**
 * The entries of a configuration file (JSON, YAML, properties, INI, TOML, nginx and its like), in their order; comments and
 * programs hold none. A file that is not what its name says is read line by line.
 */
export function fileEntries(name: string, text: string): FileEntry[] {
  if (notConfiguration.test(name) || text.length > 2_000_000) return [];
  if (/^\s*(?:upstream\s+\S+|server)\s*\{|^\s*(?:proxy|grpc|fastcgi|uwsgi)_pass\s/m.test(text))
    return proxyEntries(text);
  return treeEntries(name, text) ?? lineEntries(text);
}

function treeEntries(name: string, text: string): FileEntry[] | undefined {
  if (!/\.(?:json|ya?ml)$/i.test(name) && !/^\s*[[{]/.test(text)) return undefined;
  try {
    return yamlDocuments(name, text).flatMap(({data}) => leaves(data));
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function leaves(data: unknown): FileEntry[] {
  const found: FileEntry[] = [];
  const waiting: [string[], unknown][] = [[[], data]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [path, value] = next;
    if (typeof value === 'object' && value !== null) {
      const inner = Object.entries(value).map(([key, one]): [string[], unknown] => [
        Array.isArray(value) ? path : [...path, key].slice(-keptParts),
        one,
      ]);
      for (const one of inner.reverse()) waiting.push(one);
    } else {
      const text = word(value);
      if (text !== undefined) found.push({key: path.join('.'), value: text});
    }
  }
  return found;
}

function lineEntries(text: string): FileEntry[] {
  return text.split('\n').flatMap((line): FileEntry[] => {
    if (line.length > 5000 || /^\s*(?:#|;|\/\/|!|--)/.test(line)) return [];
    const match = /^\s*(?:export\s+)?([A-Za-z_][\w.[\]-]{0,200})\s*[=:]\s*(\S.*)$/.exec(line);
    return match ? [{key: match[1]!, value: match[2]!.trim().replace(/[,;]$/, '')}] : [];
  });
}

/** Where a web server passes requests to; its own groups of servers are followed by the servers in them. */
function proxyEntries(text: string): FileEntry[] {
  const own = new Set([...text.matchAll(/^\s*upstream\s+(\S{1,200})\s*\{/gm)].map(([, name]) => name));
  return text.split('\n').flatMap((line): FileEntry[] => {
    if (line.length > 5000 || /^\s*#/.test(line)) return [];
    const match = passes.exec(line.replace(/^\s*(?:location|upstream)\b[^{]*\{\s*/, '').replace(/\}\s*$/, ''));
    if (!match) return [];
    const target = match[2]!.split(/\s+/).find((part) => /[a-z]/i.test(part)) ?? '';
    const host = target.replace(/^[a-z]+:\/\//, '').replace(/[:/].*$/s, '');
    return own.has(host) ? [] : [{key: 'upstream', value: target}];
  });
}
