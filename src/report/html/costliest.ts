import type {Analysis} from '../../analysis/analysis.ts';
import {count} from '../../figures.ts';
import {mostDrawn} from './limits.ts';
import {keyOf} from './links.ts';
import type {Picture} from './picture.ts';

/** Keys of the services on the costliest calls, as many as can be read. */
export function costliestServices({couplings}: Analysis): ReadonlySet<string> {
  const byCost = [...couplings].sort(
    (a, b) => b.availability.minutesPerYear - a.availability.minutesPerYear || b.temporal.waitMs - a.temporal.waitMs,
  );
  const kept = new Set<string>();
  for (const {from, to} of byCost) {
    if (kept.size >= mostDrawn.costliest) break;
    kept.add(keyOf.service(from)).add(keyOf.service(to));
  }
  return kept;
}

/** What of a picture has to do with `services`: they, and the operations and events next to them, as many as can be read. */
export function partOf(picture: Picture, services: ReadonlySet<string>): Picture {
  const isService = picture.nodes.map(({key}) => services.has(key));
  const beside = new Set(picture.edges.flatMap(({from, to}) => (isService[from] ? [to] : isService[to] ? [from] : [])));
  const kept = [...picture.nodes.keys()].filter((index) => {
    const {kind} = picture.nodes[index]!;
    return isService[index] || (beside.has(index) && (kind === 'operation' || kind === 'event'));
  });
  const places = new Map(kept.slice(0, mostDrawn.nodes).map((index, place) => [index, place]));
  const edges = picture.edges.flatMap((edge) => {
    const [from, to] = [places.get(edge.from), places.get(edge.to)];
    return from === undefined || to === undefined ? [] : [{...edge, from, to}];
  });
  const [nodes, arrows] = [
    picture.nodes.length - places.size,
    picture.edges.length - Math.min(edges.length, mostDrawn.edges),
  ];
  const left = `${count(nodes)} of ${count(picture.nodes.length)} boxes and ${count(arrows)} arrows: shown is what the costliest calls connect`;
  return {
    nodes: [...places.keys()].map((index) => ({...picture.nodes[index]!, part: undefined})),
    edges: edges.slice(0, mostDrawn.edges),
    parts: undefined,
    terse: picture.terse,
    leftOut: [...picture.leftOut, left],
  };
}
