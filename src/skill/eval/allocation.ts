import {kinds, measuredCriteria} from './kinds/index.ts';

/** So few cases can still show that a criterion was lost: four losses in a row. */
const fewest = 4;

/**
 * How many cases each criterion gets. Where old and new differ in few criteria, the others get four each, with which a
 * loss that nobody expects can still be seen, and those that differ get the rest: what was changed has to be proven.
 * Otherwise all get as many. Fixed before anything is asked, so that no answer decides how often it is asked again.
 */
export function allocation(cases: number, changed: ReadonlySet<string>): ReadonlyMap<string, number> {
  const ids = [...measuredCriteria.keys()];
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
