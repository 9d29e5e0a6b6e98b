import {localCritique} from '../critique/local-critique.ts';
import {parseProposals} from '../critique/parse.ts';
import {exitCodes, UserError} from '../errors.ts';
import {printableJson} from '../printable.ts';
import {critiquesSummary, critiqueText} from '../report/critique-text.ts';
import {topologyError} from '../topology/parse.ts';
import {defineCommand} from './define-command.ts';
import {textOptions} from './paint.ts';
import {readInput} from './read-input.ts';

/** Who can judge. */
const critics = {local: localCritique} as const;
const maxBytes = 2_000_000;
/** `eventcoach critique FILE`: a second opinion on proposals to replace a call by an event. */
export const critique = defineCommand({
  name: 'critique',
  summary: 'A second opinion on a proposal to turn a call into an event.',
  usage: ['FILE [options]', '- [options]        reads the proposal from standard input'],
  options: {
    critic: {type: 'string', choices: ['local'], describe: 'who judges; local: rules, no network (default)'},
    format: {type: 'string', choices: ['text', 'json'], describe: 'how the critique is printed (default: text)'},
  },
  examples: ['eventcoach critique checkout-mail.yaml', 'eventcoach critique proposals.json --format json'],
  async run(io, values, [file, ...others]) {
    if (file === undefined || others.length > 0) {
      throw new UserError(
        file === undefined ? 'Which proposal? critique needs a FILE.' : 'critique takes one FILE.',
        'Say: eventcoach critique FILE. "eventcoach schema proposal" prints the format.',
      );
    }
    const {name, text} = await readInput(io, file, maxBytes);
    const {proposals, problems} = parseProposals(text);
    if (problems.length > 0) throw topologyError(name, problems);
    const critic = critics[values.critic ?? 'local'];
    const critiques = proposals.map((proposal) => critic(proposal));
    if (values.format === 'json') {
      io.stdout.write(`${printableJson({schema: 'eventcoach/critiques@1', critiques})}\n`);
      return exitCodes.ok;
    }
    const options = textOptions(io);
    const texts = critiques.map((one, i) => critiqueText(one, proposals[i]!, options));
    io.stdout.write(texts.join('\n\n'));
    if (critiques.length > 1) io.stdout.write(`\n\n${critiquesSummary(critiques)}`);
    return exitCodes.ok;
  },
});
