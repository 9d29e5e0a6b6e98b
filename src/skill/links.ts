/** A link from one file of a skill to another, or out of the skill. */
export interface Link {
  /** Where it leads, relative to the skill's folder; undefined when it leaves that folder. */
  readonly target: string | undefined;
  /** As it is written. */
  readonly written: string;
  readonly line: number;
}

/** The links of a Markdown text to files (no addresses of the web, no headings of the same text). Code holds no links. */
export function fileLinks(text: string, file: string): readonly Link[] {
  const found: Link[] = [];
  let fence: string | undefined;
  for (const [index, full] of text.split('\n').entries()) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(full)?.[1];
    if (mark !== undefined) fence = fence === undefined ? mark[0] : mark[0] === fence ? undefined : fence;
    if (fence !== undefined) continue;
    const line = full.slice(0, 20_000).replace(/`[^`]*`/g, '');
    for (const [, written = ''] of line.matchAll(/\]\(\s*<?([^()<>\s]{1,500})>?(?:\s+"[^"]{0,200}")?\s*\)/g)) {
      if (written.startsWith('#') || /^[a-z][a-z0-9+.-]*:/i.test(written)) continue;
      found.push({target: within(file, written), written, line: index + 1});
    }
  }
  return found;
}

/** `written`, as seen from `file`, relative to the skill's folder; undefined when it leads out of it. */
function within(file: string, written: string): string | undefined {
  const path = written.replace(/[?#].*$/, '').replaceAll('%20', ' ');
  if (path.startsWith('/') || path.includes('\\')) return undefined;
  const parts = file.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
