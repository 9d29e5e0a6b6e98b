import type {Lag} from '../analysis/lag.ts';
import {count, listed, short, timeSpan} from '../figures.ts';

/** Whether each consumer keeps up, a sentence each; those of which nothing is known first and together. */
export function lagLines(lags: readonly Lag[]): string[] {
  const unknown = new Map<string, string[]>();
  for (const {keepsUp, rate, consumer} of lags) {
    const missing =
      rate === null ? 'no operation states its rate' : 'neither concurrency nor handling and handlers are stated';
    if (keepsUp === null) unknown.set(missing, [...(unknown.get(missing) ?? []), consumer]);
  }
  return [
    ...[...unknown].map(([missing, consumers]) => `${listed(consumers)}: not known, ${missing}`),
    ...lags.filter(({keepsUp}) => keepsUp !== null).map(knownLag),
  ];
}

function knownLag(lag: Lag): string {
  const rates = `${short(lag.rate!)}/s arrive, it handles ${lag.capacity === null ? 'any number' : `${short(lag.capacity)}/s`}${lag.limitedBy ? ` (as many as ${lag.limitedBy} accepts)` : ''}`;
  if (!lag.keepsUp) return `${lag.consumer}: no. ${rates}; it gets later and later`;
  const lost = lag.lostAfterMs === null ? '' : `; after ${timeSpan(lag.lostAfterMs)} of it messages are lost`;
  const minutes = 10;
  const backlog = count(lag.backlogPerOutageMinute! * minutes);
  const catchUp =
    lag.catchUpSecondsPerOutageMinute === null
      ? 'and it never catches up'
      : `caught up ${timeSpan(lag.catchUpSecondsPerOutageMinute * minutes * 1000)} later`;
  return `${lag.consumer}: yes. ${rates}; an outage of ${minutes} min leaves ${backlog} messages, ${catchUp}${lost}`;
}
