import {exitCodes, UserError} from '../errors.ts';
import {didYouMean} from '../nearest.ts';
import {printableJson, printableLine} from '../printable.ts';
import {defineCommand} from './define-command.ts';

/** Every format that has a JSON Schema. */
const schemas = {
  topology: async () => (await import('../topology/json-schema.ts')).topologyJsonSchema(),
  proposal: async () => (await import('../critique/proposal.ts')).proposalJsonSchema(),
  exercise: async () => (await import('../exercises/json-schema.ts')).exerciseJsonSchema(),
} satisfies Readonly<Record<string, () => Promise<Record<string, unknown>>>>;

const known = Object.keys(schemas);

/** `eventcoach schema NAME`: the JSON Schema of a format, for editors and other programs. */
export const schema = defineCommand({
  name: 'schema',
  summary: 'The JSON Schema of a file format.',
  usage: [known.join('|')],
  options: {},
  examples: ['eventcoach schema topology > topology.schema.json'],
  async run(io, _values, [name, ...others]) {
    if (name === undefined || others.length > 0) {
      const what = name === undefined ? 'Which schema?' : 'schema prints one schema.';
      throw new UserError(what, `Say: eventcoach schema ${known.join('|')}`);
    }
    if (!Object.hasOwn(schemas, name)) {
      const hint = didYouMean(name, known, `There are: ${known.join(', ')}.`);
      throw new UserError(`There is no schema "${printableLine(name)}".`, hint);
    }
    io.stdout.write(`${printableJson(await schemas[name as keyof typeof schemas]())}\n`);
    return exitCodes.ok;
  },
});
