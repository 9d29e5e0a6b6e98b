import {callees} from '../analysis/call-graph.ts';
import {comparison} from '../analysis/comparison.ts';
import type {Converted} from '../analysis/conversion.ts';
import type {Edit} from '../topology/edit.ts';
import type {Call} from '../topology/topology.ts';
import {outcomeOf} from './bad-day.ts';
import type {Day, DayFigures, WorkedDay} from './day.ts';
import type {Ledger, Side} from './workbench.ts';

/** The days that a ledger compares: one object where two of them are the same day. */
export interface Days {
  /** As the file has it. */
  readonly file: Day;
  /** With what is converted, all well. */
  readonly usual: Day;
  /** As bad as it was chosen, nothing converted. */
  readonly fileDay: Day;
  /** With everything that was chosen. */
  readonly chosen: Day;
}

/** What was chosen, as edits of the file. */
export interface Chosen {
  readonly edits: readonly Edit[];
  readonly conversions: readonly Converted[];
  readonly broker: string | undefined;
  /** The slow services as `analyze --set` takes them, and the same as edits. */
  readonly settings: readonly string[];
  readonly slowed: readonly Edit[];
  readonly down: readonly string[];
}

/** The days that have to be worked out for a ledger. */
export function daysOf({edits, slowed, down}: Chosen): Days {
  const file: Day = {edits: [], down: []};
  const usual = edits.length === 0 ? file : {edits, down: []};
  if (slowed.length === 0 && down.length === 0) return {file, usual, fileDay: file, chosen: usual};
  const fileDay = {edits: slowed, down};
  return {file, usual, fileDay, chosen: edits.length === 0 ? fileDay : {edits: [...edits, ...slowed], down}};
}

/** The ledger of what was chosen, from its worked-out days. */
export function ledgerOf(
  {conversions, broker, settings}: Chosen,
  days: Days,
  worked: (day: Day) => WorkedDay,
  calls: ReadonlyMap<string, Call>,
): Ledger {
  const [file, usual, fileDay, chosen] = [days.file, days.usual, days.fileDay, days.chosen].map(worked) as [
    WorkedDay,
    WorkedDay,
    WorkedDay,
    WorkedDay,
  ];
  // On a bad day the two sides of an arrow differ in the conversion alone; without one, in the day.
  const from = days.usual === days.file ? days.file : days.fileDay;
  const compared = comparison(file.figures, usual.figures, usual.topology, conversions, []);
  const now =
    days.chosen === days.usual ? compared : comparison(worked(from).figures, chosen.figures, chosen.topology, [], []);
  const side = (day: Day): Side => {
    const {topology, figures} = worked(day);
    return {topology, down: new Set(day.down), analysis: figures};
  };
  return {
    operations: Object.entries(now.changes).map(([name, change]) => ({
      name,
      isBadDay: days.chosen.down.length > 0,
      exact: {before: now.before.operations[name]!.exact, after: now.after.operations[name]!.exact},
      timesStated: {before: isTimed(now.before, name), after: isTimed(now.after, name)},
      ...change,
      ...outcomeOf(name, chosen.outcome),
    })),
    sides: {before: side(from), after: side(days.chosen)},
    couplings: couplingsByCall(calls, fileDay.figures),
    conversion: conversions.length === 0 ? undefined : compared,
    broker,
    settings,
  };
}

function isTimed({operations}: DayFigures, name: string): boolean {
  return operations[name]!.latency.unstated.parts === 0;
}

/** The analysis lists couplings in file order, one for every callee of a call. */
function couplingsByCall(calls: ReadonlyMap<string, Call>, {couplings}: DayFigures): Ledger['couplings'] {
  let next = 0;
  return new Map(
    [...calls].map(([id, call]) => {
      const first = next;
      next += callees(call).length;
      return [id, couplings.slice(first, next).filter(({role}) => role === undefined)];
    }),
  );
}
