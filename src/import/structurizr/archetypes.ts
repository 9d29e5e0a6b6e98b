import type {Statement} from './source.ts';

/** What the DSL itself knows; everything else is an archetype. */
const elementKinds = ['person', 'softwaresystem', 'container', 'component', 'element', 'group'] as const;
export type ElementKind = (typeof elementKinds)[number];

/** A kind of element or relation that a workspace defines, with what it gives to each of its own. */
export interface Archetype {
  /** Undefined: a relation. */
  readonly kind: ElementKind | undefined;
  readonly description: string;
  readonly technology: string;
  readonly tags: readonly string[];
}

/** Relations without a name of their own. */
const arrow = '->';

/** The kinds before a workspace defines any, by their names in small letters. */
export function plainArchetypes(): Map<string, Archetype> {
  const nothing = {description: '', technology: '', tags: []};
  return new Map<string, Archetype>([
    ...elementKinds.map((kind) => [kind, {kind, ...nothing}] as const),
    [arrow, {kind: undefined, ...nothing}],
  ]);
}

/** The archetype that an arrow names (`->`, `--https->`); undefined for what is no arrow. */
export function arrowName(word: string | undefined): string | undefined {
  if (word === arrow) return arrow;
  return word !== undefined && word.length > 4 && word.startsWith('--') && word.endsWith(arrow)
    ? word.slice(2, -2).toLowerCase()
    : undefined;
}

/** Adds what a block `archetypes` defines: `api = container {...}`, `https = -> {...}`, or defaults for a kind (`container {...}`). */
export function defineArchetypes(known: Map<string, Archetype>, block: readonly Statement[]): void {
  for (const {words, block: inside} of block) {
    const named = words[1] === '=';
    const base = words[named ? 2 : 0] ?? '';
    const from = known.get(arrowName(base) ?? base.toLowerCase());
    if (!from) continue;
    known.set((named ? words[0]! : (arrowName(base) ?? base)).toLowerCase(), withSaid(from, inside));
  }
}

/** `archetype` with what a block says of description, technology and tags. */
export function withSaid<T extends Omit<Archetype, 'kind'>>(archetype: T, block: readonly Statement[]): T {
  let {description, technology, tags} = archetype as Omit<Archetype, 'kind'>;
  for (const {words} of block) {
    const [keyword = '', ...values] = words;
    const word = keyword.toLowerCase();
    if (word === 'description') description = values[0] ?? '';
    else if (word === 'technology') technology = values[0] ?? '';
    else if (word === 'tag' || word === 'tags') tags = [...tags, ...tagList(values)];
  }
  return {...archetype, description, technology, tags};
}

/** Tags are words, or several in one with commas. */
export function tagList(values: readonly string[]): string[] {
  return values
    .flatMap((value) => value.split(','))
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}
