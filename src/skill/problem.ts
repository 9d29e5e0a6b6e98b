import {printableLine} from '../printable.ts';

/** Something wrong with a skill's files. `file` is relative to the skill's folder, `line` counts from 1. */
export interface Problem {
  /** `error`: other tools refuse or misread the skill; `warning`: they take it, somebody will stumble. */
  readonly severity: 'error' | 'warning';
  /** One line, safe to print. */
  readonly message: string;
  readonly file: string;
  readonly line: number;
}

export function error(file: string, line: number, message: string): Problem {
  return {severity: 'error', message: printableLine(message), file, line};
}

export function warning(file: string, line: number, message: string): Problem {
  return {severity: 'warning', message: printableLine(message), file, line};
}
