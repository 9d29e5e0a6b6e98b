import {count, short, timeSpan} from '../../figures.ts';
import type {Lag} from '../lag.ts';
import {type Reader, readers} from './parties.ts';
import type {Evidence} from './rule.ts';

/** Every consumer of every event with whether it keeps up, in file order. */
export function readersWithLag({topology, lag}: Pick<Evidence, 'topology' | 'lag'>): (Reader & {readonly lag: Lag})[] {
  const byEvent = new Map<string, Map<string, Lag>>();
  for (const one of lag) {
    const consumers = byEvent.get(one.event) ?? new Map<string, Lag>();
    byEvent.set(one.event, consumers.set(one.consumer, one));
  }
  return readers(topology).map((reader) => ({
    ...reader,
    lag: byEvent.get(reader.event.name)!.get(reader.consumer.label)!,
  }));
}

/** What holds a consumer back, and how much it can do: ` (the rate limit of mail)`. */
export function limitText({limitedBy}: Lag): string {
  return limitedBy === null ? '' : ` (the rate limit of ${limitedBy})`;
}

/** What an outage of a minute leaves behind and how long it takes to work that off; empty where it is not known. */
export function outageText({backlogPerOutageMinute: backlog, catchUpSecondsPerOutageMinute: seconds}: Lag): string {
  if (backlog === null || seconds === null || backlog === 0) return '';
  return ` After an outage of a minute ${count(backlog)} messages wait, and catching up takes ${timeSpan(seconds * 1000)}.`;
}

/** `90/s` */
export const perSecond = (rate: number) => `${short(rate)}/s`;
