import {count} from '../figures.ts';
import {printableLine} from '../printable.ts';

/** What a baseline did to a report, for a person. */
export interface BaselineNote {
  /** The baseline as the user named it. */
  readonly file: string;
  /** Findings left out because the baseline has them. */
  readonly known: number;
  /** Entries of the baseline that are not found any more, as a user would write them. */
  readonly gone: readonly string[];
}

/** The note in lines of plain text, at most `top` entries named. */
export function baselineLines({file, known, gone}: BaselineNote, top: number): readonly string[] {
  const shown = printableLine(file);
  const findings = known === 1 ? '1 known finding is' : `${count(known)} known findings are`;
  const lines = [`${findings} left out: ${shown} has ${known === 1 ? 'it' : 'them'}.`];
  if (gone.length === 0) return lines;
  const more = gone.length > top ? [`(${count(top)} of ${count(gone.length)}; --top ${gone.length} shows all)`] : [];
  return [
    ...lines,
    `No longer found, so ${gone.length === 1 ? 'this entry' : 'these entries'} of ${shown} can go:`,
    ...gone.slice(0, top).map((entry) => `- ${printableLine(entry)}`),
    ...more,
  ];
}
