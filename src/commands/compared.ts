import {alternatives} from '../analysis/alternatives.ts';
import {analysis, type Given} from '../analysis/analysis.ts';
import {type Comparison, comparison} from '../analysis/comparison.ts';
import type {Edit} from '../topology/edit.ts';
import {edited} from '../topology/edited.ts';
import type {Call} from '../topology/topology.ts';
import type {Loaded} from './load-topology.ts';

/** Analyses the topology before and after a conversion of `calls`, and the cheaper alternatives. */
export function compared(
  loaded: Loaded,
  given: Given,
  {edits, conversions}: {readonly edits: readonly Edit[]; readonly conversions: Comparison['conversions']},
  calls: readonly Call[],
): Comparison {
  const converted = edited(loaded, edits);
  const before = analysis(loaded.topology, given);
  // A call that stays keeps what it has: there is nothing cheaper to do about it.
  const kept = conversions.some((c) => c.kept);
  const broker = conversions[0] && converted.events.get(conversions[0].event)?.via;
  const others =
    kept || broker === undefined
      ? []
      : alternatives(loaded.topology, calls, before, broker, (changes) => edited(loaded, changes));
  return comparison(before, analysis(converted, given), converted, conversions, others);
}
