import {count} from '../../figures.ts';
import type {Topology} from '../../topology/topology.ts';
import {callKind, keyOf, type Link} from './links.ts';
import type {DrawnNode, EdgeKind, Picture} from './picture.ts';
import type {Side} from './side.ts';
import {connected} from './topology-picture.ts';

/** The topology with one node for each team, and between them how many calls they make and events they read. */
export function teamPicture({topology, analysis}: Side): Picture {
  const sizes = new Map<string | undefined, number>();
  for (const {team} of topology.services.values()) sizes.set(team, (sizes.get(team) ?? 0) + 1);
  const nodes = [...sizes].map(([team, size]): DrawnNode => {
    const services = size === 1 ? '1 service' : `${count(size)} services`;
    const label = team ?? 'no team stated';
    return {
      key: keyOf.team(team),
      kind: 'team',
      label,
      note: services,
      title: `${label}: ${services}`,
      part: undefined,
    };
  });
  const teamOf = (service: string) => topology.services.get(service)!.team;
  const calls = analysis.couplings.map(
    (call): Pair => ({kind: callKind(call), from: teamOf(call.from), to: teamOf(call.to)}),
  );
  const links = bundled([...calls, ...eventPairs(topology, teamOf)]);
  const leftOut = `the ${count(topology.services.size)} services one by one (a box is a team) and the calls within a team`;
  return {nodes, edges: connected(nodes, links), parts: undefined, terse: false, leftOut: [leftOut]};
}

interface Pair {
  readonly kind: EdgeKind;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** For each event the teams that publish it with the teams that read it. */
function eventPairs({events, nodes}: Topology, teamOf: (service: string) => string | undefined): Pair[] {
  return [...events.values()].flatMap(({producers, consumers}) => {
    const readers = new Set(consumers.map(({service}) => teamOf(service)));
    const writers = new Set(producers.map((index) => teamOf(nodes[index]!.service)));
    return [...writers].flatMap((from) => [...readers].map((to): Pair => ({kind: 'consume', from, to})));
  });
}

const words: Partial<Record<EdgeKind, string>> = {
  'not-needed': 'calls, not needed',
  unknown: 'calls, needed?',
  fallback: 'fallbacks',
  consume: 'events',
};

/** Pairs of the same kind and direction as one arrow with their number; those within a team are left out. */
function bundled(pairs: readonly Pair[]): Link[] {
  const bundles = new Map<string, {readonly pair: Pair; size: number}>();
  for (const pair of pairs) {
    if (pair.from === pair.to) continue;
    const key = JSON.stringify([pair.kind, keyOf.team(pair.from), keyOf.team(pair.to)]);
    const known = bundles.get(key);
    if (known) known.size++;
    else bundles.set(key, {pair, size: 1});
  }
  return [...bundles.values()].map(({pair: {kind, from, to}, size}): Link => {
    const label = `${count(size)} ${words[kind] ?? 'calls'}`;
    return {
      kind,
      from: keyOf.team(from),
      to: keyOf.team(to),
      label,
      title: `${from ?? 'no team'} to ${to ?? 'no team'}: ${label}`,
    };
  });
}
