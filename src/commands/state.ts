import {stateOutcome} from '../analysis/analysis.ts';
import type {BlastRadius} from '../analysis/blast-radius.ts';
import {UserError} from '../errors.ts';
import {didYouMean} from '../nearest.ts';
import {checkTopology} from '../topology/check.ts';
import {type Edit, editedData} from '../topology/edit.ts';
import {stateEdit} from '../topology/state.ts';
import type {Topology} from '../topology/topology.ts';
import type {Loaded} from './load-topology.ts';

/** A good or bad day: what `--set` changes and what `--down` takes away. */
export interface State {
  readonly topology: Topology;
  readonly down: ReadonlySet<string>;
  /** What the day does to the operations; undefined on the file's own day. */
  readonly outcome: BlastRadius | undefined;
}

/** The topology on the day that the options describe; a UserError names the option that does not fit the file. */
export function stateOf({topology, data, locate}: Loaded, set: readonly string[], down: readonly string[]): State {
  const edits: Edit[] = [];
  for (const text of set) {
    const result = stateEdit(topology, text);
    if (!('edit' in result)) throw new UserError(result.message, result.hint);
    edits.push(result.edit);
  }
  const changed = edits.length === 0 ? {topology, problems: []} : checkTopology(editedData(data, edits), locate);
  if (!changed.topology) {
    const [problem] = changed.problems;
    throw new UserError(`--set: ${problem!.message}`, problem!.hint);
  }
  for (const name of down) {
    const known = [...topology.services.keys(), ...topology.brokers.keys(), ...topology.sharedFates.keys()];
    if (known.includes(name)) continue;
    throw new UserError(
      `--down ${name}: there is no service, broker or shared fate of that name`,
      didYouMean(name, known, 'Name one of the file.'),
    );
  }
  // What is tied to a shared fate goes down with it.
  const tied = [...topology.services.values()].filter(({sharedFate}) => sharedFate.some((fate) => down.includes(fate)));
  const gone = new Set([...down, ...tied.map((service) => service.name)]);
  return {
    topology: changed.topology,
    down: gone,
    outcome: gone.size > 0 ? stateOutcome(changed.topology, gone) : undefined,
  };
}
