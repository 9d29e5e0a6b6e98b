import {kinds, measuredCriteria} from './kinds/index.ts';
import {compared} from './verdict.ts';

/** What is asked where nothing else is said: enough to tell a copy from a change (see `compared`). */
const usual = 60;
const ids: readonly string[] = [...measuredCriteria.keys()];

/** So few cases of a criterion prove it lost, when all of them are and nothing else differs. */
const fewest = sweepOf('worse');
/** So few cases of a criterion prove a gain, when all of them are won and nothing else differs. */
export const provesGain: number = sweepOf('better');

/** The smallest number of cases of which a clean sweep gives the verdict, for its criterion and for the whole. */
function sweepOf(verdict: 'better' | 'worse'): number {
  for (let n = 1; ; n += 1) {
    const still = {both: n, wins: 0, losses: 0, neither: 0};
    const sweep = {...still, both: 0, [verdict === 'better' ? 'wins' : 'losses']: n};
    const {criteria, whole} = compared(new Map(ids.map((id, i) => [id, i === 0 ? sweep : still])));
    if (whole.verdict === verdict && criteria.get(ids[0]!)?.verdict === verdict) return n;
  }
}

/** The fewest cases with which a gain in any of the changed criteria can be proven; where none is known, in any at all. */
export function casesNeeded(changed: ReadonlySet<string>): number {
  const some = changed.size === 0 ? ids.length : ids.filter((id) => changed.has(id)).length;
  return some * provesGain + (ids.length - some) * fewest;
}

/** How many cases are asked where the user says no number: 60, or as many as the changed criteria need. */
export function usualCases(changed: ReadonlySet<string>): number {
  return changed.size === 0 ? usual : Math.max(usual, casesNeeded(changed));
}

/**
 * How many cases each criterion gets. Where old and new differ in few criteria, the others get as many as show a loss
 * that nobody expects (four), and those that differ get the rest: what was changed has to be proven. Otherwise all get as
 * many. Fixed before anything is asked, so that no answer decides how often it is asked again.
 */
export function allocation(cases: number, changed: ReadonlySet<string>): ReadonlyMap<string, number> {
  const some = ids.filter((id) => changed.has(id));
  const left = cases - fewest * (ids.length - some.length);
  const uneven = some.length > 0 && some.length < ids.length && left >= some.length * fewest;
  const counts = new Map(ids.map((id) => [id, uneven && !changed.has(id) ? fewest : 0]));
  const open = uneven ? some : ids;
  for (let i = 0, rest = uneven ? left : cases; i < rest; i += 1) {
    const id = open[i % open.length]!;
    counts.set(id, counts.get(id)! + 1);
  }
  return counts;
}

/** The criteria that the lines speak of which only one of the texts has. */
export function changedCriteria(old: string, fresh: string): ReadonlySet<string> {
  const [before, after] = [linesOf(old), linesOf(fresh)];
  const text = [
    ...[...before].filter((line) => !after.has(line)),
    ...[...after].filter((line) => !before.has(line)),
  ].join('\n');
  const about = Object.values(kinds).filter(
    ({criterion, about: words}) => words.test(text) || text.includes(criterion),
  );
  return new Set(about.map(({criterion}) => criterion));
}

function linesOf(text: string): ReadonlySet<string> {
  return new Set(text.split(/\r?\n/).map((line) => line.trim()));
}
