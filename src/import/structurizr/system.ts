import type {Element, Model, Relation} from './model.ts';
import {type Role, roleOf} from './roles.ts';

/** A model folded to what runs: components in their containers, systems that have containers in these. */
export interface SystemModel {
  /** Everything that runs or is called, in the order of the workspace. */
  readonly parts: readonly Element[];
  readonly roleOf: (element: Element) => Role;
  readonly isTagged: (element: Element) => boolean;
  readonly nameOf: (element: Element) => string;
  /** Relations between parts and people; `whole` where an end is a system of which the containers are known. */
  readonly relations: readonly (Relation & {readonly whole: Element | undefined})[];
}

/**
 * Folds a model. A relation of a whole system is left out where one of its containers has the same: it only sums that up.
 * Where none has, the system itself takes part.
 */
export function systemModel({elements, relations}: Model): SystemModel {
  const systems = new Set(elements.flatMap(({kind, parent}) => (kind === 'container' && parent ? [parent] : [])));
  const fold = (element: Element): Element =>
    element.kind === 'component' && element.parent ? element.parent : element;
  const above = (element: Element): Element =>
    element.kind === 'container' && element.parent ? element.parent : element;
  const folded = relations
    .map((relation) => ({...relation, from: fold(relation.from), to: fold(relation.to)}))
    .filter(({from, to}) => from !== to && above(from) !== to && from !== above(to));
  const numbers = new Map(elements.map((element, i) => [element, i]));
  const pair = (from: Element, to: Element) => `${numbers.get(from)} ${numbers.get(to)}`;
  const detailed = new Set<string>();
  for (const {from, to} of folded) {
    // A container's relation also stands for its system's, on either side.
    if (from !== above(from)) detailed.add(pair(above(from), to));
    if (to !== above(to)) detailed.add(pair(from, above(to)));
    if (from !== above(from) && to !== above(to)) detailed.add(pair(above(from), above(to)));
  }
  const kept = folded
    .filter(({from, to}) => !((systems.has(from) || systems.has(to)) && detailed.has(pair(from, to))))
    .map((relation) => ({...relation, whole: [relation.from, relation.to].find((end) => systems.has(end))}));
  const used = new Set(kept.flatMap(({from, to}) => [from, to]));
  const parts = elements.filter(
    (element) =>
      (element.kind === 'container' || element.kind === 'softwaresystem') &&
      (!systems.has(element) || used.has(element)),
  );
  const roles = new Map(elements.map((element) => [element, roleOf(element)]));
  const uses = new Map<string, number>();
  for (const {name} of parts) uses.set(name, (uses.get(name) ?? 0) + 1);
  return {
    parts,
    roleOf: (element) => roles.get(element)!.role,
    isTagged: (element) => roles.get(element)!.tagged,
    nameOf: (element) =>
      (uses.get(element.name) ?? 0) > 1 && element.parent ? `${element.name} (${element.parent.name})` : element.name,
    relations: kept,
  };
}
