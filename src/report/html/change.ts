import type {Change, DrawnEdge, DrawnNode, Picture} from './picture.ts';

/** The words of a change beside what changes; undefined: what is written there shows it. */
export const changeText: Readonly<Record<Change, string | undefined>> = {gone: 'removed', new: 'new', other: undefined};

/** Both pictures with what is only in one of them marked, and in the second the arrows that say something else. */
export function compared(today: Picture, then: Picture): readonly [Picture, Picture] {
  const first = {nodes: absent(today.nodes, then.nodes, 'gone'), edges: absent(today.edges, then.edges, 'gone')};
  const titles = new Map(today.edges.map(({key, title}) => [key, title]));
  const second = {
    nodes: absent(then.nodes, today.nodes, 'new'),
    edges: absent(then.edges, today.edges, 'new').map((edge): DrawnEdge => {
      const title = titles.get(edge.key);
      return title === undefined || title === edge.title ? edge : {...edge, change: 'other'};
    }),
  };
  return [
    {...today, ...first},
    {...then, ...second},
  ];
}

/** Is anything marked? */
export function differs({nodes, edges}: Picture): boolean {
  return [...nodes, ...edges].some(({change}) => change !== undefined);
}

function absent<T extends DrawnNode | DrawnEdge>(own: readonly T[], others: readonly T[], change: Change): T[] {
  const known = new Set(others.map(({key}) => key));
  // A broker that stands alone in one drawing stands with its events in the other: it neither goes nor comes.
  return own.map((one) => (known.has(one.key) || one.kind === 'broker' ? one : {...one, change}));
}
