import {interpolated, type Lookup} from './interpolate.ts';

/** A variable of an environment file, with its line (from 1). */
export interface EnvironmentLine {
  readonly value: string;
  readonly line: number;
}

const assignment = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*[=:](.*)$/s;
const bare = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*$/;

/** Lines that a quoted value may take: a quote that nobody closes must not swallow the file. */
const mostLines = 100;

/**
 * The variables of an environment file (`.env`, `env_file`): comments, quotes, values over several lines, variables that use
 * earlier ones or those of `outside`. A name without a value is taken from `outside`. Lines that say nothing are passed over.
 */
export function environmentFile(text: string, outside: Lookup): Map<string, EnvironmentLine> {
  const found = new Map<string, EnvironmentLine>();
  const lookup: Lookup = (name) => found.get(name)?.value ?? outside(name);
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i]!;
    if (/^\s*(?:#|$)/.test(line)) continue;
    const match = assignment.exec(line);
    const alone = match ? undefined : bare.exec(line)?.[1];
    const passed = alone === undefined ? undefined : outside(alone);
    if (alone !== undefined && passed !== undefined) found.set(alone, {value: passed, line: i + 1});
    if (!match) continue;
    const number = i + 1;
    let raw = match[2]!.trimStart();
    const quote = raw[0] === '"' || raw[0] === "'" ? raw[0] : undefined;
    if (quote !== undefined && closingQuote(raw, quote) < 0) {
      const more = lines.slice(i + 1, i + 1 + mostLines);
      const last = more.findIndex((other) => closingQuote(` ${other}`, quote) >= 0);
      raw = [raw, ...more.slice(0, last + 1)].join('\n');
      i += last + 1;
    }
    found.set(match[1]!, {value: meaning(raw, lookup), line: number});
  }
  return found;
}

function meaning(raw: string, lookup: Lookup): string {
  const quote = raw[0];
  const end = quote === '"' || quote === "'" ? closingQuote(raw, quote) : -1;
  if (end < 0) return interpolated(raw.replace(/(?:^|\s)#.*$/s, '').trim(), lookup);
  const inner = raw.slice(1, end);
  if (quote === "'") return inner;
  const unescaped = inner.replace(/\\([nrt"\\])/g, (_, c: string) => ({n: '\n', r: '\r', t: '\t'})[c] ?? c);
  return interpolated(unescaped, lookup);
}

/** The end of the text that the quote at position 0 begins; -1 where it stays open. */
function closingQuote(text: string, quote: string): number {
  for (let i = 1; i < text.length; i += 1) {
    if (text[i] === '\\' && quote === '"') i += 1;
    else if (text[i] === quote) return i;
  }
  return -1;
}
