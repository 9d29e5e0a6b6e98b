import {Document, isMap, isPair, isScalar, visit} from 'yaml';
import {printableJson, printableLine} from '../printable.ts';
import type {FileMapping} from './file-data.ts';

/** Small mappings that read better on one line. */
const onOneLine = new Set(['source', 'observed', 'retries', 'replicas', 'latency', 'measured', 'payload']);

/** A topology file as text: JSON, or YAML with a first line that says where it comes from. Same data, same text. */
export function printedTopology(data: FileMapping, kind: 'json' | 'yaml', from: readonly string[]): string {
  if (kind === 'json') return `${printableJson(data)}\n`;
  const document = new Document(data, {aliasDuplicateObjects: false});
  visit(document, {
    Pair: (_, {key, value}) => {
      // Bare, it would be read as the merge key.
      if (isScalar(key) && key.value === '<<') key.type = 'QUOTE_DOUBLE';
      if (isScalar(key) && onOneLine.has(String(key.value)) && isMap(value)) value.flow = true;
    },
  });
  for (const part of isMap(document.contents) ? document.contents.items : [])
    if (isPair(part) && isScalar(part.key) && part.key.value !== 'version' && part.key.value !== 'name')
      part.key.spaceBefore = true;
  const named = from.slice(0, 3).map(printableLine).join(', ');
  document.commentBefore = ` Imported from ${named}${from.length > 3 ? ` and ${from.length - 3} more` : ''}. Every part says where it comes from (source) and how sure that is (confidence).\n What nothing told stands open: onFailure and needsResult of each call, and the questions at the end.`;
  return document.toString({lineWidth: 0, flowCollectionPadding: false});
}
