import {UserError} from '../errors.ts';
import type {Edit} from '../topology/edit.ts';
import {selectCalls} from '../topology/select-calls.ts';
import type {Call, Topology} from '../topology/topology.ts';
import type {Critique} from './critique.ts';
import type {Proposal} from './proposal.ts';

/** The calls of a topology that a proposal is about: those between its two sides, only the one it names where one is. */
export function proposedCalls(topology: Topology, {caller, callee, call}: Proposal): readonly Call[] | UserError {
  const selected = selectCalls(topology, `${caller}:${callee}`);
  if (!('calls' in selected)) {
    // Nobody typed an option here: the two sides stand in the proposal.
    const what = selected.message.replace(/^--call [^ ]+ */, '').replace(/^\S/, (first) => first.toLowerCase());
    return new UserError(`${caller} -> ${callee}: ${what}.`, selected.hint);
  }
  const named = selected.calls.filter((c) => c.name === call || c.request === call);
  return named.length > 0 ? named : selected.calls;
}

/** What accepting a critique says of which calls: whether their result is needed. A UserError where it is undecided. */
export function accepting(topology: Topology, proposal: Proposal, {id, verdict}: Critique) {
  if (verdict === 'ask') {
    throw new UserError(
      `The critique "${id}" is undecided: there is nothing to accept yet.`,
      'Answer its questions first: add --interactive, or write them under "facts" in the proposal.',
    );
  }
  const calls = proposedCalls(topology, proposal);
  if (calls instanceof UserError) throw calls;
  return {calls, needed: verdict === 'keep-sync' || verdict === 'split'};
}

/** The edits that write an accepted critique to its call: whether the result is needed, and the critique's id. */
export function acceptance(topology: Topology, proposal: Proposal, critique: Critique): readonly Edit[] {
  const {calls, needed} = accepting(topology, proposal, critique);
  return calls.flatMap((call): Edit[] => [
    {path: [...call.path, 'needsResult'], value: needed},
    {path: [...call.path, 'critique'], value: critique.id},
  ]);
}
