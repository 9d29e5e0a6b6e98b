import {join} from 'node:path';
import {type ExitCode, exitCodes, UserError} from '../errors.ts';
import type {Answers, Exercise, ExerciseStep} from '../exercises/exercise.ts';
import {findExercise} from '../exercises/find-exercise.ts';
import {judge} from '../exercises/judge.ts';
import {exerciseIds, exercisesFolder, loadExercise, loadHeads} from '../exercises/load-exercises.ts';
import {loadPractice} from '../exercises/load-practice.ts';
import {parseAnswers} from '../exercises/parse-answers.ts';
import {comesBack} from '../exercises/practice.ts';
import {nextExercise, resetExercise, saveAttempt, statusOf} from '../exercises/progress.ts';
import {revealed} from '../exercises/reveal.ts';
import {weakSpotsOf} from '../exercises/weak-spots.ts';
import {didYouMean} from '../nearest.ts';
import {printableJson, printableLine} from '../printable.ts';
import {exerciseCheckText, exerciseListText, exerciseText, stepText} from '../report/exercise-text.ts';
import {loadAnswers} from '../workspace/answers.ts';
import {openWorkspace} from '../workspace/layout.ts';
import {loadProgress} from '../workspace/progress.ts';
import {hasTerminal, openApp} from './app.ts';
import {confirmed} from './confirm.ts';
import {defineCommand, type Io, type Values} from './define-command.ts';
import {textOptions} from './paint.ts';
import {readInput} from './read-input.ts';

const maxBytes = 1_000_000;

const options = {
  answers: {
    type: 'string',
    value: 'FILE',
    describe: 'check: the answers, one line a step (default: those that the app saved)',
  },
  save: {type: 'boolean', describe: 'check: keep these answers and the progress in the workspace'},
  format: {type: 'string', choices: ['text', 'json'], describe: 'list, check: how to print (default text)'},
  all: {type: 'boolean', describe: 'hint: all hints of the step, not only the first'},
  solution: {type: 'boolean', describe: 'hint: the solution of the step, with the reasons'},
  yes: {type: 'boolean', describe: 'reset: do not ask'},
} as const;
type Given = Values<typeof options>;

interface Action {
  /** How many words it takes at most, and which. */
  readonly most: number;
  readonly takes: string;
  readonly options: readonly (keyof Given)[];
  readonly run: (io: Io, values: Given, args: readonly string[]) => Promise<ExitCode>;
}

/** What can be done with exercises. */
const actions = {
  list: {most: 0, takes: 'nothing more', options: ['format'], run: list},
  run: {most: 1, takes: 'one exercise', options: [], run},
  check: {most: 1, takes: 'one exercise', options: ['answers', 'save', 'format'], run: check},
  hint: {most: 2, takes: 'an exercise and a step', options: ['all', 'solution'], run: hint},
  reset: {most: 1, takes: 'one exercise', options: ['yes'], run: reset},
} as const satisfies Readonly<Record<string, Action>>;

export const exercise = defineCommand({
  name: 'exercise',
  summary: 'the guided exercises: list, work through, check, get a hint',
  usage: [
    '[list]                       the exercises and how far you are',
    'run [ID]                     opens the app there (without a terminal: prints the exercise); default: the next',
    'check ID [--answers FILE]    judges answers; exit 1 where one is wrong or missing',
    'hint ID [STEP]               a nudge; default: for the first step that is not right yet',
    'reset ID                     forgets your answers and that it was done',
  ],
  options,
  examples: [
    'eventcoach exercise run 01',
    'eventcoach exercise check request-response-chain --answers answers.yaml',
    'eventcoach exercise hint 01 whole-wait --all',
  ],
  async run(io, values, [name = 'list', ...args]) {
    const names = Object.keys(actions);
    if (!Object.hasOwn(actions, name)) {
      const hint = didYouMean(name, names, `One of: ${names.join(', ')}.`);
      throw new UserError(`exercise cannot "${printableLine(name)}".`, hint);
    }
    const action = actions[name as keyof typeof actions];
    if (args.length > action.most) {
      throw new UserError(
        `exercise ${name} takes ${action.takes}, not "${printableLine(args.join(' '))}".`,
        '"eventcoach exercise --help" shows what each takes.',
      );
    }
    const own: readonly string[] = action.options;
    // An option that does nothing here would be taken for one that does.
    const strange = Object.entries(values).find(
      ([key, value]) => value !== undefined && value !== false && !own.includes(key),
    );
    if (strange) {
      const has = own.length === 0 ? 'has no options' : `has ${own.map((key) => `--${key}`).join(', ')}`;
      throw new UserError(`exercise ${name} has no option --${strange[0]}.`, `It ${has}.`);
    }
    return action.run(io, values, args);
  },
});

