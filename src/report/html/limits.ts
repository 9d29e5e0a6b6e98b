import {count} from '../../figures.ts';
import {type Markup, markup, nothing} from './markup.ts';

/** How much of each the report shows: more than that nobody reads; the JSON has everything. */
export const most = {
  operations: 30,
  calls: 150,
  events: 150,
  findings: 150,
  outages: 100,
  blindSpots: 60,
  notes: 60,
} as const;

/** How much a drawing may hold and still be read. */
export const mostDrawn = {nodes: 240, edges: 500, teams: 60, costliest: 60, worded: 30} as const;

/** The first `limit` of them, and a line that says how many there are where that is not all. */
export function limited<T>(
  all: readonly T[],
  limit: number,
  what: string,
): {readonly shown: readonly T[]; readonly rest: Markup} {
  const rest = markup`<p class="quiet">${count(limit)} of ${count(all.length)} ${what}; <code>--format json</code> has all of them.</p>`;
  return {shown: all.slice(0, limit), rest: all.length > limit ? rest : nothing};
}
