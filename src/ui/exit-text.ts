import {printableLine} from '../printable.ts';
import type {Saved} from './services.ts';

/** What stays on the main screen after the app: what was saved and where, and the command that goes on. */
export function exitText({answers, gaps, failed}: Saved, workspace: string): string {
  const counted = (n: number, one: string) => (n === 0 ? [] : [`${n} ${one}${n === 1 ? '' : 's'}`]);
  const parts = [...counted(answers, 'answer'), ...counted(gaps, 'gap')];
  const what = parts.length === 0 ? 'No new answers' : `Saved ${parts.join(' and ')}`;
  return [
    `${what}. Your workspace: ${printableLine(workspace)}`,
    ...(failed === undefined ? [] : [`The last change was not saved. ${printableLine(failed)}`]),
    'Go on where you were: eventcoach',
    '',
  ].join('\n');
}
