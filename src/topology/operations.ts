import {taken} from './calls.ts';
import type {Complain} from './complaint.ts';
import type {Names} from './names.ts';
import type {TopologyFile} from './schema.ts';
import type {Operation} from './topology.ts';

/** The operations that a file states; empty where it states none. */
export function operationsOf(file: TopologyFile, names: Names, complain: Complain): Map<string, Operation> {
  const result = new Map<string, Operation>();
  for (const [name, entry] of file.operations ?? []) {
    const path = ['operations', name];
    const node = taken(names.node(entry.entry), () => [...path, 'entry'], complain);
    if (node === undefined) continue;
    result.set(name, {
      name,
      entry: node,
      rate: entry.rate,
      target: entry.target,
      measured: entry.measured,
      lossPerFailedRequest: entry.lossPerFailedRequest,
      consistency: entry.consistency,
      implied: false,
      path,
    });
  }
  return result;
}
