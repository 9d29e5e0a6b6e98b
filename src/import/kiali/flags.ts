import {listed, roughPercent} from '../../figures.ts';
import type {Traffic} from './traffic.ts';

// https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage (RESPONSE_FLAGS): those that
// show one side waiting for, or failing with, the other.
const meanings: Readonly<Record<string, string>> = {
  UT: 'the callee was too slow for the timeout',
  UO: 'turned away by a circuit breaker',
  URX: 'the last retry failed as well',
  UF: 'no connection to the callee',
  UH: 'no healthy instance of the callee',
  UC: 'the callee closed the connection',
  UR: 'the callee reset the request',
  DC: 'the caller hung up before the answer',
  SI: 'nothing moved until the idle timeout',
  UMSDR: 'cut off at the longest duration allowed',
  RL: 'turned away by a rate limit',
  NR: 'no route to any service',
};

/** Calls that a sentence lists before it only counts. */
const most = 5;

/** One sentence for each of Envoy's flags that shows a coupling at work, with the calls it was seen on, worst first. */
export function flagNotes(
  calls: readonly {readonly from: string; readonly to: string; readonly traffic: Traffic}[],
): string[] {
  return Object.entries(meanings).flatMap(([flag, meaning]) => {
    const seen = calls
      .map(({from, to, traffic}) => ({from, to, share: (traffic.flags.get(flag) ?? 0) / (traffic.requests || 1)}))
      .filter(({share}) => share > 0)
      .sort((a, b) => b.share - a.share);
    if (seen.length === 0) return [];
    const worst = seen
      .slice(0, most)
      .map(({from, to, share}) => `${from} to ${to} (${roughPercent(share)} of its requests)`);
    const more = seen.length > most ? [`${seen.length - most} more`] : [];
    return [`${flag}, ${meaning}: ${listed([...worst, ...more])}.`];
  });
}
