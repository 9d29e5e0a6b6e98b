import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parseDocument} from 'yaml';
import * as z from 'zod';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {packageRoot} from '../root.ts';

/** Where a card's facts stand, and the day (YYYY-MM-DD) on which they were found there. */
export interface CardSource {
  readonly title: string;
  readonly url: string;
  readonly checked: string;
}

/** What a skill has to say to meet one criterion, written by this project: a draft without a model inserts its text. */
export interface Card {
  /** The criterion's id; the file is called after it. */
  readonly criterion: string;
  readonly title: string;
  /** The heading, without marks, of the section under which it goes; cards on one subject share it. */
  readonly heading: string;
  /** The file in which that section belongs, where the skill has such a file; otherwise SKILL.md. */
  readonly reference: string;
  readonly sources: readonly CardSource[];
  /** Markdown paragraphs and lists, without headings, links or code blocks; no line break at either end. */
  readonly passage: string;
  /** What goes into a skill: the passage, and below it the sources where there are any. */
  readonly text: string;
}

/** The most characters of a passage. All cards together have to fit into one SKILL.md. */
export const maxPassage = 900;

const words = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\n[\]()#]*$/, 'may hold no marks of Markdown');
const front = z.strictObject({
  criterion: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    .max(80),
  title: words(80),
  heading: words(80),
  reference: z.string().regex(/^(?:SKILL|references\/[a-z0-9-]+)\.md$/),
  sources: z
    .array(
      z.strictObject({
        title: words(120),
        url: z.url({protocol: /^https$/}).regex(/^[^\s()<>]+$/),
        checked: z.iso.date(),
      }),
    )
    .max(4)
    .default([]),
});

/**
 * The cards in `prompts/cards/` of the package, by criterion. A file holds the keys criterion, title, heading, reference
 * and, where facts need them, sources (title, url, checked) between two lines of ---, then the passage. Anything else is
 * a UserError: the installation is damaged.
 */
export async function loadCards(): Promise<ReadonlyMap<string, Card>> {
  const folder = join(packageRoot, 'prompts', 'cards');
  const files = (await readdir(folder).catch(() => [])).sort();
  if (files.length === 0) throw new UserError('The knowledge cards of eventcoach are missing.', repair);
  const cards = await Promise.all(
    files.map(async (file) => parseCard(await readFile(join(folder, file), 'utf8'), file)),
  );
  return new Map(cards.map((card) => [card.criterion, card]));
}

const repair = 'Install eventcoach again.';

/** Reads one card; `file` is its name without folder. A UserError names what is wrong with it. */
export function parseCard(text: string, file: string): Card {
  const wrong = (what: string) => new UserError(`The card ${printableLine(file)} cannot be used: ${what}.`, repair);
  const parts = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(text);
  if (parts === null) throw wrong('it does not begin with keys between two lines of ---');
  const document = parseDocument(parts[1]!, {schema: 'core', stringKeys: true});
  const flaw = document.errors[0] ?? document.warnings[0];
  if (flaw) throw wrong(printableLine(flaw.message.split(/ at line |\n/)[0]!));
  const parsed = front.safeParse(document.toJS({maxAliasCount: 0}));
  if (!parsed.success) {
    const {path, message} = parsed.error.issues[0]!;
    throw wrong(printableLine(path.length > 0 ? `${path.join('.')}: ${message}` : message));
  }
  const passage = parts[2]!.trim();
  if (file !== `${parsed.data.criterion}.md`) throw wrong(`it is about ${parsed.data.criterion}`);
  if (passage === '') throw wrong('there is no passage');
  if (passage.length > maxPassage) throw wrong(`its passage is longer than ${maxPassage} characters`);
  if (unfit.test(passage))
    throw wrong('its passage holds a heading, a link, a comment, a code block or a carriage return');
  return {...parsed.data, passage, text: [passage, ...sourceLine(parsed.data.sources)].join('\n\n')};
}

/** Under somebody else's heading these would lead nowhere or change how the lines around them are read. */
const unfit = /^[ \t]*(?:#|```|~~~|={2,}|-{2,}[ \t]*$)|\]\(|\]\[|<|\r/m;

function sourceLine(sources: readonly CardSource[]): readonly string[] {
  if (sources.length === 0) return [];
  return [`Source: ${sources.map(({title, url, checked}) => `[${title}](${url}), checked ${checked}`).join('; ')}.`];
}
