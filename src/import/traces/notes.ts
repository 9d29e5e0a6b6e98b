import {listed, timeSpan, count as written} from '../../figures.ts';
import {printableLine} from '../../printable.ts';
import type {TraceCounts} from './families.ts';
import type {Observed} from './observe.ts';
import {order} from './request-kinds.ts';
import type {Intake, SpanTable} from './span-table.ts';

const spans = (n: number) => (n === 1 ? '1 span' : `${written(n)} spans`);

/** What was left out, mended or is not known, as sentences for the summary. */
export function readingNotes(table: SpanTable, intake: Intake, families: TraceCounts, observed: Observed): string[] {
  const {traces} = families;
  const {firstUs, lastUs, aside} = observed.time;
  const over = lastUs > firstUs ? `, begun within ${timeSpan((lastUs - firstUs) / 1000)}` : '';
  const unknown = (what: string, clients: ReadonlyMap<number, number>): string[] => {
    const list = [...clients]
      .map(([service, n]) => [table.services[service]!, n] as const)
      .sort(([one, n], [two, m]) => m - n || order(one, two))
      .map(([service, n]) => `${service} ${written(n)}`);
    if (list.length === 0) return [];
    const some = `${listed(list.slice(0, 5))}${list.length > 5 ? ' and others' : ''}`;
    return [printableLine(`Client spans that ${what}, and have no answer: ${some}. No call is made of them.`)];
  };
  const said: readonly (readonly [number, (n: number) => string])[] = [
    [
      families.missing,
      (n) =>
        `${spans(n)} ${n === 1 ? 'names a parent that is' : 'name parents that are'} not there: who called is not known, and no call is made of it.`,
    ],
    [families.repeated, (n) => `${spans(n)} came more than once and ${n === 1 ? 'counts' : 'count'} once.`],
    [
      families.circular,
      (n) =>
        `${n === 1 ? '1 circle' : `${written(n)} circles`} of spans that are their own ancestors: each was cut open at one place.`,
    ],
    [intake.withoutService, (n) => `${spans(n)} without service.name: they are "unknown_service".`],
    [intake.withoutTime, (n) => `${spans(n)} without a readable start time left out.`],
    [intake.withoutId, (n) => `${spans(n)} without a trace id left out.`],
    [intake.negative, (n) => `${spans(n)} that ${n === 1 ? 'ends' : 'end'} before the start: taken as no time.`],
    [intake.withoutDuration, (n) => `${spans(n)} without a duration: taken as no time.`],
    [
      aside,
      (n) =>
        `${n === 1 ? '1 trace begins' : `${written(n)} traces begin`} far from all others, as by a clock that is wrong: the time that the traces cover, and rates, leave ${n === 1 ? 'it' : 'them'} aside.`,
    ],
    [intake.outside + families.outside, () => 'Traces that began outside of the given time are left out.'],
    [intake.unsampled, () => 'Only a sample of the traces was read, as asked for; rates are scaled up.'],
  ];
  return [
    `${spans(families.count)} in ${traces === 1 ? '1 trace' : `${written(traces)} traces`}${over}.`,
    ...said.filter(([n]) => n > 0).map(([n, say]) => say(n)),
    ...(table.shortened.length > 0
      ? [
          printableLine(
            `Services named with their namespace are shortened where no other namespace has that name: ${listed(table.shortened.slice(0, 5))}${table.shortened.length > 5 ? ' and others' : ''}.`,
          ),
        ]
      : []),
    ...unknown('do not say whom they call', observed.nameless),
    ...unknown("name no more than a machine's address", observed.numbered),
  ];
}
