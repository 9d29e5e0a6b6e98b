/** The value of a variable; undefined where it is not set. */
export type Lookup = (name: string) => string | undefined;

/** What a text comes to, however often variables repeat each other. */
const longest = 65_536;
const deepest = 20;

/**
 * `text` with `$A`, `${A}`, `${A:-default}`, `${A-default}`, `${A:?message}`, `${A:+other}` and `$$` replaced as Compose does;
 * a default may hold variables itself. Variables that are not set come to nothing and are told to `missing`.
 */
export function interpolated(text: string, lookup: Lookup, missing: (name: string) => void = () => undefined): string {
  return expanded(text, lookup, missing, 0);
}

function expanded(text: string, lookup: Lookup, missing: (name: string) => void, depth: number): string {
  if (!text.includes('$')) return text;
  let result = '';
  for (let i = 0; i < text.length && result.length < longest; i += 1) {
    if (text[i] !== '$') {
      result += text[i];
      continue;
    }
    if (text[i + 1] === '$') {
      result += '$';
      i += 1;
      continue;
    }
    const end = text[i + 1] === '{' ? closing(text, i + 1) : -1;
    if (end > 0) {
      const [, name, operator, word = ''] =
        /^([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-?+])(.*))?$/s.exec(text.slice(i + 2, end)) ?? [];
      if (name === undefined) result += text.slice(i, end + 1);
      else result += chosen(name, operator, word, lookup, missing, depth);
      i = end;
      continue;
    }
    const name = /^[A-Za-z_][A-Za-z0-9_]*/.exec(text.slice(i + 1, i + 256))?.[0];
    if (name === undefined) result += '$';
    else {
      result += chosen(name, undefined, '', lookup, missing, depth);
      i += name.length;
    }
  }
  return result.slice(0, longest);
}

function chosen(
  name: string,
  operator: string | undefined,
  word: string,
  lookup: Lookup,
  missing: (name: string) => void,
  depth: number,
): string {
  const value = lookup(name);
  const there = operator?.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
  const inner = () => (depth < deepest ? expanded(word, lookup, missing, depth + 1) : '');
  if (operator?.endsWith('+')) return there ? inner() : '';
  if (there) return value!;
  if (operator?.endsWith('-')) return inner();
  missing(name);
  return '';
}

/** Where the brace at `open` closes; -1 where it does not. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i += 1) {
    if (text[i] === '{') depth += 1;
    else if (text[i] === '}') {
      depth -= 1;
      if (depth === 0) return i;
    }
  }
  return -1;
}
