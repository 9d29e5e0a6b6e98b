import {UserError} from '../../errors.ts';
import {type ManifestDocument, yamlDocuments} from '../documents.ts';
import {word} from './fields.ts';

/** One entry of a configuration file: a key (its last parts, joined by dots) and its value. */
export interface FileEntry {
  readonly key: string;
  readonly value: string;
  /** Its line, from 1; looked up only where it is asked for. */
  readonly line?: (() => number) | undefined;
}

/** The parts of a path that a key keeps: the ones that say what its value is. */
const keptParts = 3;
const notConfiguration =
  /\.(?:sh|bash|py|sql|[cm]?js|ts|rb|pl|lua|crt|cer|pem|key|pub|html?|css|md|svg|png|csv|graphql|proto|tmpl|tpl)$/i;
const passes = /^(proxy_pass|grpc_pass|uwsgi_pass|fastcgi_pass|reverse_proxy|server|set\s+\$\w+)\s+(.+)$/;

/**
 * The entries of a configuration file (JSON, YAML, properties, INI, TOML, nginx and its like), in their order; comments and
 * programs hold none. A file that is not what its name says is read line by line.
 */
export function fileEntries(name: string, text: string): FileEntry[] {
  if (notConfiguration.test(name) || text.length > 2_000_000) return [];
  if (/^[ \t]*(?:upstream[ \t]+\S+|server)\s*\{|^[ \t]*(?:proxy|grpc|fastcgi|uwsgi)_pass\s/m.test(text))
    return proxyEntries(text);
  return treeEntries(name, text) ?? lineEntries(text);
}

function treeEntries(name: string, text: string): FileEntry[] | undefined {
  if (!/\.(?:json|ya?ml)$/i.test(name) && !/^\s*[[{]/.test(text)) return undefined;
  try {
    return yamlDocuments(name, text).flatMap(leaves);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function leaves({data, lineOf}: ManifestDocument): FileEntry[] {
  const found: FileEntry[] = [];
  // The path, and what of it a key keeps: no places in lists.
  const waiting: [string[], string[], unknown][] = [[[], [], data]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [path, kept, value] = next;
    if (typeof value === 'object' && value !== null) {
      const inner = Object.entries(value).map(([key, one]): [string[], string[], unknown] => [
        [...path, key],
        Array.isArray(value) ? kept : [...kept, key].slice(-keptParts),
        one,
      ]);
      for (const one of inner.reverse()) waiting.push(one);
    } else {
      const text = word(value);
      if (text !== undefined) found.push({key: kept.join('.'), value: text, line: () => lineOf(path)});
    }
  }
  return found;
}

function lineEntries(text: string): FileEntry[] {
  return text.split('\n').flatMap((line, i): FileEntry[] => {
    if (line.length > 5000 || /^\s*(?:#|;|\/\/|!|--)/.test(line)) return [];
    const match = /^\s*(?:export\s+)?([A-Za-z_][\w.[\]-]{0,200})\s*[=:]\s*(\S.*)$/.exec(line);
    return match ? [{key: match[1]!, value: match[2]!.trim().replace(/[,;]$/, ''), line: () => i + 1}] : [];
  });
}

/**
 * Where a web server passes requests to. Statements end at a semicolon, a brace or the line, so that a whole group may stand
 * on one line; its own groups of servers are followed by the servers in them.
 */
function proxyEntries(text: string): FileEntry[] {
  const own = new Set([...text.matchAll(/^[ \t]*upstream[ \t]+(\S{1,200})\s*\{/gm)].map(([, name]) => name));
  return text.split('\n').flatMap((line, i): FileEntry[] => {
    if (line.length > 5000) return [];
    const bare = line.replace(/(^|\s)#.*$/, '$1');
    return bare.split(/[;{}]/).flatMap((statement): FileEntry[] => {
      const [, keyword, rest = ''] = passes.exec(statement.trim()) ?? [];
      if (keyword === undefined) return [];
      const target = rest.split(/\s+/).find((part) => /[a-z]/i.test(part) && !part.includes('=')) ?? '';
      const host = target.replace(/^[a-z]+:\/\//, '').replace(/[:/].*$/s, '');
      // A group may be called as the host in it: `upstream relay { server relay:3000; }`.
      return keyword !== 'server' && own.has(host) ? [] : [{key: 'upstream', value: target, line: () => i + 1}];
    });
  });
}
