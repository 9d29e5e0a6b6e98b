import {readdirSync, readFileSync} from 'node:fs';
import {parseTopology} from '../../src/topology/parse.ts';
import type {Topology} from '../../src/topology/topology.ts';

const folder = new URL('../../fixtures/topologies/', import.meta.url);

/** The names of every topology among the fixtures. */
export const fixtures: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.topology.yaml'))
  .sort();

/** The text of a fixture. */
export function readFixture(name: string): string {
  return readFileSync(new URL(name, folder), 'utf8');
}

/** The topology that a text describes; a mistake in it fails the test. */
export function topologyOf(text: string): Topology {
  const {topology, problems} = parseTopology(text);
  if (!topology) throw new Error(problems.map((p) => `${p.line}:${p.column} ${p.message}`).join('\n'));
  return topology;
}

/** What is wrong with a text: `line:column what | what next`, in file order. */
export function problemsOf(text: string): string[] {
  return parseTopology(text).problems.map((p) => `${p.line}:${p.column} ${p.message} | ${p.hint}`);
}

/** A topology file with these lines under `services:`, and whatever follows them. */
export function withServices(...lines: readonly string[]): string {
  return ['version: 1', 'name: x', 'services:', ...lines].join('\n');
}
