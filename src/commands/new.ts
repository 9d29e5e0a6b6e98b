import {exitCodes, UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {defineCommand} from './define-command.ts';
import {writeNew} from './write-new.ts';

/** A first topology with the keys that most systems need, each explained. */
export const starter = `# What calls what. Put your services in, then type: eventcoach analyze. Every key: eventcoach schema topology
version: 1
name: My shop
defaults: {availability: 99.9%}  # for services that state none
services:
  shop:
    latency: 50ms                # own work only, without the calls
    concurrency: 200             # requests served at once
    calls:                       # one after the other; needsResult left out: not known yet, so the coach asks
      - {to: payment, needsResult: true, timeout: 2s}  # shop cannot go on without the answer
      - {to: mail}
  payment: {kind: external, latency: 300ms}            # kind: service (default), datastore or external
  mail: {latency: 800ms}
brokers: {kafka: {availability: 99.99%, latency: 5ms}} # what could carry events
operations: {place-order: {entry: shop, rate: 20/s, target: {availability: 99.9%, p99: 1s}}} # what users want done
`;

/** `eventcoach new [FILE]`: writes the starter, never over another file without --force. */
export const newTopology = defineCommand({
  name: 'new',
  summary: 'A commented starter topology.',
  usage: ['[FILE]        default: topology.yaml'],
  options: {force: {type: 'boolean', describe: 'overwrite FILE'}},
  examples: ['eventcoach new', 'eventcoach new shop.topology.yaml'],
  async run(io, {force}, [file = 'topology.yaml', ...others]) {
    if (others.length > 0) throw new UserError('new writes one file.', 'Say: eventcoach new FILE');
    if (file === '-' || /\.json$/i.test(file)) {
      const what = file === '-' ? '"-" is no file.' : 'The starter is YAML: its comments have no place in JSON.';
      throw new UserError(what, 'Name a file that ends in .yaml.');
    }
    await writeNew(io, file, starter, force);
    const found = file === 'topology.yaml' ? '' : ` ${/^[\w./-]+$/.test(file) ? file : `"${printableLine(file)}"`}`;
    io.stdout.write(`Wrote ${printableLine(file)}.\nNext, type: eventcoach analyze${found}\n`);
    return exitCodes.ok;
  },
});
