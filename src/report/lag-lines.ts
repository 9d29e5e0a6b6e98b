import type {Lag} from '../analysis/lag.ts';
import {count, listed, timeSpan} from '../figures.ts';

/** Whether each consumer keeps up with each event, a sentence each, the tightest first; those of which nothing is known before them, together. */
export function lagLines(lags: readonly Lag[]): string[] {
  const unknown = new Map<string, string[]>();
  for (const {keepsUp, rate, consumer} of lags) {
    const missing =
      rate === null ? 'no operation states its rate' : 'neither concurrency nor handling and handlers are stated';
    if (keepsUp === null) unknown.set(missing, [...(unknown.get(missing) ?? []), consumer]);
  }
  return [
    ...[...unknown].map(([missing, consumers]) => `${listed(consumers)}: not known, ${missing}`),
    ...lags
      .filter(({keepsUp}) => keepsUp !== null)
      .sort((a, b) => full(b) - full(a))
      .map(knownLag),
  ];
}

/** The share of its capacity that a consumer needs. */
function full({rate, capacity}: Lag): number {
  return capacity === null ? 0 : rate! / capacity;
}

function knownLag(lag: Lag): string {
  const name = `${lag.consumer} reads "${lag.event}"`;
  const rates = `${count(lag.rate!)}/s arrive, it handles ${lag.capacity === null ? 'any number' : `${count(lag.capacity)}/s`}${lag.limitedBy ? ` (as many as ${lag.limitedBy} accepts)` : ''}`;
  if (!lag.keepsUp) return `${name}: falls behind. ${rates}; it gets later and later`;
  const lost = lag.lostAfterMs === null ? '' : `; after ${timeSpan(lag.lostAfterMs)} of it messages are lost`;
  const minutes = 10;
  const backlog = count(lag.backlogPerOutageMinute! * minutes);
  const catchUp =
    lag.catchUpSecondsPerOutageMinute === null
      ? 'and it never catches up'
      : `caught up ${timeSpan(lag.catchUpSecondsPerOutageMinute * minutes * 1000)} later`;
  return `${name}: keeps up. ${rates}; an outage of ${minutes} min leaves ${backlog} messages, ${catchUp}${lost}`;
}