async function list(io: Io, {format}: Given): Promise<ExitCode> {
  const heads = await loadHeads();
  const progress = await loadProgress(openWorkspace(io.workspace));
  const listed = heads.map((head) => ({...head, status: statusOf(progress, head.id)}));
  const next = nextExercise(
    heads.map(({id}) => id),
    progress,
  );
  if (format === 'json') {
    const exercises = listed.map(({id, title, minutes, steps, status}) => ({id, title, minutes, steps, status}));
    io.stdout.write(`${printableJson({schema: 'eventcoach/exercises@1', exercises, next})}\n`);
  } else {
    const practice = await loadPractice(openWorkspace(io.workspace), progress);
    io.stdout.write(exerciseListText(listed, next, practice, textOptions(io)));
  }
  return exitCodes.ok;
}

async function run(io: Io, _: Given, [wanted]: readonly string[]): Promise<ExitCode> {
  const ids = await exerciseIds();
  const next = async () => nextExercise(ids, await loadProgress(openWorkspace(io.workspace))) ?? ids[0]!;
  const id = wanted === undefined ? await next() : findExercise(wanted, ids);
  if (hasTerminal(io)) return openApp(io, {screen: 'exercise', id});
  const scenario = join(exercisesFolder, id, 'scenario.topology.yaml');
  const spots = weakSpotsOf(await loadProgress(openWorkspace(io.workspace)));
  const again = (step: ExerciseStep) => comesBack(spots, id, step);
  io.stdout.write(exerciseText(await loadExercise(id), scenario, again, textOptions(io)));
  return exitCodes.ok;
}

async function check(io: Io, {answers: file, save, format}: Given, [wanted]: readonly string[]): Promise<ExitCode> {
  const found = await named(wanted, 'check');
  if (save && file === undefined) throw new UserError('--save keeps the answers of a file.', 'Add --answers FILE.');
  const workspace = openWorkspace(io.workspace);
  const answers = file === undefined ? await loadAnswers(workspace, found.id) : await answersIn(io, file, found);
  const judgement = judge(found, answers);
  if (save) {
    const open = judgement.steps.find(({passed}) => !passed);
    await saveAttempt(workspace, found, {answers, step: open?.id ?? null, at: io.now().toISOString()});
  }
  if (format === 'json') {
    const json = {schema: 'eventcoach/exercise-check@1', id: found.id, ...judgement};
    io.stdout.write(`${printableJson(json)}\n`);
  } else io.stdout.write(exerciseCheckText(found, judgement, textOptions(io)));
  return judgement.passed ? exitCodes.ok : exitCodes.findings;
}

async function hint(io: Io, {all, solution}: Given, [wanted, step]: readonly string[]): Promise<ExitCode> {
  const found = await named(wanted, 'hint');
  const asking = found.steps.filter((one) => one.kind !== 'read');
  const answers = await loadAnswers(openWorkspace(io.workspace), found.id);
  const open = judge(found, answers).steps.find(({passed}) => !passed);
  const id = step ?? open?.id ?? asking[0]!.id;
  const about = asking.find((one) => one.id === id);
  if (!about) {
    const ids = asking.map((one) => one.id);
    throw new UserError(
      `${found.id} has no step "${printableLine(id)}" that asks for something.`,
      didYouMean(id, ids, `The steps are: ${ids.join(', ')}.`),
    );
  }
  const {paint, width} = textOptions(io);
  const hints = solution ? [] : about.hints.slice(0, all ? undefined : 1);
  const told = solution
    ? [revealed(found, about).text]
    : hints.length > 0
      ? hints
      : ['There is no hint for this step.'];
  const left = about.hints.length - hints.length;
  const number = found.id.slice(0, 2);
  const more = left > 0 && !solution ? `${left} more: eventcoach exercise hint ${number} ${id} --all` : undefined;
  const last = solution || more ? more : `The solution: eventcoach exercise hint ${number} ${id} --solution`;
  const texts = [paint('title', about.title), ...told, ...(last ? [paint('quiet', last)] : [])];
  io.stdout.write(stepText(texts.join('\n\n'), {paint, width}));
  return exitCodes.ok;
}

async function reset(io: Io, {yes}: Given, [wanted]: readonly string[]): Promise<ExitCode> {
  const {id, title} = await named(wanted, 'reset');
  if (!yes && !(await confirmed(io, `Forget all your answers to ${id} (${title})?`, '--yes'))) {
    io.stdout.write('Nothing was changed.\n');
    return exitCodes.ok;
  }
  const forgotten = await resetExercise(openWorkspace(io.workspace), id);
  io.stdout.write(forgotten ? `${id} is new again.\n` : `${id} was not begun; there is nothing to forget.\n`);
  return exitCodes.ok;
}

async function named(wanted: string | undefined, action: string): Promise<Exercise> {
  if (wanted === undefined) {
    throw new UserError(
      `Which exercise? Say: eventcoach exercise ${action} ID`,
      '"eventcoach exercise list" lists them.',
    );
  }
  return loadExercise(findExercise(wanted, await exerciseIds()));
}

async function answersIn(io: Io, file: string, {steps}: Exercise): Promise<Answers> {
  const {name, text} = await readInput(io, file, maxBytes);
  const {answers, problems} = parseAnswers(
    text,
    steps.map(({id}) => id),
  );
  if (!answers) throw (await import('../topology/check.ts')).topologyError(name, problems);
  return answers;
}
