import stringWidth from 'fast-string-width';
import type {Analysis} from '../analysis/analysis.ts';
import type {OperationAnalysis} from '../analysis/operation.ts';
import {knownCount, knownYearly, roughPercent} from '../figures.ts';
import {printableLine} from '../printable.ts';
import {availableCell, verdictWord} from './availability-words.ts';
import {isGivenUp} from './operation-text.ts';
import {timeOf} from './operation-times.ts';
import {fitted, type Page, type TextOptions} from './page.ts';

/** Is some target of it missed, as far as is known? */
export function missesTarget({targets}: OperationAnalysis): boolean {
  return Object.values(targets).some(({met}) => met === false);
}

/** Operations that miss a target first, then by what fails: money, requests, downtime. */
export function worstFirst(operations: Analysis['operations']): readonly (readonly [string, OperationAnalysis])[] {
  return Object.entries(operations).sort(
    ([, a], [, b]) =>
      Number(missesTarget(b)) - Number(missesTarget(a)) ||
      (b.costPerYear ?? -1) - (a.costPerYear ?? -1) ||
      (b.failedRequestsPerYear ?? -1) - (a.failedRequestsPerYear ?? -1) ||
      b.unavailability - a.unavailability,
  );
}

/** Puts all operations on a page, a line each, so that the ones to look at show. */
export function operationsTable(
  out: Page,
  operations: readonly (readonly [string, OperationAnalysis])[],
  {width, paint}: TextOptions,
): void {
  const someGivenUp = operations.some(([, o]) => isGivenUp(o));
  const rows = operations.map(([name, o]) => [
    fitted(printableLine(name), 24),
    availableCell(o),
    mark(o.targets.availability?.met, paint),
    ...(someGivenUp ? [isGivenUp(o) ? roughPercent(o.latency.timedOutShare) : ''] : []),
    timeOf(o.latency.p99Ms, o.latency, 'never'),
    o.targets.p99Ms?.met && o.latency.unstated.parts > 0 ? 'not known' : mark(o.targets.p99Ms?.met, paint),
    o.failedRequestsPerYear === null
      ? knownYearly(o.downtimeMinutesPerYear, o.exact)
      : knownCount(o.failedRequestsPerYear, o.exact),
  ]);
  const head = ['operation', 'available', '', ...(someGivenUp ? ['given up'] : []), 'p99', '', 'fails a year'];
  const widths = head.map((title, i) =>
    rows.reduce((widest, row) => Math.max(widest, stringWidth(row[i]!)), stringWidth(title)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell + ' '.repeat(widths[i]! - stringWidth(cell)))
      .join('  ')
      .trimEnd();
  out.gap();
  if (widths.reduce((sum, one) => sum + one + 2, 2) <= width) {
    out.put(paint('quiet', line(head)), 2);
    for (const row of rows) out.put(line(row), 2);
    return;
  }
  for (const [name, available, met, ...rest] of rows) {
    const [p99, inTime, fails] = rest.slice(-3);
    const givenUp = someGivenUp && rest[0] !== '' ? `, ${rest[0]} given up` : '';
    out.put(
      `${name}: ${available} ${met}${givenUp}, p99 ${p99} ${inTime}, fails ${fails} a year`.replace(/ +(?=,)/g, ''),
      2,
    );
  }
}

function mark(met: boolean | null | undefined, paint: TextOptions['paint']): string {
  if (met === undefined) return '';
  return met === null ? verdictWord(met) : paint(met ? 'good' : 'stop', verdictWord(met));
}
