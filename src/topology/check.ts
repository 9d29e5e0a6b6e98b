import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {mostProblems} from './limits.ts';
import type {Path} from './places.ts';
import type {Problem, Source} from './plain-source.ts';
import {resolve} from './resolve.ts';
import {topologySchema} from './schema.ts';
import {shown} from './shown.ts';
import type {Topology} from './topology.ts';

/** A topology, or everything that is wrong with its text. */
export type Parsed =
  | {readonly topology: Topology; readonly problems: readonly []}
  | {readonly topology: undefined; readonly problems: readonly Problem[]};

/** The topology in data that was read (and perhaps edited), or everything that is wrong with it; `locate` finds its places in the text. */
export function checkTopology(data: unknown, locate: Source['locate']): Parsed {
  const parsed = topologySchema.safeParse(data);
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap((issue): Problem[] => {
      const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
      if (issue.code === 'custom' && issue.params?.['at'] === 'key') {
        return [problemAt(issue.message, path.slice(0, -1), locate, path.at(-1) as string)];
      }
      if (issue.code !== 'unrecognized_keys') return [problemAt(issue.message, path, locate)];
      const messages = issue.message.split('\n\n', mostProblems);
      return messages.map((message, i) => problemAt(message, path, locate, issue.keys[i]));
    });
    return {topology: undefined, problems: inFileOrder(problems)};
  }
  const {topology, problems} = resolve(parsed.data, (path) => {
    const {line, found} = locate(path, 'key');
    return found === false ? null : line;
  });
  if (problems.length === 0) return {topology, problems: []};
  const placed = problems.slice(0, mostProblems).map(({path, message, hint, at}): Problem => {
    const {line, column} = locate(path, at);
    return {message: said(path, message), hint, path, line, column};
  });
  return {topology: undefined, problems: inFileOrder(placed)};
}

function problemAt(message: string, path: Path, locate: Source['locate'], key?: string): Problem {
  const [what = '', hint = 'Correct it.'] = message.split('\n');
  const {line, column} = key === undefined ? locate(path) : locate([...path, key], 'key');
  return {message: said(path, what), hint, path: key === undefined ? path : [...path, key], line, column};
}

function said(path: Path, what: string): string {
  return path.length === 0 ? what : `${path.map(shown).join('.')}: ${what}`;
}

const inFileOrder = (problems: Problem[]) => problems.sort((a, b) => a.line - b.line || a.column - b.column);

/** The error that tells a user what is wrong with `file`: each problem with its place and the next step. */
export function topologyError(file: string, problems: readonly Problem[]): UserError {
  const [first, ...more] = problems.map((p) => ({
    message: printableLine(`${file}:${p.line}:${p.column}: ${p.message}`),
    hint: printableLine(p.hint),
  }));
  return new UserError(first!.message, first!.hint, more);
}
