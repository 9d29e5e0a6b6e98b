import {UserError} from '../../errors.ts';
import {didYouMean} from '../../nearest.ts';
import {printableLine} from '../../printable.ts';
import type {Gap, GapEvidence} from '../../workspace/gap.ts';
import type {Rubric} from '../rubric.ts';

/** What a skill lacks and an update is to close. */
export interface WantedGap {
  /** The ids of the recorded gaps that it closes; where there are none, the criterion's id. */
  readonly ids: readonly string[];
  /** null for a gap in somebody's own words. */
  readonly criterion: string | null;
  /** What is missing. */
  readonly text: string;
  readonly evidence: readonly GapEvidence[];
}

/**
 * The gaps that an update is for: those that were `asked` for by id or criterion; without any every recorded one that is
 * not closed, and every criterion in `unmet`. Several gaps of one criterion are one. An id that nobody knows is a UserError.
 */
export function wantedGaps(
  recorded: readonly Gap[],
  unmet: readonly string[],
  rubric: Rubric | undefined,
  asked: readonly string[],
): readonly WantedGap[] {
  const open = recorded.filter(({status}) => status === 'open' || status === 'drafted');
  const criteria = new Map(rubric?.criteria.map((criterion) => [criterion.id, criterion]) ?? []);
  const chosen =
    asked.length === 0
      ? open
      : asked.flatMap((id) => recorded.filter((gap) => gap.id === id || (gap.criterion === id && open.includes(gap))));
  const ids = asked.length === 0 ? unmet : asked.filter((id) => criteria.has(id));
  const known = new Set([
    ...recorded.map(({id}) => id),
    ...recorded.map(({criterion}) => criterion),
    ...criteria.keys(),
  ]);
  const strange = asked.find((id) => !known.has(id));
  if (strange !== undefined) {
    throw new UserError(
      `There is no gap "${printableLine(strange)}".`,
      didYouMean(
        strange,
        [...known].filter((id) => id !== null),
        '"eventcoach skill gaps" lists the recorded ones; the ids of criteria from "eventcoach skill check" are gaps as well.',
      ),
    );
  }
  const wanted = new Map<string, WantedGap>();
  for (const {id, criterion, text, evidence} of chosen) {
    const key = criterion ?? id;
    const before = wanted.get(key);
    if (before?.ids.includes(id)) continue;
    wanted.set(key, {
      ids: [...(before?.ids ?? []), id],
      criterion,
      text: before === undefined ? text : `${before.text}\n${text}`,
      evidence: [...(before?.evidence ?? []), ...evidence],
    });
  }
  for (const id of ids) {
    const text = criteria.get(id)?.evidence ?? id;
    if (!wanted.has(id)) wanted.set(id, {ids: [id], criterion: id, text, evidence: []});
  }
  // In the order in which the rubric teaches them, so that the same gaps always give the same file.
  const order = [...criteria.keys()];
  const rank = ({criterion}: WantedGap) =>
    criterion !== null && criteria.has(criterion) ? order.indexOf(criterion) : order.length;
  return [...wanted.values()].toSorted((a, b) => rank(a) - rank(b));
}
