import {type Analysis, analysis, type Given} from '../analysis/analysis.ts';
import {plan} from '../analysis/plan/plan.ts';
import {edited} from '../topology/edited.ts';
import type {Topology} from '../topology/topology.ts';
import type {Loaded} from './load-topology.ts';

/**
 * The system with the conversions of its plan, to draw beside today's, and what to call it; undefined where the plan has
 * no steps or the file no broker. With several brokers it takes the one that carries most events, of equals the first.
 */
export function afterPlan(
  loaded: Loaded,
  given: Given,
  today: Analysis,
): {readonly topology: Topology; readonly analysis: Analysis; readonly title: string} | undefined {
  const {topology} = loaded;
  const carried = (broker: string) => [...topology.events.values()].filter(({via}) => via === broker).length;
  const broker = [...topology.brokers.keys()].reduce<string | undefined>(
    (best, name) => (best !== undefined && carried(best) >= carried(name) ? best : name),
    undefined,
  );
  if (broker === undefined) return undefined;
  const {plan: chosen, outcome} = plan(topology, {
    today,
    broker,
    edited: (edits) => edited(loaded, edits),
    analyzed: (changed) => analysis(changed, given),
  });
  if (!outcome) return undefined;
  const steps = chosen.steps.length;
  const title = `as planned: ${steps} ${steps === 1 ? 'call becomes an event' : 'calls become events'} on ${broker}`;
  return {topology: outcome.converted, analysis: outcome.comparison.after, title};
}
