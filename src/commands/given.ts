import {type Analysis, analysis, type Given} from '../analysis/analysis.ts';
import {rules} from '../analysis/rules/index.ts';
import {type Edit, editedData} from '../topology/edit.ts';
import {checkTopology, topologyError} from '../topology/parse.ts';
import type {Topology} from '../topology/topology.ts';
import type {Io} from './define-command.ts';
import type {Loaded} from './load-topology.ts';

/** What commands analyze with: every rule, as loud as the workspace wants it. */
export async function givenOf(_io: Pick<Io, 'workspace'>): Promise<Given> {
  return {rules: Object.values(rules)};
}

/** The topology with `edits` made; what they break is a UserError with the file's name. */
export function edited({data, locate, file}: Loaded, edits: readonly Edit[]): Topology {
  const parsed = checkTopology(editedData(data, edits), locate);
  if (!parsed.topology) throw topologyError(file, parsed.problems);
  return parsed.topology;
}

/** The analysis of the topology with `edits` made. */
export function analyzedWith(loaded: Loaded, given: Given): (edits: readonly Edit[]) => Analysis {
  return (edits) => analysis(edits.length === 0 ? loaded.topology : edited(loaded, edits), given);
}
