import {askedFigure} from './asked-figures.ts';
import {broken} from './broken.ts';
import type {Day} from './days.ts';
import type {Figure} from './figure.ts';
import type {Query} from './query.ts';
import {workedFigure} from './worked-figures.ts';

/** The figures of a manifest by name. */
export type Figures = ReadonlyMap<string, Figure>;

/** Every figure of a manifest, computed; a UserError where one asks for what the scenario does not have. */
export function figures(
  queries: Readonly<Record<string, Query>>,
  day: (state: string | undefined) => Day,
  place: string,
): Figures {
  const found = new Map<string, Figure>();
  for (const [name, query] of Object.entries(queries)) {
    const says = (what: string) => broken(place, `figure "${name}": ${what}`);
    const above = (other: string) => {
      const figure = found.get(other);
      if (!figure) throw says(`no figure "${other}" stands above it`);
      return figure;
    };
    const asked = 'figure' in query || 'ifHanging' in query;
    found.set(name, asked ? askedFigure(query, day(query.state), says) : workedFigure(query, above, says));
  }
  return found;
}
