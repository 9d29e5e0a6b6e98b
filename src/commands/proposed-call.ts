import {conversion} from '../analysis/conversion.ts';
import type {Critique, Impact} from '../critique/critique.ts';
import type {Proposal} from '../critique/proposal.ts';
import {UserError} from '../errors.ts';
import type {Edit} from '../topology/edit.ts';
import {selectCalls} from '../topology/select-calls.ts';
import type {Call} from '../topology/topology.ts';
import {compared} from './convert.ts';
import type {Loaded} from './load-topology.ts';

/** The calls of a topology that a proposal is about: those between its two sides, only the one it names where one is. */
export function proposedCalls({topology}: Loaded, {caller, callee, call}: Proposal): readonly Call[] | UserError {
  const selected = selectCalls(topology, `${caller}:${callee}`);
  if (!('calls' in selected)) return new UserError(`${selected.message}.`, selected.hint);
  const named = selected.calls.filter((c) => c.name === call || c.request === call);
  return named.length > 0 ? named : selected.calls;
}

/** What converting the proposed call would change for the operation that it helps most; undefined where nothing can be computed. */
export function impactOf(loaded: Loaded, proposal: Proposal): Impact | undefined {
  const calls = proposedCalls(loaded, proposal);
  const [broker, ...others] = loaded.topology.brokers.keys();
  if (calls instanceof UserError || broker === undefined || others.length > 0) return undefined;
  const step = proposal.facts?.event?.publishStep;
  const planned = conversion(loaded.topology, {
    calls,
    event: proposal.proposedEvent?.name ?? 'ProposedEvent',
    broker,
    outbox: proposal.delivery?.outbox === true || step === 'outbox' || step === 'cdc',
    keep: false,
    convertNeeded: true,
  });
  if ('message' in planned) return undefined;
  const {changes} = compared(loaded, planned.edits, planned.conversions, calls);
  const gain = ([, c]: (typeof entries)[number]) => c.downtimeMinutesPerYear.before - c.downtimeMinutesPerYear.after;
  const entries = Object.entries(changes);
  const [best] = entries.sort((a, b) => gain(b) - gain(a));
  if (!best) return undefined;
  const [operation, {availability, downtimeMinutesPerYear, typicalMs, p99Ms}] = best;
  return {
    availability: {
      operation,
      before: availability.before,
      after: availability.after,
      downtimeMinutesPerYear: {...downtimeMinutesPerYear},
    },
    latency: {operation, typicalMs: {...typicalMs}, p99Ms: {...p99Ms}},
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
