import {printableLine} from '../printable.ts';
import type {SkillCheck} from '../skill/check.ts';
import type {Page, TextOptions} from './page.ts';

/** What is wrong with a file of a skill, and where. */
export function putProblem(
  {severity, message, file, line}: SkillCheck['problems'][number],
  put: Page['put'],
  paint: TextOptions['paint'],
): void {
  const style = severity === 'error' ? 'stop' : 'warning';
  put(`${paint(style, `${severity}:`)} ${printableLine(message)}`, 2, severity === 'error' ? '✗ ' : '! ');
  put(paint('quiet', printableLine(`${file}:${line}`)), 4);
}
