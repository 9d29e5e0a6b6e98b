import type {FrontMatter, FrontValue} from './frontmatter.ts';
import {error, type Problem, warning} from './problem.ts';
import type {Skill} from './skill.ts';

interface Rule {
  readonly required?: true;
  /** In characters as a person counts them (code points), as the reference validator does. */
  readonly most?: number;
  readonly check?: (text: string, skill: Skill) => readonly string[];
}

/** The keys that the Agent Skills format knows and that hold a text; `metadata` is the sixth. */
const textKeys: Readonly<Record<string, Rule>> = {
  name: {required: true, most: 64, check: nameFlaws},
  description: {required: true, most: 1024, check: descriptionFlaws},
  license: {},
  compatibility: {most: 500},
  'allowed-tools': {},
};

/** What breaks the format in the front matter of SKILL.md. */
export function frontMatterProblems(skill: Skill): readonly Problem[] {
  const {front, main} = skill;
  // One that could not be read has its own problem.
  if (front.size === 0) return [];
  const problems: Problem[] = [];
  for (const [key, value] of front) {
    const rule = Object.hasOwn(textKeys, key) ? textKeys[key] : undefined;
    if (key === 'metadata') problems.push(...metadataProblems(value, main));
    else if (rule)
      problems.push(...flawsOf(key, value, rule, skill).map((message) => error(main, value.line, message)));
    else problems.push(error(main, value.line, unknownKey(key)));
  }
  for (const [key, {required}] of Object.entries(textKeys)) {
    if (required && !front.has(key)) problems.push(error(main, 1, `"${key}" is missing in the front matter.`));
  }
  if (!front.has('metadata')) problems.push(noVersion(main, 1));
  const dashes = [...front.values()].find((value) => value.kind === 'text' && value.text.includes('---'));
  if (dashes)
    problems.push(
      error(main, dashes.line, '"---" within the front matter: the reference validator takes it for its end.'),
    );
  return problems;
}

function flawsOf(key: string, value: FrontValue, {most, check}: Rule, skill: Skill): readonly string[] {
  if (value.kind !== 'text')
    return [`"${key}" has to be a text, not ${value.kind === 'map' ? 'a mapping' : value.what}.`];
  const {text} = value;
  const length = [...text].length;
  if (text.trim() === '') return [`"${key}" is empty.`];
  const long = most !== undefined && length > most ? [`"${key}" has ${length} characters; ${most} are allowed.`] : [];
  return [...long, ...(check?.(text, skill) ?? [])];
}

function nameFlaws(text: string, {name}: Skill): readonly string[] {
  const flaws: string[] = [];
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)) {
    flaws.push(`The name "${text.slice(0, 80)}" may hold only a-z, 0-9 and single hyphens between them.`);
  }
  if (text !== name) flaws.push(`The name "${text.slice(0, 80)}" has to be that of the folder, "${name}".`);
  return flaws;
}

function descriptionFlaws(text: string): readonly string[] {
  return /[<>]/.test(text) ? ['The description may not hold < or >.'] : [];
}

function unknownKey(key: string): string {
  const shown = key.slice(0, 80);
  if (key === 'version') return '"version" is no key of the format; write it as metadata: version: "1.0.0".';
  return `"${shown}" is no key of the format; it knows ${Object.keys(textKeys).join(', ')} and metadata.`;
}

function metadataProblems(value: FrontValue, main: string): readonly Problem[] {
  if (value.kind !== 'map') return [error(main, value.line, '"metadata" has to be a mapping of texts.')];
  const {entries, flow, line} = value;
  const problems: Problem[] = flow
    ? [warning(main, line, 'Write metadata in lines of its own; strict readers refuse {...}.')]
    : [];
  for (const [key, entry] of entries) {
    if (entry.kind === 'text') continue;
    const what = entry.kind === 'map' ? 'a mapping' : entry.what;
    problems.push(
      error(main, entry.line, `metadata.${key.slice(0, 80)} has to be a text, not ${what}; put it in quotes.`),
    );
  }
  problems.push(...versionProblems(entries, main, line));
  return problems;
}

function versionProblems(metadata: FrontMatter, main: string, line: number): readonly Problem[] {
  const version = metadata.get('version');
  if (version === undefined) return [noVersion(main, line)];
  if (version.kind !== 'text' || version.quoted) return [];
  return [warning(main, version.line, 'Put the version in quotes: unquoted, 1.10 is the number 1.1.')];
}

function noVersion(main: string, line: number): Problem {
  return warning(main, line, 'There is no metadata.version; without it nobody can tell two copies apart.');
}
