import {UserError} from '../errors.ts';
import {didYouMean} from '../nearest.ts';
import type {Topology} from '../topology/topology.ts';

/** The broker for an event: the one wanted, the one in use, or the only one; otherwise a UserError that says what to write. */
export function brokerOf({brokers}: Topology, wanted: string | undefined, used?: string): string {
  const known = [...brokers.keys()];
  if (wanted !== undefined) {
    if (brokers.has(wanted)) return wanted;
    const hint =
      known.length > 0
        ? `Brokers are: ${known.join(', ')}.`
        : 'Add it to the file: brokers: {kafka: {availability: 99.99%, latency: 5ms}}';
    throw new UserError(`--broker ${wanted}: there is no such broker in the file.`, didYouMean(wanted, known, hint));
  }
  if (used !== undefined) return used;
  const [only, ...others] = known;
  if (only === undefined) {
    throw new UserError(
      'The file has no broker that could carry an event.',
      'Add one: brokers: {kafka: {availability: 99.99%, latency: 5ms}}',
    );
  }
  if (others.length > 0) throw new UserError(`Which broker: ${known.join(', ')}?`, `Write --broker ${only}.`);
  return only;
}
