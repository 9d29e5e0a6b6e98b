import {count} from '../../../figures.ts';
import {confirmed} from '../../confirm.ts';
import type {Io} from '../../define-command.ts';
import type {Prepared} from './prepared.ts';

/**
 * Whether the questions of a run may be asked. Who has said --yes, or how much may be spent, has agreed; on a terminal the
 * user is asked else. Where nobody can be asked, a pipeline that names this command means it: it begins, and says so.
 */
export async function mayAsk(
  io: Io,
  {tasks, cost}: Pick<Prepared, 'tasks' | 'cost'>,
  {maxCost, yes}: {readonly maxCost: number | undefined; readonly yes: boolean},
): Promise<boolean> {
  if (tasks.length === 0 || yes || maxCost !== undefined) return true;
  if (io.stdin.isTTY !== true) {
    const limit = cost === null ? '--cases N asks about fewer' : '--max-cost AMOUNT limits what they cost';
    io.stderr.write(`Nobody can be asked here whether that is meant, so the questions are asked; ${limit}.\n`);
    return true;
  }
  const price = cost === null ? 'at a cost that is not known' : `for about $${cost.toFixed(2)}`;
  const many = tasks.length === 1 ? 'the question' : `the ${count(tasks.length)} questions`;
  return confirmed(io, `Ask ${many} ${price}?`, '--yes');
}
