/** A flag or assignment of a command line with its value; a bare argument stands under the name of the whole. */
export interface CommandPart {
  readonly variable: string;
  readonly value: string;
}

const assigned = /^-{0,2}([A-Za-z][\w.:-]{0,200}?)=(.*)$/s;
/** Programs that only wait until a host answers. */
const waiting = /(?:^|\/)(?:wait-?for[\w.-]*|dockerize|wait)$/;
/** Programs that ask whether a host is there. */
const probing = /(?:^|\/)(?:nc|ncat|netcat|ping|pg_isready|mysqladmin|redis-cli|nslookup|dig|host|telnet)$/;

/**
 * The flags, assignments and bare arguments of a command line; undefined where `text` is one plain value. Waiting for a host
 * (`wait-for-it.sh db:5432 --`, `dockerize -wait`, `until nc -z db 5432; do`) is start-up order and left out.
 */
export function commandParts(variable: string, text: string): readonly CommandPart[] | undefined {
  const words = /\s/.test(text) ? wordsOfCommand(withoutLoops(text)) : [text];
  const flagged = words.some((word) => /^--?[A-Za-z]/.test(word) || isAssignment(word));
  if (!flagged)
    return words.length > 1 && words.some((word) => waiting.test(word)) ? argumentParts(variable, words) : undefined;
  // A connection string of pairs (`host=db port=5432`, `Host=db;..`) is read as a whole.
  if (/^\s*[A-Za-z][A-Za-z ]{0,60}=[^;\s]*(?:;|\s+[a-z_]+=)/.test(text) && !/^--?|\s--?[A-Za-z]/.test(text))
    return undefined;
  return argumentParts(variable, words);
}

/** The same of a command that is given as its arguments. */
export function argumentParts(variable: string, words: readonly string[]): readonly CommandPart[] {
  const parts: CommandPart[] = [];
  let skipping = false;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i]!;
    if (word === '--' || word === '&&' || word === '||' || word.endsWith(';')) skipping = false;
    else if (waiting.test(word) || probing.test(word)) skipping = true;
    else if (skipping) continue;
    else if (/^-{1,2}wait$/.test(word)) i += 1;
    else if (/^-{1,2}wait=/.test(word)) continue;
    else {
      const assignment = isAssignment(word) ? assigned.exec(word) : null;
      const next = words[i + 1];
      if (assignment) parts.push({variable: flagName(assignment[1]!), value: assignment[2]!});
      else if (/^--?[A-Za-z]/.test(word) && next !== undefined && !next.startsWith('-')) {
        parts.push({variable: flagName(word), value: next});
        i += 1;
      } else if (!word.startsWith('-') && (word.includes(':') || word.includes('/')))
        parts.push({variable, value: word});
    }
  }
  return parts;
}

function isAssignment(word: string): boolean {
  return assigned.test(word);
}

/** Without dashes, and without the D of a Java property. */
function flagName(flag: string): string {
  const bare = flag.replace(/^-+/, '');
  return /^D[a-z]/.test(bare) ? bare.slice(1) : bare;
}

/** Splits at white space outside quotes; the quotes are taken off. */
export function wordsOfCommand(text: string): string[] {
  const words: string[] = [];
  let word = '';
  let quote = '';
  let begun = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i]!;
    if (quote === '' ? /\s/.test(c) : c === quote) {
      if (quote === '' && begun) words.push(word);
      if (quote === '') [word, begun] = ['', false];
      quote = '';
    } else if (quote === '' && (c === '"' || c === "'")) [quote, begun] = [c, true];
    else {
      if (c === '\\' && quote !== "'") i += 1;
      word += text[i] ?? '';
      begun = true;
    }
  }
  if (begun) words.push(word);
  return words;
}

/** Without the conditions of shell loops: `until nc -z db 5432; do` waits. */
function withoutLoops(text: string): string {
  let rest = text;
  for (let round = 0; round < 20; round += 1) {
    const start = /\b(?:until|while)\s/.exec(rest);
    const length = start ? rest.slice(start.index).search(/\bdo\b/) : -1;
    if (!start || length < 0) return rest;
    rest = `${rest.slice(0, start.index)} ${rest.slice(start.index + length + 2)}`;
  }
  return rest;
}
