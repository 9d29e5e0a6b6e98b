import type {Coupling} from '../analysis/couplings.ts';
import {selectCalls} from '../topology/select-calls.ts';
import type {Call} from '../topology/topology.ts';
import type {Day} from './days.ts';

/** The one call that CALLER:CALLEE means on a day; `says` makes the error where there is none, or more than one. */
export function callOf(text: string, {topology}: Day, says: (what: string) => Error): Call {
  const selected = selectCalls(topology, text);
  if (!('calls' in selected)) throw says(selected.message);
  const [call, ...others] = selected.calls;
  if (!call || others.length > 0 || call.targets.length !== 1) throw says(`${text} is not one call to one service`);
  return call;
}

/** The couplings of a call that has one target. */
export function couplingOf(call: Call, {topology, analysis}: Day): Coupling {
  const from = topology.nodes[call.from]!;
  const to = topology.nodes[call.targets[0]!]!;
  return analysis.couplings.find(
    (c) =>
      c.from === from.service &&
      c.fromEndpoint === from.endpoint &&
      c.to === to.service &&
      c.toEndpoint === to.endpoint &&
      c.name === call.name,
  )!;
}
