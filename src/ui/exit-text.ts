import {printableLine} from '../printable.ts';
import {type Left, nameOf, placeOn} from './left.ts';
import type {Saved} from './services.ts';

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
  const counted = (n: number, one: string) => (n === 0 ? [] : [`${n} ${one}${n === 1 ? '' : 's'}`]);
  const parts = [...counted(answers, 'answer'), ...counted(gaps, 'gap')];
  const what = parts.length === 0 ? 'No new answers' : `Saved ${parts.join(' and ')}`;
  return [
    `${what}. Your workspace: ${printableLine(workspace)}`,
    ...(failed === undefined ? [] : [`The last change was not saved. ${printableLine(failed)}`]),
    left === undefined ? `Go on: ${command}` : `Go on where you were (${placeText(left)}): ${command}`,
    '',
  ].join('\n');
}

function placeText(left: Left): string {
  const at = placeOn(left);
  return at === undefined ? nameOf(left.route) : `${nameOf(left.route)}, ${at}`;
}
