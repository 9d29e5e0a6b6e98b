import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {analysis} from '../../analysis/analysis.ts';
import {packageRoot} from '../../root.ts';
import {parseTopology} from '../../topology/parse.ts';
import type {Topology} from '../../topology/topology.ts';
import type {Known} from './leak-scan.ts';

/** The system on which `skill test` tests: the desk of a ferry, with calls that have to stay and one of which nobody has said whether it has to. */
export const testedScenario: string = join(packageRoot, 'skills', 'evals', 'scenario.topology.yaml');

/** What no skill may hold that is to be tested with `skill test`. */
export async function testedKnown(): Promise<Known> {
  const text = await readFile(testedScenario, 'utf8');
  const {topology} = parseTopology(text);
  if (topology === undefined) throw new Error('the scenario of skill test comes with eventcoach');
  return scenarioKnown(topology, text, true);
}

/**
 * What a skill may not hold that is tested with this system: its description. Of one that was `madeUp` for the test it may
 * hold no name and no computed availability either; a user's own services are what their skill is for.
 */
export function scenarioKnown(topology: Topology, text: string, madeUp: boolean): Known {
  if (!madeUp) return {prompt: text, slips: [], names: []};
  const {operations} = analysis(topology, {rules: []});
  const figures = Object.values(operations).map(({availability}) => (100 * availability).toFixed(4));
  return {prompt: text, slips: [], names: [...new Set(topology.nodes.map(({service}) => service)), ...figures]};
}
