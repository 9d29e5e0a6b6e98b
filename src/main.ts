import {join, resolve} from 'node:path';
import type {Command, Io} from './commands/define-command.ts';
import {commands} from './commands/index.ts';
import {type ExitCode, exitCodes, Interrupted, UserError} from './errors.ts';
import {printable, printableLine} from './printable.ts';

const shownProblems = 10;
/** Messages that the engine writes about our code alone. */
const engineMessage =
  /^(?:Cannot (?:read|set) properties of (?:undefined|null) \(\w+ '\w{1,40}'\)|[\w.]{1,80} is not (?:a function|defined|iterable|a constructor)|Maximum call stack size exceeded|Invalid array length)$/;

/** How long Ctrl-C waits for what a command still has to do. */
const farewellMs = 600;

/** What the entry gives: the process as data. */
export type World = Omit<Io, 'color' | 'workspace' | 'beforeInterrupted'>;

/** Runs the command that `argv` (without node and script) names and returns its exit code; prints every error. */
export async function main(argv: readonly string[], world: World): Promise<ExitCode> {
  let interrupted: () => void = () => {};
  let farewell: Promise<unknown> | undefined;
  const farewells: (() => Promise<void>)[] = [];
  try {
    const stop = new Promise<never>((_, reject) => {
      interrupted = () => {
        farewell = done(farewells);
        farewell.then(() => reject(new Interrupted()));
      };
      if (world.signal.aborted) interrupted();
      world.signal.addEventListener('abort', interrupted, {once: true});
    });
    return await Promise.race([run(argv, world, (work) => farewells.push(work)), stop]);
  } catch (error) {
    // The command itself may have ended first, by the same signal.
    await farewell;
    return report(error, argv, world);
  } finally {
    world.signal.removeEventListener('abort', interrupted);
  }
}

/** All of this work, or as much of it as there is time for. */
async function done(works: readonly (() => Promise<void>)[]): Promise<void> {
  if (works.length === 0) return;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((end) => {
    timer = setTimeout(end, farewellMs);
  });
  await Promise.race([Promise.allSettled(works.map((work) => work())), late]);
  clearTimeout(timer);
}

async function run(
  argv: readonly string[],
  world: World,
  beforeInterrupted: NonNullable<Io['beforeInterrupted']>,
): Promise<ExitCode> {
  const {args, color, workspace} = globals(argv, world);
  const io: Io = Object.assign(Object.create(world) as World, {color, workspace, beforeInterrupted});
  const [first, ...rest] = args;
  if (first === undefined) return start(await commands.app.load(), io, []);
  if (first === '--version' || first === '-v') {
    const {version} = await import('./version.ts');
    io.stdout.write(`${version}\n`);
    return exitCodes.ok;
  }
  if (first === '--help' || first === '-h' || (first === 'help' && rest.length === 0)) {
    io.stdout.write(overview());
    return exitCodes.ok;
  }
  if (first === 'help') return start(await find(rest[0]!), io, [...rest.slice(1), '--help']);
  return start(await find(first), io, rest);
}

// What only some command lines need is loaded by those: `--version` answers in little more than Node's own time.
async function start(command: Command, io: Io, args: readonly string[]): Promise<ExitCode> {
  const {helpFor, parseCommandLine} = await import('./commands/command-line.ts');
  const end = args.indexOf('--');
  const options = end === -1 ? args : args.slice(0, end);
  if (options.includes('--help') || options.includes('-h')) {
    io.stdout.write(helpFor(command, options));
    return exitCodes.ok;
  }
  const {values, positionals} = parseCommandLine(command, args);
  return command.run(io, values, positionals);
}

async function find(name: string): Promise<Command> {
  const entry = Object.hasOwn(commands, name) ? commands[name as keyof typeof commands] : undefined;
  if (entry) return entry.load();
  const {didYouMean} = await import('./nearest.ts');
  const hint = didYouMean(name, Object.keys(commands), '"eventcoach --help" lists the commands.');
  if (name.startsWith('-')) throw new UserError(`Unknown option ${printableLine(name)}.`, hint);
  throw new UserError(`Unknown command "${printableLine(name)}".`, hint);
}

/** Takes the options out that every command has: --workspace DIR, --color, --no-color. */
function globals(argv: readonly string[], world: World): {args: string[]; color: boolean; workspace: string} {
  const args: string[] = [];
  let workspace = world.env['EVENTCOACH_WORKSPACE'] || join(world.cwd, '.eventcoach');
  let color: boolean | undefined;
  for (let i = 0; i < argv.length; i += 1) {
    const arg = argv[i]!;
    if (arg === '--') {
      args.push(...argv.slice(i));
      break;
    }
    if (arg === '--color') color = true;
    else if (arg === '--no-color') color = false;
    else if (arg.startsWith('--workspace=')) workspace = arg.slice('--workspace='.length);
    else if (arg === '--workspace') {
      i += 1;
      const value = argv[i];
      if (value === undefined) throw new UserError('--workspace needs a value: --workspace DIR.', 'Name the folder.');
      workspace = value;
    } else args.push(arg);
  }
  if (workspace === '') throw new UserError('--workspace needs a value: --workspace DIR.', 'Name the folder.');
  return {args, color: color ?? wantsColor(world), workspace: resolve(world.cwd, workspace)};
}

/** NO_COLOR (https://no-color.org) wins over FORCE_COLOR; without either, colours go to a terminal only. */
function wantsColor({env, stdout}: World): boolean {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0';
  return stdout.isTTY === true && env['TERM'] !== 'dumb';
}

function overview(): string {
  const listed = Object.entries(commands).filter(([name]) => name !== 'app');
  const width = Math.max(...listed.map(([name]) => name.length));
  return [
    'eventcoach: what synchronous calls cost, and which of them should become events',
    '',
    'Usage: eventcoach                opens the app (without a terminal: prints a first guided analysis)',
    '       eventcoach COMMAND ...    one of:',
    '',
    ...listed.map(([name, entry]) => `  ${name.padEnd(width)}  ${entry.summary}`),
    '',
    'Every command: --help, --workspace DIR (default .eventcoach), --color, --no-color',
    '',
  ].join('\n');
}

function report(error: unknown, argv: readonly string[], {stderr}: World): ExitCode {
  if (error instanceof Interrupted) {
    stderr.write(`${`Interrupted. ${error.says}`.trimEnd()}\n`);
    return exitCodes.interrupted;
  }
  if (error instanceof UserError) {
    for (const {message, hint} of [error, ...error.more].slice(0, shownProblems)) {
      stderr.write(`${printable(message)}\n${printable(hint)}\n`);
    }
    const left = 1 + error.more.length - shownProblems;
    if (left > 0) stderr.write(`${left} more ${left === 1 ? 'problem' : 'problems'} of this kind.\n`);
    return exitCodes.user;
  }
  // The report names the kind of error, the place in our code and the command: never option values, file contents or a
  // message that could quote them.
  const {name, message, stack} = error instanceof Error ? error : new Error();
  const frames = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const places = frames.slice(0, 6).map((line) => line.trim().replace(/(?:file:\/\/)?\/[^\s()]*\//g, ''));
  const said = engineMessage.test(message) ? `: ${message}` : '';
  const command = Object.hasOwn(commands, argv[0] ?? '') ? argv[0] : '(none)';
  stderr.write(`This is a bug in eventcoach, not in your files: ${printableLine(`${name}${said}`)}\n`);
  stderr.write(
    `Please report these lines:\n  command ${command}\n${places.map((line) => `  ${printable(line)}\n`).join('')}`,
  );
  return exitCodes.bug;
}
