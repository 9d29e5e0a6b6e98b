import type {OpenProposal} from './critic.ts';
import {quoted} from './shell-word.ts';

/** The command that asks the same questions about the same proposal, or this critic. */
export function critiqueCommand(
  open: Pick<OpenProposal, 'file' | 'topology'> | undefined,
  critic?: string | undefined,
): string {
  const topology = open?.topology === undefined ? '' : ` --topology ${quoted(open.topology)}`;
  return `eventcoach critique ${open ? quoted(open.file) : 'FILE'} ${critic === undefined ? '--interactive' : `--critic ${critic}`}${topology}`;
}
