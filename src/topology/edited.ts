import {checkTopology, topologyError} from './check.ts';
import {type Edit, editedData} from './edit.ts';
import type {Source} from './source.ts';
import type {Topology} from './topology.ts';

/** A topology file as it was read: its data before names were resolved, and what to call it. */
export interface ReadTopology {
  readonly topology: Topology;
  readonly data: unknown;
  readonly locate: Source['locate'];
  readonly file: string;
}

/** The topology with `edits` made; what they break is a UserError with the file's name. */
export function edited({topology, data, locate, file}: ReadTopology, edits: readonly Edit[]): Topology {
  if (edits.length === 0) return topology;
  const parsed = checkTopology(editedData(data, edits), locate);
  if (!parsed.topology) throw topologyError(file, parsed.problems);
  return parsed.topology;
}
