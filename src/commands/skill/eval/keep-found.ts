import {printableLine} from '../../../printable.ts';
import type {FoundGap} from '../../../workspace/gap.ts';
import {recordGap} from '../../../workspace/gaps.ts';
import {openWorkspace} from '../../../workspace/layout.ts';
import type {Io} from '../../define-command.ts';

/** Keeps what was found as gaps of the skill where the user wants that; else a line says how. */
export async function keepFound(io: Io, found: readonly FoundGap[], record: boolean): Promise<void> {
  if (found.length === 0) return;
  if (!record) {
    const counted = found.length === 1 ? 'One thing' : `${found.length} things`;
    io.stderr.write(`${counted} that the skill lacks can be kept as gaps: add --record-gaps.\n`);
    return;
  }
  const ids = new Set<string>();
  for (const gap of found) ids.add((await recordGap(openWorkspace(io.workspace), gap, io.now().toISOString())).id);
  io.stderr.write(`${printableLine(`Kept as gaps: ${[...ids].join(', ')}.`)} "eventcoach skill gaps" lists them.\n`);
}
