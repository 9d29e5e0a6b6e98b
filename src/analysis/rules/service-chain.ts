import type {Call, Topology, TopologyNode} from '../../topology/topology.ts';
import {callees} from '../call-graph.ts';
import {type Chain, longestChain} from '../chain-depth.ts';
import {callSubject} from './call-subject.ts';
import type {Reported, Rule, Subject} from './rule.ts';

/** Calls one below the other from which on a chain is told, and from which on it is an error: our own thresholds. */
const long = 4;
const tooLong = 6;
/** More steps than a sentence should list. */
const shown = 10;

/** An operation runs through four calls or more, each waiting for the next (six: error); told at the best place to cut. */
export const serviceChain: Rule = {
  id: 'service-chain',
  source:
    'Bogner, Boceck, Popp, Tschechlov, Wagner and Zimmermann, Towards a Collaborative Repository for the Documentation of Service-Based Antipatterns and Bad Smells, ICSA-C 2019: "Service Chain" (own thresholds)',
  judge: ({topology, graph, operations}) => {
    const worst = new Map<string, Reported>();
    const deep = [...topology.operations.values()]
      .map((operation) => ({operation, depth: operations[operation.name]!.chainDepth}))
      .filter(({depth}) => depth >= long)
      .sort((a, b) => b.depth - a.depth);
    for (const {operation, depth} of deep) {
      const chain = longestChain(graph, operation.entry);
      const links = linksOf(topology, chain);
      const cut = cuts.flatMap(({fits, advice}) => {
        const link = links.find(fits);
        return link ? [{link, advice: advice(link)}] : [];
      })[0];
      const subject: Subject = cut
        ? callSubject(topology, cut.link.calls[0]!, cut.link.to.index).subject
        : {operation: operation.name};
      const key = JSON.stringify(subject);
      if (worst.has(key)) continue;
      worst.set(key, {
        severity: depth >= tooLong ? 'error' : 'warning',
        subject,
        message: `${operation.name} runs through ${depth} calls, each waiting for the next: ${pathText(topology, chain)}.`,
        advice:
          cut?.advice ??
          'Every answer on the way is needed: merge services that change together, or keep copies of what is only read.',
        line: topology.lineOf(cut ? cut.link.calls[0]!.path : operation.path),
      });
    }
    return {findings: [...worst.values()], blindSpots: []};
  },
};

/** One step of a chain: the calls that make it, and how many calls of the chain end with it when it is cut. */
interface Link {
  readonly calls: readonly Call[];
  readonly from: TopologyNode;
  readonly to: TopologyNode;
  readonly depth: number;
  readonly toService: boolean;
  readonly team: string | undefined;
}

function linksOf(topology: Topology, chain: Chain): Link[] {
  const links: Link[] = [];
  for (let step = chain; step.rest; step = step.rest) {
    const from = topology.nodes[step.node]!;
    const to = topology.nodes[step.rest.node]!;
    const calls = from.calls.filter((call) => callees(call).includes(to.index));
    const callee = topology.services.get(to.service)!;
    const caller = topology.services.get(from.service)!;
    const team = caller.team === callee.team && caller !== callee ? caller.team : undefined;
    // A cycle too large to search leaves steps out.
    if (calls.length > 0) {
      links.push({calls, from, to, depth: step.depth, toService: callee.kind === 'service', team});
    }
  }
  return links;
}

const rest = ({depth}: Link) => (depth === 1 ? 'the last call' : `the last ${depth} calls`);

/** Where to cut, best first: what nobody needs, what perhaps nobody needs, what is only read, what belongs together. */
const cuts: readonly {readonly fits: (link: Link) => boolean; readonly advice: (link: Link) => string}[] = [
  {
    fits: ({calls, toService}) => toService && calls.every((call) => call.needsResult === false),
    advice: (link) =>
      `${link.from.label} does not need the answer of ${link.to.label}: an event in its place takes ${rest(link)} out of the chain.`,
  },
  {
    fits: ({calls, toService}) =>
      toService && calls.every((call) => call.needsResult !== true && call.kind !== 'query'),
    advice: (link) =>
      `Does ${link.from.label} need the answer of ${link.to.label}? If not (needsResult: false), an event in its place takes ${rest(link)} out of the chain.`,
  },
  {
    fits: ({calls, toService}) => toService && calls.every((call) => call.kind === 'query'),
    advice: (link) =>
      `${link.from.label} only reads from ${link.to.label}: a cache, or a copy of its own that events keep up to date, takes ${rest(link)} out of the chain.`,
  },
  {
    fits: ({team, toService}) => toService && team !== undefined,
    advice: (link) =>
      `Every answer is needed, but ${link.from.label} and ${link.to.label} belong to one team (${link.team}): merge them if they change together.`,
  },
];

function pathText(topology: Topology, chain: Chain): string {
  const labels: string[] = [];
  for (let step: Chain | undefined = chain; step && labels.length <= shown; step = step.rest)
    labels.push(topology.nodes[step.node]!.label);
  return labels.length > shown ? `${labels.slice(0, shown).join(' -> ')} -> ...` : labels.join(' -> ');
}
