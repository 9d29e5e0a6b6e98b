import {count, listed} from '../figures.ts';
import {printableLine} from '../printable.ts';
import {packageRoot} from '../root.ts';
import {type Left, nameOf, placeOn} from './left.ts';
import type {Saved} from './services.ts';
import {quoted} from './shell-word.ts';
import {isInside} from './topology-place.ts';
import type {Tried} from './tried.ts';

/**
 * What stays on the main screen after the app: what was saved and where, and the command that goes on. `left` is what the
 * first line of the home screen will offer; undefined: no more than the next exercise. `command` opens the app again.
 */
export function exitText(
  {answers, gaps, failed}: Saved,
  workspace: string,
  left: Left | undefined,
  command: string,
): string {
  const parts = [...counted(answers, 'answer'), ...counted(gaps, 'gap')];
  const tried = left?.route.screen === 'architecture' ? triedText(left.route.tried) : undefined;
  const none = tried === undefined ? 'No new answers' : 'Nothing was written to a file';
  const what = parts.length === 0 ? none : `Saved ${parts.join(' and ')}`;
  return [
    `${what}. Your workspace: ${printableLine(workspace)}`,
    ...(tried === undefined ? [] : [`Kept there for the next time, not in the file: ${tried}.`]),
    ...(failed === undefined ? [] : [`The last change was not saved. ${printableLine(failed)}`]),
    left === undefined ? `Go on: ${command}` : `Go on where you were (${placeText(left)}): ${command}`,
    '',
  ].join('\n');
}

const counted = (n: number, one: string, many = `${one}s`) => (n === 0 ? [] : [`${count(n)} ${n === 1 ? one : many}`]);

/** What was tried on a file that stays as it is; undefined: nothing. */
function triedText(tried: Tried | undefined): string | undefined {
  if (!tried) return undefined;
  const parts = [
    ...counted(Object.keys(tried.answers).length, 'answer'),
    ...counted(tried.converted.length, 'call as an event', 'calls as events'),
    ...counted(tried.down.length + tried.slow.length, 'service on a bad day', 'services on a bad day'),
  ];
  return parts.length === 0 ? undefined : listed(parts);
}

/**
 * The command that opened the app, as it is typed again in the same folder: in a clone, in a folder beside it (`--prefix`),
 * or installed.
 */
export function startedBy(env: Readonly<Record<string, string | undefined>>): string {
  if (env['npm_lifecycle_event'] !== 'start' || env['npm_package_name'] !== 'eventcoach') return 'eventcoach';
  const typedIn = env['INIT_CWD'];
  if (typedIn === undefined || typedIn === packageRoot || isInside(packageRoot, typedIn)) return 'npm start';
  return `npm start --prefix ${quoted(printableLine(packageRoot))}`;
}

function placeText(left: Left): string {
  const at = placeOn(left);
  return at === undefined ? nameOf(left.route) : `${nameOf(left.route)}, ${at}`;
}
