import {type Analysis, analysis} from '../../../src/analysis/analysis.ts';
import {type Planned, plan} from '../../../src/analysis/plan/plan.ts';
import {checkTopology} from '../../../src/topology/check.ts';
import {type Edit, editedData} from '../../../src/topology/edit.ts';
import {readSource} from '../../../src/topology/source.ts';
import type {Topology} from '../../../src/topology/topology.ts';
import {topologyOf} from '../built.ts';

/** A file that can be changed as the commands change it. */
export function changeable(file: object) {
  const text = JSON.stringify({version: 1, name: 'test', ...file});
  const topology = topologyOf(text);
  const {data, locate} = readSource(text);
  const edited = (edits: readonly Edit[]): Topology => {
    const parsed = checkTopology(editedData(data, edits), locate);
    if (!parsed.topology) throw new Error(JSON.stringify(parsed.problems));
    return parsed.topology;
  };
  const analyzed = (changed: Topology): Analysis => analysis(changed, {rules: []});
  return {topology, edited, analyzed};
}

/** The plan of a file whose events go to kafka. */
export function planned(file: object): Planned {
  const {topology, edited, analyzed} = changeable(file);
  return plan(topology, {today: analyzed(topology), broker: 'kafka', edited, analyzed});
}
