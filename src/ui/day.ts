import {type Analysis, analysis, stateOutcome} from '../analysis/analysis.ts';
import type {BlastRadius} from '../analysis/blast-radius.ts';
import type {Compared} from '../analysis/comparison.ts';
import type {Edit} from '../topology/edit.ts';
import type {Topology} from '../topology/topology.ts';

/** A day of a system: what is different from its file, and which services do not answer. */
export interface Day {
  readonly edits: readonly Edit[];
  readonly down: readonly string[];
}

/** What the app shows of an analysis. */
export type DayFigures = Compared & Pick<Analysis, 'couplings'>;

/** What a day is like. */
export interface WorkedDay {
  /** The system as it is on that day. */
  readonly topology: Topology;
  readonly figures: DayFigures;
  /** What those that do not answer take with them; undefined: all answer. */
  readonly outcome: BlastRadius | undefined;
}

/** The figures of a day in the topology of that day. */
export function workedDay(topology: Topology, down: readonly string[]): WorkedDay {
  const dead = new Set(down);
  const figures = analysis(topology, {rules: [], down: dead});
  return {topology, figures, outcome: dead.size > 0 ? stateOutcome(topology, dead) : undefined};
}
