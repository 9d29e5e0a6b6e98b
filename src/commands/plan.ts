import {analysis} from '../analysis/analysis.ts';
import {candidatesOf} from '../analysis/plan/candidates.ts';
import {type Planned, plan as planOf} from '../analysis/plan/plan.ts';
import {exitCodes, UserError} from '../errors.ts';
import {printableJson} from '../printable.ts';
import {planMarkdown} from '../report/plan-markdown.ts';
import {planText} from '../report/plan-text.ts';
import {edited} from '../topology/edited.ts';
import {brokerOf} from './broker-of.ts';
import {defineCommand} from './define-command.ts';
import {interruptible} from './interruptible.ts';
import {type Loaded, loadTopology} from './load-topology.ts';
import {textOptions} from './paint.ts';

export const plan = defineCommand({
  name: 'plan',
  summary: 'which calls should become events, in which order, and when to stop',
  usage: ['[FILE] [options]'],
  options: {
    broker: {type: 'string', value: 'NAME', describe: 'where events go; may be left out where the file has one broker'},
    format: {
      type: 'string',
      choices: ['text', 'json', 'markdown'],
      describe: 'how to print (default text); markdown is a page to hand on',
    },
  },
  examples: ['eventcoach plan shop.topology.yaml', 'eventcoach plan shop.topology.yaml --format markdown > plan.md'],
  async run(io, values, [file, ...more]) {
    if (more.length > 0)
      throw new UserError(`plan takes one file, not ${1 + more.length}.`, 'Give one file, or - for standard input.');
    const loaded = await loadTopology(io, file);
    const planned = await interruptible(() => plannedFor(loaded, values.broker));
    if (values.format === 'json') io.stdout.write(`${printableJson(planned.plan)}\n`);
    else if (values.format === 'markdown') {
      io.stdout.write(planMarkdown(planned, {name: loaded.topology.name, file: loaded.file}));
    } else {
      io.stdout.write(planText(planned.plan, {...textOptions(io), name: loaded.topology.name, file: loaded.file}));
    }
    return exitCodes.ok;
  },
});

/** The plan of a loaded topology; a UserError where it needs a broker and cannot tell which. */
export function plannedFor(loaded: Loaded, broker: string | undefined): Planned {
  // Findings are none of a plan's business, so no rule is asked.
  const given = {rules: []};
  const {topology} = loaded;
  const needed = broker !== undefined || candidatesOf(topology).candidates.length > 0;
  return planOf(topology, {
    today: analysis(topology, given),
    broker: needed ? brokerOf(topology, broker) : undefined,
    edited: (edits) => edited(loaded, edits),
    analyzed: (changed) => analysis(changed, given),
  });
}
