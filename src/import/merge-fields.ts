import type {FileMapping} from './file-data.ts';

/** The two sources of a merge, by what messages call them, and the differences found so far. */
export interface MergeSides {
  readonly before: string;
  readonly added: string;
  /** Does the added source show what ran? Observed beats declared. */
  readonly observed: boolean;
  readonly differences: string[];
  readonly only: (side: string) => string;
}

/** Puts the fields of `added` into `part`: those that it lacks, and, where they were observed, those that differ. Differences are listed. */
export function takeFields(
  subject: string,
  part: FileMapping,
  added: FileMapping,
  keys: readonly string[],
  sides: MergeSides,
): void {
  for (const key of keys) {
    const value = added[key];
    if (value === undefined) continue;
    const old = part[key];
    if (old === undefined) part[key] = value;
    else if (JSON.stringify(old) !== JSON.stringify(value)) {
      if (sides.observed) part[key] = value;
      const taken = sides.observed ? sides.added : sides.before;
      sides.differences.push(
        `${subject}: ${key} is ${shownValue(old)} in ${sides.before}, ${shownValue(value)} in ${sides.added}; taken: ${taken}`,
      );
    }
  }
}

function shownValue(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([key, one]) => `${key} ${String(one)}`)
    .join(', ');
}
