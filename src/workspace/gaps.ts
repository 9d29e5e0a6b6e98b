import {UserError} from '../errors.ts';
import {didYouMean} from '../nearest.ts';
import {printableLine} from '../printable.ts';
import {appendToLog} from './append-to-log.ts';
import {type FoundGap, type Gap, gapId, gapRecord} from './gap.ts';
import {currentGaps, foundRecord, type StatusChange, saysMore, statusRecord} from './gap-history.ts';
import {firstIssue} from './json-file.ts';
import {pathOf, type Workspace} from './layout.ts';
import {isReadable} from './prepare.ts';
import {type LogProblem, readLog} from './read-log.ts';
import {withLock} from './with-lock.ts';

/** The gaps of the workspace, first seen first, and the lines of the log that are no records. */
export async function loadGaps(
  workspace: Workspace,
): Promise<{readonly gaps: readonly Gap[]; readonly problems: readonly LogProblem[]}> {
  if (!(await isReadable(workspace))) return {gaps: [], problems: []};
  const {records, problems} = await readLog(pathOf(workspace, 'gaps'), gapRecord);
  return {gaps: currentGaps(records), problems};
}

/** Records that a gap was seen at `at` (ISO 8601) and returns what it now is: new, or the known one with more evidence. */
export async function recordGap(workspace: Workspace, found: FoundGap, at: string): Promise<Gap> {
  return withLock(workspace, async (locked) => {
    const {gaps} = await loadGaps(locked);
    const known = gaps.find((gap) => gapId(gap) === gapId(found));
    if (known !== undefined && !saysMore(known, found)) return known;
    return append(locked, gaps, foundRecord(known, found, at));
  });
}

/** Gives the gap `id` another status and returns it. An id that no gap has is a UserError. */
export async function setGapStatus(workspace: Workspace, id: string, change: StatusChange): Promise<Gap> {
  return withLock(workspace, async (locked) => {
    const {gaps} = await loadGaps(locked);
    const known = gaps.find((gap) => gap.id === id);
    if (known === undefined) {
      const hint = '"eventcoach skill gaps" lists the gaps.';
      throw new UserError(
        `There is no gap "${printableLine(id)}".`,
        didYouMean(
          id,
          gaps.map((gap) => gap.id),
          hint,
        ),
      );
    }
    return append(locked, gaps, statusRecord(known, change));
  });
}

async function append(locked: Workspace, gaps: readonly Gap[], record: Gap): Promise<Gap> {
  const parsed = gapRecord.safeParse(record);
  if (!parsed.success)
    throw new UserError(`This gap cannot be kept: ${firstIssue(parsed.error)}.`, 'Shorten or fill it in.');
  await appendToLog(pathOf(locked, 'gaps'), parsed.data);
  return currentGaps([...gaps, parsed.data]).find((gap) => gap.id === record.id)!;
}
