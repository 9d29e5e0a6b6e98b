import {lstatSync} from 'node:fs';

/** A place that may not be looked at counts as there: reading it then says why not. */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, {throwIfNoEntry: false}) !== undefined;
  } catch {
    return true;
  }
}
