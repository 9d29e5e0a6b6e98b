import {listed, roughPercent, timeSpan} from '../../figures.ts';
import type {Consumer, Topology} from '../../topology/topology.ts';
import type {Lag} from '../lag.ts';
import {limitText, outageText, perSecond, readersWithLag} from './keeping-up.ts';
import type {BlindSpot, Reported, Rule} from './rule.ts';

/** Own threshold: above it a consumer needs more than four times the length of an outage to catch up. */
const busiest = 0.8;

/**
 * A consumer that is later than it may be: its stated lag or the time it takes for one message is above the deadline
 * (error), or it is so busy that it catches up slowly (warning). Utilisation u leaves an outage of T behind after
 * T x u / (1 - u). One that cannot keep up at all is for consumer-falls-behind.
 */
export const lateConsumer: Rule = {
  id: 'late-consumer',
  source: 'Amazon Builders\' Library, "Avoiding insurmountable queue backlogs"; utilisation of 80 %: own threshold',
  judge: (evidence) => {
    const findings: Reported[] = [];
    const blindSpots: Omit<BlindSpot, 'rule'>[] = [];
    for (const {event, consumer, subject, name, lag, line} of readersWithLag(evidence)) {
      if (consumer.deadlineMs === undefined) blindSpots.push({field: 'deadline', subject: name});
      const misses = missed(consumer, handlingMs(evidence.topology, consumer, lag));
      const {rate, capacity} = lag;
      const busy = rate === null || capacity === null || rate >= capacity ? 0 : rate / capacity;
      if (misses.length === 0 && busy <= busiest) continue;
      const {label} = consumer;
      const late = `${label} may be ${timeSpan(consumer.deadlineMs ?? 0)} late with ${event.name}, but ${listed(misses)}.`;
      const slow = `${label} uses ${roughPercent(busy)} of what it can handle of ${event.name}: ${perSecond(rate ?? 0)} of ${perSecond(capacity ?? 0)}${limitText(lag)}.`;
      findings.push({
        severity: misses.length > 0 ? 'error' : 'warning',
        subject,
        message: `${misses.length > 0 ? late : slow}${outageText(lag)}`,
        advice: misses.length > 0 ? hurry(label) : spare(label, lag),
        line: line(misses.length > 0 ? 'deadline' : 'handlers'),
      });
    }
    return {findings, blindSpots};
  },
};

function missed({deadlineMs, lagMs}: Consumer, handling: number | undefined): string[] {
  if (deadlineMs === undefined) return [];
  return [
    ...(lagMs !== undefined && lagMs > deadlineMs ? [`it lags ${timeSpan(lagMs)} behind`] : []),
    ...(handling !== undefined && handling > deadlineMs ? [`one message alone takes it ${timeSpan(handling)}`] : []),
  ];
}

/** Time for one message: as stated, or what its capacity was worked out from. */
function handlingMs(topology: Topology, consumer: Consumer, {capacity, limitedBy}: Lag): number | undefined {
  if (consumer.handlingMs !== undefined || consumer.capacity !== undefined) return consumer.handlingMs;
  const handlers = consumer.handlers ?? topology.services.get(consumer.service)!.concurrency;
  if (handlers === undefined || capacity === null || limitedBy !== null) return undefined;
  return (handlers / capacity) * 1000;
}

function hurry(consumer: string): string {
  return `Find what ${consumer} waits for and shorten it, or split the work so that what is urgent comes first; if nobody minds, state the deadline that holds. Raise the alarm by the age of the oldest message.`;
}

function spare(consumer: string, {limitedBy}: Lag): string {
  const how =
    limitedBy === null
      ? 'more handlers or a shorter handling time'
      : `fewer calls to ${limitedBy}, or a higher limit there`;
  return `Give ${consumer} room: ${how}. Decide what may be skipped or put aside after a long outage.`;
}
