import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {onTestFinished} from 'vitest';

/** An empty folder of its own, removed when the test is over. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'skill-'));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  return folder;
}

/** Writes files below `folder`, by their path there. */
export function write(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), {recursive: true});
    writeFileSync(join(folder, file), content);
  }
}

/** The folder of a skill with these files, called `name`. */
export function skillFolder(files: Readonly<Record<string, string | Uint8Array>>, name = 'orders'): string {
  const folder = join(emptyFolder(), name);
  mkdirSync(folder);
  write(folder, files);
  return folder;
}

/** A SKILL.md that breaks no rule, with these lines in place of its front matter. */
export function skillText(front: readonly string[] = good, body = 'Do this and that, because it helps.\n'): string {
  return `---\n${front.join('\n')}\n---\n\n${body}`;
}

export const good = [
  'name: orders',
  'description: Use when events of orders go to Kafka.',
  'metadata:',
  '  version: "1.0.0"',
];
