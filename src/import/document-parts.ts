import {type Document, isAlias, isCollection, isMap, isScalar, isSeq, type Pair, visit, type YAMLMap} from 'yaml';

/** An entry of a mapping (its key and value) or an item of a list (no key), as the YAML library holds them. */
export interface DocumentPart {
  readonly key: unknown;
  readonly value: unknown;
}

/** The library holds a merge key as a symbol, so that a quoted "<<" is a key like others. */
const mergeKey = 'Symbol(<<)';
/** Mappings that one merge key may lead through: far more than anybody writes. */
const mostSources = 1000;

/**
 * Finds the part at a step below a node, also where it came in through an alias or a merge key (`<<`): the mapping's own
 * entries before merged ones, sources before those after them; of a key that stands twice the last one, as in the data. Each
 * mapping is indexed once, because the library looks a key up by trying all.
 */
export function partFinder(
  document: Document.Parsed,
): (node: unknown, step: string | number) => DocumentPart | undefined {
  const indexed = new WeakMap<YAMLMap, Map<string, DocumentPart>>();
  const entriesOf = (map: YAMLMap): Map<string, DocumentPart> => {
    const known = indexed.get(map);
    if (known) return known;
    const index = new Map(map.items.map((item) => [keyText(item), item]));
    indexed.set(map, index);
    return index;
  };
  let targets: ReadonlyMap<unknown, unknown> | undefined;
  const resolved = (node: unknown): unknown => {
    if (!isAlias(node)) return node;
    targets ??= aliasTargets(document);
    return targets.get(node);
  };
  return (node, step) => {
    const around = resolved(node);
    if (isSeq(around)) {
      const value = around.items[Number(step)];
      return value === undefined ? undefined : {key: undefined, value};
    }
    const waiting: unknown[] = [around];
    const seen = new Set<unknown>();
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const source = resolved(next);
      if (isSeq(source)) waiting.push(...source.items.slice(0, mostSources).reverse());
      if (!isMap(source) || seen.has(source) || seen.size > mostSources) continue;
      seen.add(source);
      const found = entriesOf(source).get(String(step));
      if (found) return found;
      const merged = entriesOf(source).get(mergeKey);
      if (merged) waiting.push(merged.value);
    }
    return undefined;
  };
}

/** What each alias means: the nearest anchor of its name before it. One walk, because the library walks for each alias. */
function aliasTargets(document: Document.Parsed): ReadonlyMap<unknown, unknown> {
  const anchors = new Map<string, unknown>();
  const targets = new Map<unknown, unknown>();
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node)) targets.set(node, anchors.get(node.source));
      else if ((isScalar(node) || isCollection(node)) && node.anchor) anchors.set(node.anchor, node);
    },
  });
  return targets;
}

function keyText({key}: Pair): string {
  return String(isScalar(key) ? key.value : key);
}
