import {type Analysis, analysis, stateOutcome} from '../analysis/analysis.ts';
import type {BlastRadius} from '../analysis/blast-radius.ts';
import {checkTopology, topologyError} from '../topology/check.ts';
import {editedData} from '../topology/edit.ts';
import {readSource} from '../topology/source.ts';
import {stateEdit} from '../topology/state.ts';
import type {Topology} from '../topology/topology.ts';
import {broken} from './broken.ts';
import {mainScenario} from './main-scenario.ts';
import type {ExerciseState} from './manifest.ts';

/** The scenario as it is on one day: as written, or in a state of the manifest. */
export interface Day {
  readonly topology: Topology;
  readonly analysis: Analysis;
  /** What happens to the operations while something is down; undefined where nothing is. */
  readonly outcome: BlastRadius | undefined;
}

/**
 * The days of a scenario, each analysed once when it is first asked for: undefined means the scenario as written.
 * `files` are the texts of its topology files by name; `place` stands before the names of files in messages.
 */
export function days(
  files: ReadonlyMap<string, string>,
  states: Readonly<Record<string, ExerciseState>>,
  place: string,
): (state: string | undefined) => Day {
  const known = new Map<string | undefined, Day>();
  return (state) => {
    const before = known.get(state);
    if (before) return before;
    const wanted = state === undefined ? {set: [], down: []} : Object.hasOwn(states, state) ? states[state] : undefined;
    if (!wanted) throw broken(place, `there is no state "${state}"`);
    const made = day(files, wanted, place);
    known.set(state, made);
    return made;
  };
}

function day(files: ReadonlyMap<string, string>, state: ExerciseState, place: string): Day {
  const file = state.scenario ?? mainScenario;
  const text = files.get(file);
  if (text === undefined) throw broken(place, `${file} is missing`);
  const source = readSource(text);
  if (source.problems.length > 0) throw topologyError(`${place}/${file}`, source.problems);
  const written = checkTopology(source.data, source.locate);
  if (!written.topology) throw topologyError(`${place}/${file}`, written.problems);
  const edits = state.set.map((change) => {
    const result = stateEdit(written.topology, change);
    if (!('edit' in result)) throw broken(place, result.message);
    return result.edit;
  });
  const changed = edits.length === 0 ? written : checkTopology(editedData(source.data, edits), source.locate);
  if (!changed.topology) throw topologyError(`${place}/${file} (${state.set.join(', ')})`, changed.problems);
  const {topology} = changed;
  const strange = state.down.find((name) => !topology.services.has(name) && !topology.brokers.has(name));
  if (strange !== undefined) throw broken(place, `down: there is no service or broker "${strange}"`);
  const down = new Set(state.down);
  return {
    topology,
    analysis: analysis(topology, {rules: [], down}),
    outcome: down.size > 0 ? stateOutcome(topology, down) : undefined,
  };
}
