import {conversion} from '../analysis/conversion.ts';
import {suggestedEventName} from '../analysis/suggested-event-name.ts';
import {exitCodes, UserError} from '../errors.ts';
import {printableJson, printableLine} from '../printable.ts';
import {conversionText} from '../report/conversion-text.ts';
import {decisionRecord} from '../report/decision-record.ts';
import {analysisJson} from '../report/json.ts';
import {editedText} from '../topology/edit-text.ts';
import {selectCalls} from '../topology/select-calls.ts';
import type {Call, Topology} from '../topology/topology.ts';
import {brokerOf} from './broker-of.ts';
import {compared} from './compared.ts';
import {defineCommand} from './define-command.ts';
import {givenOf} from './given.ts';
import {interruptible} from './interruptible.ts';
import {loadTopology} from './load-topology.ts';
import {textOptions} from './paint.ts';
import {writeAll} from './write-new.ts';

export const convert = defineCommand({
  name: 'convert',
  summary: 'what changes when calls become an event: before, after, what got worse',
  usage: ['FILE --call FROM:TO[#NAME][,..] --event NAME [options]'],
  options: {
    call: {
      type: 'string',
      multiple: true,
      value: 'FROM:TO[#NAME]',
      describe: 'the call, may be repeated or listed with commas',
    },
    event: {type: 'string', value: 'NAME', describe: 'the fact that the caller publishes: something that happened'},
    broker: {type: 'string', value: 'NAME', describe: 'where to; may be left out where the file has one broker'},
    outbox: {type: 'boolean', describe: 'publish from an outbox table: the request does not need the broker'},
    keep: {type: 'boolean', describe: 'leave the call in place and add the event (a split)'},
    'convert-needed': {type: 'boolean', describe: 'show the figures even where the result is needed'},
    assume: {type: 'boolean', describe: 'with --write: take an open question as answered with no'},
    write: {type: 'string', value: 'OUT', describe: 'write the converted topology'},
    adr: {type: 'string', value: 'OUT', describe: 'write the decision record of this conversion, as Markdown'},
    force: {type: 'boolean', describe: 'overwrite the files named by --write and --adr'},
    format: {type: 'string', choices: ['text', 'json'], describe: 'how to print (default text)'},
  },
  examples: [
    'eventcoach convert task.topology.yaml --call task-api:notification,task-api:audit --event TaskCreated',
    'eventcoach convert task.topology.yaml --call task-api:audit --event TaskCreated --outbox --write after.yaml',
  ],
  async run(io, values, [file, ...more]) {
    if (more.length > 0)
      throw new UserError(`convert takes one file, not ${1 + more.length}.`, 'Calls are named with --call FROM:TO.');
    const loaded = await loadTopology(io, file);
    const {topology} = loaded;
    const calls = callsOf(topology, values.call);
    if (values.event === undefined) {
      throw new UserError(
        '--event is missing: what happened, that others may want to know?',
        `For example: --event ${suggestedEventName(topology, calls)}`,
      );
    }
    if (values.event.trim() === '' || printableLine(values.event) !== values.event) {
      throw new UserError(
        `--event ${printableLine(values.event)}: not a name.`,
        `For example: --event ${suggestedEventName(topology, calls)}`,
      );
    }
    const wish = {
      calls,
      event: values.event,
      broker: brokerOf(topology, values.broker, topology.events.get(values.event)?.via),
      outbox: values.outbox,
      keep: values.keep,
      convertNeeded: values['convert-needed'],
    };
    const planned = conversion(topology, wish);
    if ('message' in planned) throw new UserError(`${planned.message}.`, planned.hint);
    const given = await givenOf(io);
    const result = await interruptible(() => compared(loaded, given, planned, calls));
    if (values.write !== undefined) {
      if (result.openQuestions.length > 0 && !values.assume) {
        throw new UserError(
          `Not written: ${result.openQuestions[0]} The file does not say.`,
          'Answer it in the file (needsResult: false), or add --assume to take the answer as no.',
        );
      }
    }
    await writeAll(
      io,
      [
        values.write === undefined
          ? undefined
          : {file: values.write, text: () => editedText(loaded.text, loaded.data, planned.edits)},
        values.adr === undefined
          ? undefined
          : {
              file: values.adr,
              text: () =>
                decisionRecord(result, {
                  name: topology.name,
                  file: loaded.file,
                  date: io.now().toISOString().slice(0, 10),
                  broker: wish.broker,
                  outbox: wish.outbox,
                }),
            },
      ],
      values.force,
    );
    if (values.format === 'json') {
      const json = {...result, before: analysisJson(result.before), after: analysisJson(result.after)};
      io.stdout.write(`${printableJson(json)}\n`);
    } else {
      io.stdout.write(conversionText(result, {...textOptions(io), written: [values.write, values.adr]}));
    }
    return exitCodes.ok;
  },
});

function callsOf(topology: Topology, specs: readonly string[]): readonly Call[] {
  if (specs.length === 0)
    throw new UserError('--call is missing: which call shall become an event?', 'Write --call FROM:TO.');
  const calls = new Set<Call>();
  for (const spec of specs) {
    // A name may hold a comma: the whole text counts if it means something, else each part.
    const whole = selectCalls(topology, spec);
    const results =
      'calls' in whole || !spec.includes(',')
        ? [whole]
        : spec.split(',').map((part) => selectCalls(topology, part.trim()));
    for (const result of results) {
      if (!('calls' in result)) throw new UserError(`${result.message}.`, result.hint);
      for (const call of result.calls) calls.add(call);
    }
  }
  return [...calls];
}
