import {parseDocument} from 'yaml';
import * as z from 'zod';
import {UserError} from '../errors.ts';
import {didYouMean} from '../nearest.ts';
import {printable, printableLine} from '../printable.ts';

/** What a prompt can be filled with. */
export const inputs = ['topology', 'numbers', 'skill', 'gaps'] as const;
export type PromptInput = (typeof inputs)[number];

/** A prompt for any chat assistant: what it is for, what it needs, and its text with placeholders such as {{topology}}. */
export interface Prompt {
  readonly name: string;
  readonly description: string;
  readonly inputs: readonly PromptInput[];
  readonly body: string;
}

const front = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    .max(80),
  description: z.string().trim().min(1).max(300),
  inputs: z.array(z.enum(inputs)).default([]),
});

/** Reads a prompt file: YAML between two lines of ---, then the text. A UserError names what is wrong with it. */
export function parsePrompt(text: string, file: string): Prompt {
  const shown = printableLine(file);
  const parts = /^---[ \t]*\r?\n([\s\S]*?\n)---[ \t]*\r?\n([\s\S]*)$/.exec(text);
  if (parts === null)
    throw new UserError(
      `${shown}: this is no prompt.`,
      'Begin it with name, description and inputs between two lines of ---.',
    );
  const document = parseDocument(parts[1]!, {schema: 'core', stringKeys: true});
  const flaw = document.errors[0] ?? document.warnings[0];
  if (flaw)
    throw new UserError(
      `${shown}: ${printableLine(flaw.message.split(/ at line |\n/)[0]!)}.`,
      'Only plain YAML is read.',
    );
  const parsed = front.safeParse(document.toJS({maxAliasCount: 0}));
  if (!parsed.success) {
    const {path, message} = parsed.error.issues[0]!;
    throw new UserError(
      `${shown}: ${path.join('.')}: ${printableLine(message)}.`,
      `The keys are name, description and inputs (${inputs.join(', ')}).`,
    );
  }
  const prompt = {...parsed.data, body: parts[2]!.trim()};
  for (const used of placeholders(prompt.body)) known(used, prompt.inputs, shown);
  return prompt;
}

/** The placeholders in a text, each once, in their order. */
export function placeholders(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{\{\s*([^{}\n]{1,80}?)\s*\}\}/g)].map(([, name]) => name!))];
}

/**
 * The prompt with every placeholder replaced by its value. A value stands in a block of data whose marks it cannot
 * contain, so that text from a file cannot pass for the prompt's own words; control characters are made visible. A
 * placeholder without a value is a UserError.
 */
export function fillPrompt(
  {name, body}: Pick<Prompt, 'name' | 'body'>,
  values: Partial<Readonly<Record<PromptInput, string>>>,
): string {
  return body.replace(/\{\{\s*([^{}\n]{1,80}?)\s*\}\}/g, (_, wanted: string) => {
    const given = known(wanted, inputs, printableLine(name));
    const value = values[given];
    if (value === undefined) {
      throw new UserError(`The prompt ${printableLine(name)} needs the ${given}.`, needed[given]);
    }
    return dataBlock(given, value);
  });
}

/** `text` between marks that say what it is and that it is data. */
export function dataBlock(label: string, text: string): string {
  const harmless = printable(text).replace(/<(\/?)(?=data\b)/gi, '‹$1');
  return `<data name="${label}">\n${harmless.trimEnd()}\n</data>`;
}

const needed: Readonly<Record<PromptInput, string>> = {
  topology: 'Name a topology: --topology FILE.',
  numbers: 'Name a topology, from which the numbers are computed: --topology FILE.',
  skill: 'Name a skill: --skill DIR.',
  gaps: 'Record what the skill lacks: eventcoach skill gaps add --text "..."',
};

function known(wanted: string, among: readonly PromptInput[], where: string): PromptInput {
  const found = among.find((input) => input === wanted);
  if (found) return found;
  throw new UserError(
    `${where}: there is no {{${printableLine(wanted)}}} to fill in.`,
    didYouMean(wanted, among, `It declares: ${among.join(', ') || 'no inputs'}.`),
  );
}
