import {signs} from './links.ts';
import {type Markup, markup} from './markup.ts';
import type {EdgeKind, NodeKind, Picture} from './picture.ts';
import {shapes} from './shapes.ts';

const nodeWords: Readonly<Record<NodeKind, string>> = {
  operation: 'operation, at its entry (available, typical time)',
  service: 'service, with its team',
  datastore: 'datastore',
  external: 'external service',
  event: 'event, with its broker',
  broker: 'broker without events',
  team: 'team',
};

const edgeWords: Readonly<Record<EdgeKind, string>> = {
  entry: 'requests come in',
  needed: 'call, waits for a result that is needed',
  'not-needed': 'call, waits for a result that is not needed',
  unknown: 'call, nobody has said whether the result is needed',
  fallback: 'fallback, asked when the first choice fails',
  publish: 'publishes or reads an event, waits for nobody',
  consume: 'publishes or reads an event, waits for nobody',
};

/** What the shapes and lines of these pictures mean; only those that occur. */
export function legend(pictures: readonly Picture[]): Markup {
  const nodes = new Set(pictures.flatMap((picture) => picture.nodes.map(({kind}) => kind)));
  const edges = new Set(pictures.flatMap((picture) => picture.edges.map(({kind}) => kind)));
  if (edges.has('publish')) edges.delete('consume');
  const known = <K extends string>(words: Readonly<Record<K, string>>, there: ReadonlySet<K>) =>
    (Object.keys(words) as K[]).filter((kind) => there.has(kind));
  const terse = pictures.some((picture) => picture.terse);
  const sign = (kind: EdgeKind) => (terse && signs[kind] ? ` (${signs[kind]})` : '');
  const box = {x: 17, y: 11, width: 32, height: 18};
  const swatch = (of: string, inner: Markup) =>
    markup`<svg width="36" height="22" viewBox="-1 0 36 22" aria-hidden="true"><g class="${of}">${inner}</g></svg>`;
  const line = markup`<path class="line" d="M0 11H26"/><path class="head" d="M34 11l-9 -4.5v9Z"/>`;
  return markup`<ul class="legend">${known(nodeWords, nodes).map(
    (kind) => markup`<li>${swatch(`node ${kind}`, shapes[kind](box))}${nodeWords[kind]}</li>`,
  )}${known(edgeWords, edges).map((kind) => markup`<li>${swatch(`edge ${kind}`, line)}${edgeWords[kind]}${sign(kind)}</li>`)}</ul>
`;
}
