import {UserError} from '../../../errors.ts';
import {printableLine} from '../../../printable.ts';
import type {FoundGap} from '../../../workspace/gap.ts';
import {recordGap} from '../../../workspace/gaps.ts';
import {openWorkspace} from '../../../workspace/layout.ts';
import type {Io} from '../../define-command.ts';

/**
 * Keeps what was found as gaps where the user wants that (`record`), or without being told (`unasked`) what a graded case
 * showed of their own skill; a line says what was kept, or how it can be.
 */
export async function keepFound(
  io: Io,
  found: readonly FoundGap[],
  {record, unasked = false}: {readonly record: boolean; readonly unasked?: boolean},
): Promise<void> {
  if (found.length === 0) return;
  if (!record && !unasked) {
    const counted = found.length === 1 ? 'One thing' : `${found.length} things`;
    io.stderr.write(`${counted} that the skill lacks can be kept as gaps: add --record-gaps.\n`);
    return;
  }
  const ids = new Set<string>();
  try {
    for (const gap of found) ids.add((await recordGap(openWorkspace(io.workspace), gap, io.now().toISOString())).id);
  } catch (error) {
    // Who only wants an answer needs no place to write to.
    if (record || !(error instanceof UserError)) throw error;
    io.stderr.write(`What went wrong could not be kept as gaps. ${error.message}\n`);
    return;
  }
  const more = unasked ? ' --no-gaps keeps none.' : '';
  io.stderr.write(
    `${printableLine(`Kept as gaps: ${[...ids].join(', ')}.`)} "eventcoach skill gaps" lists them, "eventcoach skill improve" drafts what closes them.${more}\n`,
  );
}
