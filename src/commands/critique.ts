import {localCritique} from '../critique/local-critique.ts';
import {parseProposals} from '../critique/parse.ts';
import {exitCodes, UserError} from '../errors.ts';
import {didYouMean} from '../nearest.ts';
import {printableJson, printableLine} from '../printable.ts';
import {critiquesSummary, critiqueText} from '../report/critique-text.ts';
import {editedText} from '../topology/edit-text.ts';
import {topologyError} from '../topology/check.ts';
import {saveCritique} from '../workspace/critiques.ts';
import {openWorkspace} from '../workspace/layout.ts';
import {defineCommand} from './define-command.ts';
import {loadTopology} from './load-topology.ts';
import {textOptions} from './paint.ts';
import {acceptance, figures} from './proposed-call.ts';
import {readInput} from './read-input.ts';
import {writeNew} from './write-new.ts';

/** Who can judge. */
const critics = {local: localCritique} as const;
const maxBytes = 2_000_000;
/** `eventcoach critique FILE`: a second opinion on proposals to replace a call by an event. */
export const critique = defineCommand({
  name: 'critique',
  summary: 'a second opinion on a proposal to turn a call into an event',
  usage: ['FILE [options]', '- [options]        reads the proposal from standard input'],
  options: {
    critic: {type: 'string', choices: ['local'], describe: 'who judges; local: rules, no network (default)'},
    topology: {type: 'string', value: 'FILE', describe: 'the system: adds what the conversion would change in figures'},
    accept: {
      type: 'string',
      value: 'ID',
      describe: 'write the verdict of this critique to its call in --topology FILE',
    },
    format: {type: 'string', choices: ['text', 'json'], describe: 'how the critique is printed (default: text)'},
  },
  examples: [
    'eventcoach critique checkout-mail.yaml',
    'eventcoach critique proposals.json --format json',
    'eventcoach critique checkout-mail.yaml --topology shop.yaml --accept checkout-mail',
  ],
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
    if (values.accept !== undefined && (values.topology === undefined || values.topology === '-')) {
      throw new UserError('--accept writes to a topology file, and none is named.', 'Add --topology FILE.');
    }
    const system = values.topology === undefined ? undefined : await loadTopology(io, values.topology);
    const critiques = proposals.map((proposal) => {
      const judged = critic(proposal);
      if (!system) return judged;
      const known = figures(system, proposal, judged.verdict);
      if ('impact' in known) return critic(proposal, known);
      io.stderr.write(`${printableLine(`${judged.id}: no figures, ${known.why}`)}\n`);
      return judged;
    });
    if (values.accept !== undefined && system && values.topology !== undefined) {
      const index = critiques.findIndex(({id}) => id === values.accept);
      const accepted = critiques[index];
      if (!accepted) {
        const ids = critiques.map(({id}) => id);
        throw new UserError(
          `--accept ${values.accept}: there is no such critique`,
          didYouMean(values.accept, ids, `Critiques are: ${ids.slice(0, 8).join(', ')}.`),
        );
      }
      const edits = acceptance(system, proposals[index]!, accepted);
      await saveCritique(openWorkspace(io.workspace), accepted.id, accepted);
      await writeNew(io, values.topology, editedText(system.text, system.data, edits), true);
      io.stderr.write(
        `${printableLine(values.topology)}: needsResult and the critique's id are written to the call.\n`,
      );
      if (accepted.flaws.length > 0) {
        const open = accepted.flaws.map(({type}) => type).join(', ');
        io.stderr.write(`Mend this in the design before it is built: ${printableLine(open)}.\n`);
      }
    }
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
