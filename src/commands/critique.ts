import {chosenCritic} from '../critics/chosen-critic.ts';
import type {Critique} from '../critique/critique.ts';
import {figures} from '../critique/figures.ts';
import {localCritique} from '../critique/local-critique.ts';
import {parseProposals} from '../critique/parse.ts';
import type {Proposal} from '../critique/proposal.ts';
import {proposedCalls} from '../critique/proposed-calls.ts';
import {exitCodes, UserError} from '../errors.ts';
import {printableJson, printableLine} from '../printable.ts';
import {critiquesSummary, critiqueText} from '../report/critique-text.ts';
import {shellWord} from '../report/shell-word.ts';
import {topologyError} from '../topology/check.ts';
import {defineCommand, type Io} from './define-command.ts';
import {interruptible} from './interruptible.ts';
import {type Loaded, loadTopology} from './load-topology.ts';
import {textOptions} from './paint.ts';
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
    const {topology, accept} = values;
    if (values.interactive && topology === '-') {
      throw new UserError('Your answers come from standard input, and the topology cannot.', 'Name its file.');
    }
    if (accept !== undefined) {
      if (topology === undefined || topology === '-') {
        throw new UserError('--accept writes to a topology file, and none is named.', 'Add --topology FILE.');
      }
      const {named} = await import('./critique/accept.ts');
      named(accept, parsed.proposals, ({id}) => id);
    }
    const system = topology === undefined ? undefined : await loadTopology(io, topology);
    const talk = values.interactive ? await beginTalk(io) : undefined;
    try {
      const proposals = talk ? await talk.interviewed({file, text, parsed}) : parsed.proposals;
      const judged: Judged[] = [];
      for (const proposal of proposals) judged.push(await judgedIn(io, system, proposal));
      const acceptAll = async (ids: readonly string[]) => {
        if (ids.length === 0 || !system || topology === undefined) return;
        const {acceptCritiques} = await import('./critique/accept.ts');
        const again = `eventcoach critique ${shellWord(file)} --topology ${shellWord(topology)} --accept ${shellWord(ids[0]!)}`;
        await acceptCritiques(io, ids, judged, {loaded: system, file: topology, again});
      };
      if (accept !== undefined) await acceptAll([accept]);
      const format = values.format ?? 'text';
      if (critic.kind !== 'local') {
        // A chat window's answer is pasted into the same terminal.
        talk?.close();
        const [{judgeProposals}, {criticOf}] = await Promise.all([
          import('./critique/judge-proposals.ts'),
          import('./critique/critic-of.ts'),
        ]);
        return await judgeProposals(io, criticOf(io, critic), judged, {
          loaded: system,
          skill: values.skill ?? critic.skill,
          format,
          recordGaps: values['record-gaps'],
          yes: values.yes,
        });
      }
      print(io, judged, format);
      const open = judged.some(({local}) => local.questions.length > 0);
      if (!talk && open && format === 'text' && file !== '-' && topology !== '-') {
        const beside = topology === undefined ? '' : ` --topology ${shellWord(topology)}`;
        io.stderr.write(`To answer what is open: eventcoach critique ${shellWord(file)} --interactive${beside}\n`);
      }
      if (talk && system && topology !== undefined && accept === undefined) {
        const there = judged.filter(({proposal}) => !(proposedCalls(system.topology, proposal) instanceof UserError));
        const ids = await talk.acceptedIds(
          there.map(({local}) => local),
          topology,
        );
        await acceptAll(ids);
      }
      return exitCodes.ok;
    } finally {
      talk?.close();
    }
  },
});

interface Judged {
  readonly proposal: Proposal;
  readonly local: Critique;
}

function print(io: Io, judged: readonly Judged[], format: 'text' | 'json'): void {
  const critiques = judged.map(({local}) => local);
  if (format === 'json') {
    io.stdout.write(`${printableJson({schema: 'eventcoach/critiques@1', critiques})}\n`);
    return;
  }
  const options = textOptions(io);
  io.stdout.write(judged.map(({local, proposal}) => critiqueText(local, proposal, options)).join('\n\n'));
  if (critiques.length > 1) io.stdout.write(`\n\n${critiquesSummary(critiques)}`);
}

/** A proposal with its local critique, in figures where the topology has its call. */
async function judgedIn(io: Io, system: Loaded | undefined, proposal: Proposal): Promise<Judged> {
  const local = localCritique(proposal);
  if (!system) return {proposal, local};
  const known = await interruptible(() => figures(system, proposal, local.verdict));
  if ('impact' in known) return {proposal, local: localCritique(proposal, known)};
  io.stderr.write(`${printableLine(`${local.id}: no figures, ${known.why}`)}\n`);
  return {proposal, local};
}

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
    close: lines.close,
  };
}
