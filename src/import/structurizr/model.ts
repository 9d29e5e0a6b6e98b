import {
  type Archetype,
  arrowName,
  defineArchetypes,
  type ElementKind,
  plainArchetypes,
  tagList,
  withSaid,
} from './archetypes.ts';
import {identifiers} from './identifiers.ts';
import type {Statement} from './source.ts';

/** An element of a model. */
export interface Element {
  readonly kind: Exclude<ElementKind, 'group'>;
  readonly name: string;
  description: string;
  technology: string;
  tags: readonly string[];
  readonly parent: Element | undefined;
  /** Its identifier with those around it, in small letters; empty where it has none. */
  readonly path: string;
  readonly file: string;
  readonly line: number;
}

/** A relation as a workspace states it. */
export interface Relation {
  readonly from: Element;
  readonly to: Element;
  readonly description: string;
  readonly technology: string;
  readonly tags: readonly string[];
  readonly file: string;
  readonly line: number;
}

/** What the model of a workspace holds. */
export interface Model {
  readonly name: string | undefined;
  readonly elements: readonly Element[];
  readonly relations: readonly Relation[];
  /** Relations with an end that no element has as its identifier: `file:line identifier`. */
  readonly lost: readonly string[];
  /** Statements for many elements at once (`!elements`), scripts and plugins: not carried out. */
  readonly skipped: number;
}

interface Context {
  readonly element: Element | undefined;
  /** Identifiers of the groups around, inside the element. */
  readonly groups: readonly string[];
}

interface Stated {
  readonly ends: readonly [string, string];
  readonly context: Element | undefined;
  readonly statement: Statement;
  readonly said: Omit<Archetype, 'kind'>;
}

const bulk = new Set(['!elements', '!relationships', '!script', '!plugin', '!components']);
const entered = new Set(['!extend', '!ref', '!element']);
const through = new Set(['enterprise', 'model']);

/** Reads the models of all workspaces among the statements (one, and those that it extends), views and deployments left out. */
export function dslModel(statements: readonly Statement[]): Model {
  const elements: Element[] = [];
  const stated: Stated[] = [];
  const named = identifiers();
  const archetypes = plainArchetypes();
  const lost: string[] = [];
  let hierarchical = false;
  let skipped = 0;
  let name: string | undefined;

  const read = (block: readonly Statement[], context: Context): void => {
    for (const statement of block) {
      const assigned = statement.words[1] === '=';
      const words = assigned ? statement.words.slice(2) : statement.words;
      const identifier = assigned ? statement.words[0] : undefined;
      const keyword = words[0]?.toLowerCase() ?? '';
      const archetype = archetypes.get(keyword);
      if (arrowName(words[0]) !== undefined || arrowName(words[1]) !== undefined) relation(words, statement, context);
      else if (keyword === '!identifiers') hierarchical = words[1]?.toLowerCase() === 'hierarchical';
      else if (keyword === 'archetypes') defineArchetypes(archetypes, statement.block);
      else if (through.has(keyword)) read(statement.block, context);
      else if (bulk.has(keyword)) skipped += 1;
      else if (entered.has(keyword)) {
        const element = named.find(words[1] ?? '', context.element);
        if (element) {
          Object.assign(element, withSaid(element, statement.block));
          read(statement.block, {element, groups: []});
        } else lost.push(`${statement.file}:${statement.line} ${words[1] ?? ''}`);
      } else if (archetype?.kind === 'group')
        read(statement.block, {
          ...context,
          groups: identifier === undefined ? context.groups : [...context.groups, identifier.toLowerCase()],
        });
      else if (archetype?.kind !== undefined && words.length > 1)
        read(statement.block, {element: element(archetype, words, identifier, statement, context), groups: []});
    }
  };

  const element = (
    archetype: Archetype,
    words: readonly string[],
    identifier: string | undefined,
    statement: Statement,
    {element: parent, groups}: Context,
  ): Element => {
    const kind = archetype.kind as Element['kind'];
    const [, title = '', second, third, ...more] = words;
    const technical = kind === 'container' || kind === 'component';
    const description = kind === 'element' ? third : second;
    const said = {
      description: description || archetype.description,
      technology: (technical ? third : undefined) || archetype.technology,
      tags: [...archetype.tags, ...tagList(technical || kind === 'element' ? more : [third ?? '', ...more])],
    };
    const around = parent?.path ?? '';
    const key = identifier?.toLowerCase();
    const path = key === undefined ? '' : around === '' || !hierarchical ? key : `${around}.${key}`;
    const made: Element = {
      kind,
      name: title,
      ...withSaid(said, statement.block),
      parent,
      path,
      file: statement.file,
      line: statement.line,
    };
    elements.push(made);
    if (key !== undefined)
      named.add(key, hierarchical ? [around, [around, ...groups].filter((part) => part !== '').join('.')] : [''], made);
    return made;
  };

  const relation = (words: readonly string[], statement: Statement, {element: context}: Context): void => {
    const implicit = arrowName(words[0]) !== undefined;
    const [from, arrow, to = '', description, technology, ...tags] = implicit ? ['this', ...words] : words;
    const archetype = archetypes.get(arrowName(arrow)!) ?? archetypes.get('->')!;
    stated.push({
      ends: [from!, to],
      context,
      statement,
      said: withSaid(
        {
          description: description || archetype.description,
          technology: technology || archetype.technology,
          tags: [...archetype.tags, ...tagList(tags)],
        },
        statement.block,
      ),
    });
  };

  for (const {words, block} of statements)
    if (words[0]?.toLowerCase() === 'workspace') {
      name = words[1] ?? name;
      for (const part of block) {
        const keyword = part.words[0]?.toLowerCase();
        if (keyword === 'model' || keyword === '!identifiers' || keyword === '!extend' || keyword === '!element')
          read([part], {element: undefined, groups: []});
        else if (keyword === 'name') name = part.words[1] ?? name;
      }
    }
  const relations = stated.flatMap(({ends, context, statement, said}): Relation[] => {
    const [from, to] = ends.map((end) => (end.toLowerCase() === 'this' ? context : named.find(end, context)));
    if (from && to) return [{from, to, ...said, file: statement.file, line: statement.line}];
    lost.push(`${statement.file}:${statement.line} ${from ? ends[1] : ends[0]}`);
    return [];
  });
  return {name, elements, relations, lost, skipped};
}
