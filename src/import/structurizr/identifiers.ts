import type {Element} from './model.ts';

/** The names by which a workspace refers to its elements; case does not matter. */
export interface Identifiers {
  /** Gives an element its name; `path` is that of the element or groups around it, with dots. */
  readonly add: (identifier: string, paths: readonly string[], element: Element) => void;
  /** What `identifier` means inside `context`: the nearest around it first, then the whole workspace. */
  readonly find: (identifier: string, context: Element | undefined) => Element | undefined;
}

/**
 * With hierarchical identifiers a name counts inside its parent, with flat ones everywhere. Both are kept: a name that only
 * one element has is found wherever it is used, whichever of the two the workspace chose.
 */
export function identifiers(): Identifiers {
  const byPath = new Map<string, Element>();
  const byName = new Map<string, Element | undefined>();
  return {
    add: (identifier, paths, element) => {
      const name = identifier.toLowerCase();
      for (const path of paths) byPath.set(path === '' ? name : `${path}.${name}`, element);
      byName.set(name, byName.has(name) && byName.get(name) !== element ? undefined : element);
    },
    find: (identifier, context) => {
      const name = identifier.toLowerCase();
      for (let around = context; around; around = around.parent) {
        const found = around.path === '' ? undefined : byPath.get(`${around.path}.${name}`);
        if (found) return found;
      }
      return byPath.get(name) ?? byName.get(name);
    },
  };
}
