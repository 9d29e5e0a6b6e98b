import {timeSpan} from '../../figures.ts';
import type {Lag} from '../lag.ts';
import {limitText, perSecond, readersWithLag} from './keeping-up.ts';
import type {BlindSpot, Rule} from './rule.ts';
import {type Weighed, worstFirst} from './worst-first.ts';

/**
 * As many messages arrive as a consumer can handle, or more: its lag grows for ever, or stays once there is any. With
 * capacity c, rate r and retention R the first message is lost unread after R / (1 - c / r), when the oldest waiting one
 * is R old.
 */
export const consumerFallsBehind: Rule = {
  id: 'consumer-falls-behind',
  source: 'Amazon Builders\' Library, "Avoiding insurmountable queue backlogs"',
  judge: (evidence) => {
    const found: Weighed[] = [];
    const blindSpots = new Map<string, Omit<BlindSpot, 'rule'>>();
    const blind = (field: string, subject: string) => blindSpots.set(`${field} ${subject}`, {field, subject});
    for (const {event, consumer, subject, name, lag, line} of readersWithLag(evidence)) {
      if (lag.rate === null) blind('rate', event.name);
      if (lag.capacity === null && lag.keepsUp === null && consumer.capacity === undefined) {
        const handlers = consumer.handlers ?? evidence.topology.services.get(consumer.service)!.concurrency;
        if (handlers === undefined) blind('handlers', name);
      }
      const {rate, capacity} = lag;
      if (rate === null || capacity === null || rate === 0 || rate < capacity) continue;
      found.push({
        weight: rate / capacity,
        finding: {
          severity: 'error',
          subject,
          message: `${perSecond(rate)} of ${event.name} arrive and ${consumer.label} can handle ${perSecond(capacity)}${limitText(lag)}: ${fate(rate, capacity, lag)}.`,
          advice: advice(consumer.label, lag),
          line: line('handlers'),
        },
      });
    }
    return {findings: worstFirst(found), blindSpots: [...blindSpots.values()]};
  },
};

function fate(rate: number, capacity: number, {lostAfterMs}: Lag): string {
  if (rate === capacity) return 'it has nothing to spare, so whatever backlog there is once stays for ever';
  const lost =
    lostAfterMs === null
      ? ''
      : `, and after ${timeSpan(lostAfterMs / (1 - capacity / rate))} the first are deleted unread (retention ${timeSpan(lostAfterMs)})`;
  return `its lag grows for ever${lost}`;
}

function advice(consumer: string, {limitedBy}: Lag): string {
  if (limitedBy !== null) {
    return `More handlers do not help against the limit of ${limitedBy}: ask it for less (batches, fewer calls a message), or get the limit raised.`;
  }
  return `Give ${consumer} more handlers or a shorter handling time, until it can do a quarter more than arrives; on Kafka no more consumers of a group work than the topic has partitions.`;
}
