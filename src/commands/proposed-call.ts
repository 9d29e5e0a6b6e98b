import {conversion} from '../analysis/conversion.ts';
import type {Critique, Impact} from '../critique/critique.ts';
import type {Proposal} from '../critique/proposal.ts';
import {UserError} from '../errors.ts';
import type {Edit} from '../topology/edit.ts';
import {selectCalls} from '../topology/select-calls.ts';
import type {Call} from '../topology/topology.ts';
import {compared} from './compared.ts';
import type {Loaded} from './load-topology.ts';

/** The calls of a topology that a proposal is about: those between its two sides, only the one it names where one is. */
export function proposedCalls({topology}: Loaded, {caller, callee, call}: Proposal): readonly Call[] | UserError {
  const selected = selectCalls(topology, `${caller}:${callee}`);
  if (!('calls' in selected)) return new UserError(`${selected.message}.`, selected.hint);
  const named = selected.calls.filter((c) => c.name === call || c.request === call);
  return named.length > 0 ? named : selected.calls;
}

/** The figures of a proposal, or why there are none. */
export type Figures = {readonly impact: Impact} | {readonly why: string};

/**
 * What a proposal changes for the operation that it helps most, as far as its verdict goes: a call that stays changes
 * nothing, a split adds the event and keeps the call, and an undecided one is taken as converted.
 */
export function figures(loaded: Loaded, proposal: Proposal, verdict: Critique['verdict']): Figures {
  const calls = proposedCalls(loaded, proposal);
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
  const {changes} = compared(loaded, {rules: []}, planned, calls);
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

/** The edits that write an accepted critique to its call: whether the result is needed, and the critique's id. */
export function acceptance(loaded: Loaded, proposal: Proposal, {id, verdict}: Critique): readonly Edit[] {
  if (verdict === 'ask') {
    throw new UserError(
      `The critique "${id}" is undecided: there is nothing to accept yet.`,
      'Answer its questions under "facts" in the proposal, and run critique again.',
    );
  }
  const calls = proposedCalls(loaded, proposal);
  if (calls instanceof UserError) throw calls;
  const needed = verdict === 'keep-sync' || verdict === 'split';
  return calls.flatMap((call): Edit[] => [
    {path: [...call.path, 'needsResult'], value: needed},
    {path: [...call.path, 'critique'], value: id},
  ]);
}
