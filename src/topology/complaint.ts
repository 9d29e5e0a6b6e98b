import type {Path} from './places.ts';

/** Something wrong at a path; the caller adds line and column. */
export interface Complaint {
  readonly message: string;
  readonly hint: string;
  readonly path: Path;
  readonly at: 'key' | 'value';
}

/** Notes that something is wrong at `path`. */
export type Complain = (path: Path, message: string, hint: string, at?: 'key' | 'value') => void;
