import {analysis} from '../analysis/analysis.ts';
import {type Compared, comparison} from '../analysis/comparison.ts';
import {conversion} from '../analysis/conversion.ts';
import {UserError} from '../errors.ts';
import {edited, type ReadTopology} from '../topology/edited.ts';
import type {Critique, Impact} from './critique.ts';
import type {Proposal} from './proposal.ts';
import {proposedCalls} from './proposed-calls.ts';

/** The figures of a proposal, or why there are none. */
export type Figures = {readonly impact: Impact} | {readonly why: string};

/**
 * What a proposal changes for the operation that it helps most, as far as its verdict goes: a call that stays changes
 * nothing, a split adds the event and keeps the call, and an undecided one is taken as converted. `today`: the analysis of
 * the topology as it is, where there is one already.
 */
export function figures(
  loaded: ReadTopology,
  proposal: Proposal,
  verdict: Critique['verdict'],
  today: Compared = analysis(loaded.topology, {rules: []}),
): Figures {
  const calls = proposedCalls(loaded.topology, proposal);
  if (calls instanceof UserError) return {why: `${calls.message} ${calls.hint}`};
  const brokers = [...loaded.topology.brokers.keys()];
  const [broker, ...others] = brokers;
  if (broker === undefined) return {why: 'the topology has no broker that could carry the event.'};
  if (others.length > 0)
    return {why: `the topology has several brokers (${brokers.join(', ')}), and a proposal names none.`};
  const step = proposal.facts?.event?.publishStep;
  const planned = conversion(loaded.topology, {
    calls,
    event: proposal.proposedEvent?.name ?? 'ProposedEvent',
    broker,
    // An answer counts more than a flag in the author's description.
    outbox:
      step === null || step === undefined ? proposal.delivery?.outbox === true : step === 'outbox' || step === 'cdc',
    keep: verdict === 'split',
    convertNeeded: true,
  });
  if ('message' in planned) return {why: `${planned.message}.`};
  const converted = edited(loaded, planned.edits);
  const {changes} = comparison<Compared>(today, analysis(converted, {rules: []}), converted, planned.conversions, []);
  const entries = Object.entries(changes);
  const gain = ([, c]: (typeof entries)[number]) => c.downtimeMinutesPerYear.before - c.downtimeMinutesPerYear.after;
  const [best] = entries.sort((a, b) => gain(b) - gain(a));
  if (!best) return {why: 'the topology has no operation.'};
  const [operation, {availability, downtimeMinutesPerYear, typicalMs, p99Ms}] = best;
  const stays = verdict === 'keep-sync';
  const now = <T>({before, after}: {readonly before: T; readonly after: T}) => ({
    before,
    after: stays ? before : after,
  });
  return {
    impact: {
      availability: {operation, ...now(availability), downtimeMinutesPerYear: now(downtimeMinutesPerYear)},
      latency: {operation, typicalMs: now(typicalMs), p99Ms: now(p99Ms)},
    },
  };
}
