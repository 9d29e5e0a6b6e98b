import {type Analysis, analysis} from '../analysis/analysis.ts';
import {severities} from '../analysis/rules/rule.ts';
import {exitCodes, UserError} from '../errors.ts';
import {didYouMean} from '../nearest.ts';
import {printableJson} from '../printable.ts';
import {analysisText} from '../report/analysis-text.ts';
import {analysisJson} from '../report/json.ts';
import {stateText} from '../report/state-text.ts';
import {defineCommand} from './define-command.ts';
import {givenOf} from './given.ts';
import {loadTopology} from './load-topology.ts';
import {textOptions} from './paint.ts';
import {stateOf} from './state.ts';

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
      describe: 'a bad day: this service does not answer, may be repeated',
    },
    top: {type: 'string', value: 'N', describe: 'list at most N of each (text: 10, JSON: all)'},
    format: {type: 'string', choices: ['text', 'json'], describe: 'how to print (default text)'},
    'fail-on': {type: 'string', choices: severities, describe: 'end with exit 1 if a finding is at least this severe'},
  },
  examples: [
    'eventcoach analyze shop.topology.yaml',
    'eventcoach analyze --set notification.latency=2s --set create-task.rate=100/s',
    'eventcoach analyze --down notification',
  ],
  async run(io, values, [file, ...more]) {
    if (more.length > 0)
      throw new UserError(`analyze takes one file, not ${1 + more.length}.`, 'Give one file, or - for standard input.');
    const top = values.top === undefined ? undefined : topOf(values.top);
    const loaded = await loadTopology(io, file);
    const state = stateOf(loaded, values.set, values.down);
    const given = await givenOf(io);
    const today = analysis(state.topology, {...given, down: state.down});
    const isState = values.set.length + values.down.length > 0;
    const before = isState ? analysis(loaded.topology, given) : undefined;
    if (values.operation !== undefined && !Object.hasOwn(today.operations, values.operation)) {
      const known = Object.keys(today.operations);
      throw new UserError(
        `--operation ${values.operation}: there is no such operation`,
        didYouMean(values.operation, known, `Operations are: ${known.slice(0, 8).join(', ')}.`),
      );
    }
    const narrow = {top, operation: values.operation};
    const failing = fails(analysisJson(today, {operation: values.operation}), values['fail-on']);
    if (values.format === 'json') {
      const json = {
        ...analysisJson(today, narrow),
        ...(isState ? {state: {set: values.set, down: values.down, outcome: state.outcome ?? null}} : {}),
        ...(before ? {before: analysisJson(before, narrow)} : {}),
      };
      io.stdout.write(`${printableJson(json)}\n`);
    } else {
      const options = {...textOptions(io), top: top ?? 10, operation: values.operation, file: loaded.file};
      if (before)
        io.stdout.write(
          stateText(before, today, {set: values.set, down: values.down, outcome: state.outcome}, options),
        );
      else io.stdout.write(analysisText(today, options));
    }
    return failing ? exitCodes.findings : exitCodes.ok;
  },
});

function topOf(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new UserError(`--top ${text}: not a whole number from 1`, 'For example: --top 20');
  return Number(text);
}

function fails({findings}: Analysis, least: (typeof severities)[number] | undefined): boolean {
  return least !== undefined && findings.some((f) => severities.indexOf(f.severity) <= severities.indexOf(least));
}
