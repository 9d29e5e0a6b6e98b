import {type Analysis, analysis} from '../../../analysis/analysis.ts';
import {parseTopology} from '../../../topology/parse.ts';
import type {Topology} from '../../../topology/topology.ts';

/** The keys of a topology file that the made-up systems use. */
export interface MadeUp {
  readonly services: Readonly<Record<string, object>>;
  readonly brokers?: Readonly<Record<string, object>>;
  readonly events?: Readonly<Record<string, object>>;
  readonly operations: Readonly<Record<string, object>>;
}

/** What the analysis says about a made-up system. One that the format refuses is a bug of the generator. */
export function analysed(system: MadeUp): {readonly topology: Topology; readonly analysis: Analysis} {
  const {topology, problems} = parseTopology(JSON.stringify({version: 1, name: 'case', ...system}));
  if (topology === undefined) throw new Error(`a made-up system is refused: ${problems[0]?.message}`);
  return {topology, analysis: analysis(topology, {rules: []})};
}
