import {analysis} from '../analysis/analysis.ts';
import type {Compared} from '../analysis/comparison.ts';
import type {Critique} from '../critique/critique.ts';
import type {Ground} from '../critique/model/critic-question.ts';
import {type Figure, ourFigures} from '../critique/model/figures.ts';
import type {Checked} from '../critique/model/second-opinion.ts';
import type {Proposal} from '../critique/proposal.ts';
import type {Topology} from '../topology/topology.ts';

/** A system that answers are checked against: its names, and its figures with those after a conversion. */
export interface System {
  readonly names: readonly string[];
  readonly topologyFor: (impact: Critique['impact'], first: ReadonlySet<string>) => Ground['topology'];
}

/** The names and figures of a topology; of none, none. `known`: its analysis, where there is one already. */
export function systemOf(
  loaded: {readonly topology: Topology; readonly text: string} | undefined,
  known?: Compared,
): System {
  if (loaded === undefined) return {names: [], topologyFor: () => null};
  const today = known ?? analysis(loaded.topology, {rules: []});
  return {
    names: topologyNames(loaded.topology),
    topologyFor: (impact, first) => {
      const order = ({subject, of}: Figure) => (first.has(subject) ? 0 : of === 'operation' ? 1 : 2);
      const figures = ourFigures(loaded.topology, today, impact).toSorted((a, b) => order(a) - order(b));
      return {text: loaded.text, figures};
    },
  };
}

/** What a model gets to read about a proposal, and what its answer is checked against; no skill where only a check is meant. */
export function groundFor(
  {names, topologyFor}: System,
  proposal: Proposal,
  local: Critique,
  skill: string | null = null,
): Checked {
  const first = new Set([local.impact?.availability.operation ?? '', proposal.caller, proposal.callee]);
  return {proposal, local, skill, topology: topologyFor(local.impact, first), names};
}

/** Everything in a topology that has a name which an answer may use for a service. */
function topologyNames({services, nodes, brokers, events, operations}: Topology): readonly string[] {
  return [
    ...services.keys(),
    ...nodes.map(({label}) => label),
    ...nodes.flatMap(({endpoint}) => endpoint ?? []),
    ...brokers.keys(),
    ...[...events.values()].flatMap(({name, topic}) => [name, ...(topic === undefined ? [] : [topic])]),
    ...operations.keys(),
  ];
}
