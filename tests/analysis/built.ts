import {type Analysis, analysis} from '../../src/analysis/analysis.ts';
import {rules} from '../../src/analysis/rules/index.ts';
import {parseTopology} from '../../src/topology/parse.ts';
import type {Topology} from '../../src/topology/topology.ts';

/** The topology that a file (as text, or as the data in it) describes; a mistake in it fails the test. */
export function topologyOf(file: string | object): Topology {
  const parsed = parseTopology(typeof file === 'string' ? file : JSON.stringify({version: 1, name: 'test', ...file}));
  if (!parsed.topology) throw new Error(parsed.problems.map((p) => `${p.line}:${p.column} ${p.message}`).join('\n'));
  return parsed.topology;
}

/** The analysis of a file, with every rule. */
export function analyzed(file: string | object, down: readonly string[] = []): Analysis {
  return analysis(topologyOf(file), {rules: Object.values(rules), down: new Set(down)});
}
