import {type Analysis, analysis} from '../analysis/analysis.ts';
import {againstBaseline, knownCalls} from '../analysis/baseline.ts';
import {newSynchronousCall} from '../analysis/rules/new-synchronous-call.ts';
import {type Severity, severities} from '../analysis/rules/rule.ts';
import {exitCodes, UserError} from '../errors.ts';
import {didYouMean} from '../nearest.ts';
import {baselineLines} from '../report/baseline-text.ts';
import type {Topology} from '../topology/topology.ts';
import {type Answer, formatNames, formats} from './analysis-formats.ts';
import {baselineFor, baselineNote, writeBaseline} from './baseline-options.ts';
import {defineCommand} from './define-command.ts';
import {givenOf} from './given.ts';
import {interruptible, interruptibleOn} from './interruptible.ts';
import {type Loaded, loadTopology} from './load-topology.ts';
import type {State} from './state.ts';
import {writeOut} from './write-out.ts';

export const analyze = defineCommand({
  name: 'analyze',
  summary: 'couplings, availability, latency, load and findings of a topology',
  usage: ['[FILE] [options]'],
  options: {
    operation: {type: 'string', value: 'NAME', describe: 'only this operation'},
    set: {
      type: 'string',
      multiple: true,
      value: 'SERVICE.FIELD=VALUE',
      describe: 'a bad (or good) day: change a field, may be repeated',
    },
    down: {
      type: 'string',
      multiple: true,
      value: 'SERVICE',
      describe: 'a bad day: this service, broker or shared fate does not answer, may be repeated',
    },
    top: {type: 'string', value: 'N', describe: 'list at most N of each (text: 10, JSON: all)'},
    format: {type: 'string', choices: formatNames, describe: 'how to print (default text)'},
    'fail-on': {type: 'string', choices: severities, describe: 'end with exit 1 if a finding is at least this severe'},
    baseline: {
      type: 'string',
      value: 'FILE',
      describe: 'report only findings and calls that this baseline does not have',
    },
    'write-baseline': {
      type: 'string',
      value: 'FILE',
      describe: "write the whole topology's findings and calls as a baseline; an older baseline is replaced",
    },
  },
  examples: [
    'eventcoach analyze shop.topology.yaml',
    'eventcoach analyze --set notification.latency=2s --set create-task.rate=100/s',
    'eventcoach analyze --down notification',
    'eventcoach analyze --write-baseline shop.baseline.json',
    'eventcoach analyze --baseline shop.baseline.json --fail-on warning --format sarif',
  ],
  async run(io, values, [file, ...more]) {
    if (more.length > 0)
      throw new UserError(`analyze takes one file, not ${1 + more.length}.`, 'Give one file, or - for standard input.');
    const {set, down, operation} = values;
    const top = values.top === undefined ? undefined : topOf(values.top);
    const kept = await baselineFor(io, file, values.baseline, values['write-baseline']);
    const loaded = await loadTopology(io, file);
    const isDay = set.length + down.length > 0;
    const state = isDay ? await dayOf(loaded, set, down) : ownDay(loaded.topology);
    const given = await givenOf(io);
    const rules = kept ? [...given.rules, newSynchronousCall(knownCalls(kept))] : given.rules;
    const judged = new Set(rules.map(({id}) => id));
    const analyzed = (topology: Topology, gone: ReadonlySet<string>) =>
      interruptibleOn(topology, () => {
        const found = analysis(topology, {...given, rules, down: gone});
        return {found, compared: kept && againstBaseline(found, kept, judged)};
      });
    const {found, compared} = await analyzed(state.topology, state.down);
    if (operation !== undefined && !Object.hasOwn(found.operations, operation)) {
      const known = Object.keys(found.operations);
      throw new UserError(
        `--operation ${operation}: there is no such operation`,
        didYouMean(operation, known, `Operations are: ${known.slice(0, 8).join(', ')}.`),
      );
    }
    const today = compared?.analysis ?? found;
    // Both days against the same baseline: beside each other, nothing that is known looks as if the day had mended it.
    const own = isDay ? await analyzed(loaded.topology, new Set()) : undefined;
    const answer: Answer = {
      own: loaded.topology,
      planned: async () => {
        const {afterPlan} = await import('./after-plan.ts');
        return interruptible(() => afterPlan(loaded, given, found));
      },
      file: file === '-' ? undefined : loaded.file,
      today,
      day: own && {...state, set, silent: down, before: own.compared?.analysis ?? own.found},
      top,
      operation,
      baseline: compared && baselineNote(values.baseline!, compared, operation),
    };
    const format = values.format ?? 'text';
    const text = await formats[format](answer, io);
    const failing = fails(today, operation, values['fail-on']);
    // A baseline holds every operation, so every operation decides whether it may be written.
    const refused = kept !== undefined && fails(today, undefined, values['fail-on']);
    const where = failing ? '' : ' in other operations';
    await writeBaseline(io, values['write-baseline'], found, refused ? `something new${where}` : undefined);
    if (typeof text === 'string') io.stdout.write(text);
    else await writeOut(io, text);
    if (answer.baseline && format !== 'text' && format !== 'json')
      io.stderr.write(`${baselineLines(answer.baseline, top ?? 10).join('\n')}\n`);
    return failing ? exitCodes.findings : exitCodes.ok;
  },
});

async function dayOf(loaded: Loaded, set: readonly string[], down: readonly string[]): Promise<State> {
  const {stateOf} = await import('./state.ts');
  return interruptible(() => stateOf(loaded, set, down));
}

/** The file's own day: nothing is changed, nothing is down. */
function ownDay(topology: Topology): State {
  return {topology, down: new Set(), outcome: undefined};
}

function topOf(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new UserError(`--top ${text}: not a whole number from 1`, 'For example: --top 20');
  return Number(text);
}

function fails({findings}: Analysis, operation: string | undefined, least: Severity | undefined): boolean {
  if (least === undefined) return false;
  return findings.some(
    (f) =>
      (operation === undefined || f.operations.includes(operation)) &&
      severities.indexOf(f.severity) <= severities.indexOf(least),
  );
}
