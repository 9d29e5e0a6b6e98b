import type {Critique} from '../critique/critique.ts';
import {localCritique} from '../critique/local-critique.ts';
import {parseProposals} from '../critique/parse.ts';
import {exitCodes, UserError} from '../errors.ts';
import {printableJson, printableLine} from '../printable.ts';
import {critiquesSummary, critiqueText} from '../report/critique-text.ts';
import {topologyError} from '../topology/check.ts';
import {chosenCritic} from './critique/chosen-critic.ts';
import {defineCommand, type Io} from './define-command.ts';
import {loadTopology} from './load-topology.ts';
import {textOptions} from './paint.ts';
import {figures} from './proposed-call.ts';
import {readInput} from './read-input.ts';

const maxBytes = 2_000_000;

/** `eventcoach critique FILE`: a second opinion on proposals to replace a call by an event. */
export const critique = defineCommand({
  name: 'critique',
  summary: 'a second opinion on a proposal to turn a call into an event',
  usage: ['FILE [options]', '- [options]        reads the proposal from standard input'],
  options: {
    critic: {
      type: 'string',
      value: 'CRITIC',
      describe:
        'who judges: local (rules, no network; the default), anthropic, openai, clipboard, or "command:PROGRAM ..."; the local critique stands beside each',
    },
    model: {type: 'string', value: 'NAME', describe: 'the model that is asked'},
    'base-url': {type: 'string', value: 'URL', describe: 'openai: where a compatible service listens'},
    skill: {
      type: 'string',
      value: 'DIR',
      describe: 'the skill that the model reads (default: yours, else the one that comes along)',
    },
    topology: {type: 'string', value: 'FILE', describe: 'the system: adds what the conversion would change in figures'},
    interactive: {
      type: 'boolean',
      describe: 'asks what decides, one question at a time, and writes your answers to FILE',
    },
    accept: {
      type: 'string',
      value: 'ID',
      describe: 'write the verdict of this critique to its call in --topology FILE',
    },
    'record-gaps': {type: 'boolean', describe: 'keep what rules and model differ about as gaps of the skill'},
    yes: {type: 'boolean', describe: 'do not ask before many proposals are sent to a model'},
    format: {type: 'string', choices: ['text', 'json'], describe: 'how the critique is printed (default: text)'},
  },
  examples: [
    'eventcoach critique checkout-mail.yaml',
    'eventcoach critique checkout-mail.yaml --interactive',
    'eventcoach critique proposals.json --format json',
    'eventcoach critique checkout-mail.yaml --topology shop.yaml --accept checkout-mail',
    'eventcoach critique checkout-mail.yaml --topology shop.yaml --critic anthropic',
    'eventcoach critique checkout-mail.yaml --critic "command:claude -p"',
  ],
  async run(io, values, [file, ...others]) {
    if (file === undefined || others.length > 0) {
      throw new UserError(
        file === undefined ? 'Which proposal? critique needs a FILE.' : 'critique takes one FILE.',
        'Say: eventcoach critique FILE. "eventcoach schema proposal" prints the format.',
      );
    }
    if (values.interactive && file === '-') {
      throw new UserError(
        'The answers are written into the proposal, and standard input is no file.',
        'Name the file.',
      );
    }
    const critic = await chosenCritic(io, values);
    const {name, text} = await readInput(io, file, maxBytes);
    const parsed = parseProposals(text);
    if (parsed.problems.length > 0) throw topologyError(name, parsed.problems);
    if (values.accept !== undefined && (values.topology === undefined || values.topology === '-')) {
      throw new UserError('--accept writes to a topology file, and none is named.', 'Add --topology FILE.');
    }
    const system = values.topology === undefined ? undefined : await loadTopology(io, values.topology);
    const talk = values.interactive ? await beginTalk(io) : undefined;
    const proposals = talk ? await talk.interviewed({file, text, parsed}) : parsed.proposals;
    const judged = proposals.map((proposal) => {
      const local = localCritique(proposal);
      if (!system) return {proposal, local};
      const known = figures(system, proposal, local.verdict);
      if ('impact' in known) return {proposal, local: localCritique(proposal, known)};
      io.stderr.write(`${printableLine(`${local.id}: no figures, ${known.why}`)}\n`);
      return {proposal, local};
    });
    const accept = async (ids: readonly string[]) => {
      if (ids.length === 0 || !system || values.topology === undefined) return;
      const {acceptCritiques} = await import('./critique/accept.ts');
      await acceptCritiques(io, ids, judged, system, values.topology);
    };
    if (values.accept !== undefined) await accept([values.accept]);
    const format = values.format ?? 'text';
    if (critic.kind !== 'local') {
      const [{judgeProposals}, {criticOf}] = await Promise.all([
        import('./critique/judge-proposals.ts'),
        import('./critique/critic-of.ts'),
      ]);
      return judgeProposals(io, criticOf(io, critic), judged, {
        loaded: system,
        skill: values.skill ?? critic.skill,
        format,
        recordGaps: values['record-gaps'],
        yes: values.yes,
      });
    }
    const critiques = judged.map(({local}) => local);
    if (format === 'json') {
      io.stdout.write(`${printableJson({schema: 'eventcoach/critiques@1', critiques})}\n`);
    } else {
      const options = textOptions(io);
      const texts = judged.map(({local, proposal}) => critiqueText(local, proposal, options));
      io.stdout.write(texts.join('\n\n'));
      if (critiques.length > 1) io.stdout.write(`\n\n${critiquesSummary(critiques)}`);
    }
    if (talk && system && values.topology !== undefined && values.accept === undefined) {
      await accept(await talk.acceptedIds(critiques, values.topology));
    }
    return exitCodes.ok;
  },
});

/** What a conversation needs is loaded where there is one. */
async function beginTalk(io: Io) {
  const [{interviewed, acceptedIds}, {typedLines}] = await Promise.all([
    import('./critique/interactive.ts'),
    import('./critique/typed-lines.ts'),
  ]);
  const lines = typedLines(io);
  return {
    interviewed: (from: Parameters<typeof interviewed>[2]) => interviewed(io, lines, from),
    acceptedIds: (critiques: readonly Critique[], file: string) => acceptedIds(io, lines, critiques, file),
  };
}
