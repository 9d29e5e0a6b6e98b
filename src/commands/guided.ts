import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {analysis} from '../analysis/analysis.ts';
import {conversion} from '../analysis/conversion.ts';
import {rules} from '../analysis/rules/index.ts';
import {type ExitCode, exitCodes} from '../errors.ts';
import {guidedText} from '../report/guided-text.ts';
import {packageRoot} from '../root.ts';
import {topologyError} from '../topology/check.ts';
import {parseTopology} from '../topology/parse.ts';
import {readSource} from '../topology/source.ts';
import {compared} from './compared.ts';
import type {Io} from './define-command.ts';
import {textOptions} from './paint.ts';

const scenario = 'exercises/01-request-response-chain/scenario.topology.yaml';

/** Prints the first exercise as a guided analysis: its figures, and what publishing `TaskCreated` changes. */
export async function guided(io: Io): Promise<ExitCode> {
  const text = await readFile(join(packageRoot, scenario), 'utf8');
  const parsed = parseTopology(text);
  if (!parsed.topology) throw topologyError(scenario, parsed.problems);
  const {topology} = parsed;
  const {data, locate} = readSource(text);
  const [operation] = topology.operations.values();
  const calls = topology.nodes[operation!.entry]!.calls.filter((call) => call.needsResult === false);
  const [broker] = topology.brokers.keys();
  const wish = {calls, event: 'TaskCreated', broker: broker!, outbox: false, keep: false, convertNeeded: false};
  const planned = conversion(topology, wish);
  if ('message' in planned) throw new Error(planned.message);
  const given = {rules: Object.values(rules)};
  const result = compared({topology, data, text, locate, file: scenario}, given, planned, calls);
  const before = analysis(topology, given);
  io.stdout.write(guidedText(operation!.name, before, result, textOptions(io)));
  return exitCodes.ok;
}
