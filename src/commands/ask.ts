import {analysis} from '../analysis/analysis.ts';
import {callSpecs} from '../analysis/call-specs.ts';
import {type OpenQuestion, openQuestions} from '../analysis/open-questions.ts';
import {exitCodes, UserError} from '../errors.ts';
import {didYouMean} from '../nearest.ts';
import {printableLine} from '../printable.ts';
import {questionsText} from '../report/questions-text.ts';
import type {Topology} from '../topology/topology.ts';
import {answersFile} from './ask/answers-file.ts';
import {applyList, exportList} from './ask/lists.ts';
import {walkThrough} from './ask/walk.ts';
import {defineCommand} from './define-command.ts';
import {interruptible} from './interruptible.ts';
import {loadTopology} from './load-topology.ts';
import {textOptions} from './paint.ts';

/** The orders that questions can be asked in, each from most worth first. */
const orders = {
  worth: (questions) => questions,
  file: (questions, topology) => {
    const places = new Map([...callSpecs(topology).values()].map((spec, place) => [spec, place]));
    return questions.toSorted((a, b) => places.get(a.call)! - places.get(b.call)!);
  },
  team: (questions) => {
    const teams = Map.groupBy(questions, ({team}) => team);
    const named = [...teams.keys()].filter((team) => team !== null).sort();
    return [...named, null].flatMap((team) => teams.get(team) ?? []);
  },
} as const satisfies Readonly<
  Record<string, (questions: readonly OpenQuestion[], topology: Topology) => readonly OpenQuestion[]>
>;

/** `eventcoach ask FILE`: answers the open questions of a topology one by one, or by lists for the owning teams. */
export const ask = defineCommand({
  name: 'ask',
  summary: 'the open questions of a topology: answer them one by one, or send lists to the teams',
  usage: [
    'FILE [options]                    asks at a terminal; elsewhere lists the questions',
    'FILE --export LIST.md|.csv        writes a list that the teams fill in',
    'FILE --apply LIST                 writes the answers of a list into FILE',
  ],
  options: {
    by: {
      type: 'string',
      choices: ['worth', 'file', 'team'],
      describe: 'in which order: most worth first (default), as in the file, team by team',
    },
    team: {
      type: 'string',
      value: 'T',
      describe: 'only the questions that this team must answer: the callers are its own',
    },
    export: {type: 'string', value: 'LIST', describe: 'write the questions as a list: .md or .csv'},
    apply: {type: 'string', value: 'LIST', describe: 'take the answers of a filled-in list: .md or .csv'},
    force: {type: 'boolean', describe: 'with --export: overwrite LIST'},
  },
  examples: [
    'eventcoach ask shop.topology.yaml',
    'eventcoach ask shop.topology.yaml --team checkout --export checkout.csv',
    'eventcoach ask shop.topology.yaml --apply checkout.csv',
  ],
  async run(io, values, [file, ...more]) {
    if (file === undefined || more.length > 0) {
      throw new UserError(
        file === undefined ? 'Which topology? ask needs a FILE.' : `ask takes one file, not ${1 + more.length}.`,
        'Say: eventcoach ask FILE. "eventcoach ask --help" shows the rest.',
      );
    }
    refuseUseless(values);
    const interactive = values.export === undefined && values.apply === undefined && io.stdin.isTTY === true;
    if (file === '-' && (values.apply !== undefined || interactive)) {
      throw new UserError(
        'The answers are written into the topology, and standard input is no file.',
        'Name the file.',
      );
    }
    const loaded = await loadTopology(io, file);
    if (values.apply !== undefined) {
      await applyList(io, values.apply, file, loaded);
      return exitCodes.ok;
    }
    const {topology} = loaded;
    const all = await interruptible(() => openQuestions(topology, analysis(topology, {rules: []})));
    if (values.team !== undefined) checkTeam(values.team, new Set([...topology.services.values()].map((s) => s.team)));
    const own = values.team === undefined ? all : all.filter(({team}) => team === values.team);
    const questions = orders[values.by ?? 'worth'](own, topology);
    if (questions.length === 0) {
      const whose = values.team === undefined ? '' : ` for ${printableLine(values.team)}`;
      io.stdout.write(
        `Nothing is open in ${loaded.file}${whose}: every call to a service says whether its result is needed.\n`,
      );
    } else if (values.export !== undefined) {
      await exportList(io, values.export, questions, {system: topology.name, file: loaded.file, force: values.force});
    } else if (interactive && io.stdout.isTTY === true) {
      await walkThrough(io, questions, file, answersFile(io, file, loaded));
    } else {
      io.stdout.write(questionsText(questions, loaded.file, textOptions(io)));
      io.stderr.write(
        'To answer: run this at a terminal, or add --export LIST.csv and bring the list back with --apply.\n',
      );
    }
    return exitCodes.ok;
  },
});

interface Given {
  readonly by: string | undefined;
  readonly team: string | undefined;
  readonly export: string | undefined;
  readonly apply: string | undefined;
  readonly force: boolean;
}

/** Options that would do nothing beside the others are a mistake. */
function refuseUseless({by, team, export: list, apply, force}: Given): void {
  if (apply !== undefined && (list !== undefined || by !== undefined || team !== undefined)) {
    throw new UserError(
      '--apply takes a whole list back; --export, --by and --team choose what to ask.',
      'Leave one out.',
    );
  }
  if (force && list === undefined) throw new UserError('--force overwrites the list of --export.', 'Leave it out.');
}

function checkTeam(team: string, known: ReadonlySet<string | undefined>): void {
  if (known.has(team)) return;
  const teams = [...known].filter((name) => name !== undefined);
  const listed = `${teams.slice(0, 30).map(printableLine).join(', ')}${teams.length > 30 ? ', ...' : ''}`;
  throw new UserError(
    `--team ${printableLine(team)}: no service of the file has this team.`,
    didYouMean(team, teams, teams.length === 0 ? 'Services state theirs: team: NAME' : `Teams are: ${listed}.`),
  );
}
