import type {Coupling} from '../analysis/couplings.ts';
import type {Lag} from '../analysis/lag.ts';
import type {Critique} from '../critique/critique.ts';
import type {Figures} from '../critique/figures.ts';
import type {Proposal} from '../critique/proposal.ts';
import type {Day, DayFigures, WorkedDay} from './day.ts';

/** What an analyst is asked: a day, part by part, or the figures of a proposal. */
export type Order =
  | {readonly kind: 'day'; readonly day: Day}
  | {readonly kind: 'more'}
  | {readonly kind: 'proposal'; readonly proposal: Proposal; readonly verdict: Critique['verdict']};

type OperationFigures = DayFigures['operations'][string];

/** One answer: a part of a day, the last of them `rest`. */
export type Part =
  | {readonly kind: 'operation'; readonly name: string; readonly operation: OperationFigures}
  | {readonly kind: 'couplings'; readonly couplings: readonly Coupling[]}
  | {readonly kind: 'rest'; readonly lag: readonly Lag[]; readonly outcome: WorkedDay['outcome']}
  | {readonly kind: 'proposal'; readonly figures: Figures};

/** So many couplings are read in some two milliseconds, so that a key never waits for all of them. */
const couplingsAtOnce = 200;

/** A day in parts, each small; how busy services are is left out. */
export function* partsOf({figures, outcome}: Pick<WorkedDay, 'figures' | 'outcome'>): Generator<Part, undefined> {
  const {operations, couplings, lag} = figures;
  for (const [name, whole] of Object.entries(operations)) {
    const {load: _, ...operation} = whole as OperationFigures & {readonly load?: unknown};
    yield {kind: 'operation', name, operation};
  }
  for (let i = 0; i < couplings.length; i += couplingsAtOnce) {
    yield {kind: 'couplings', couplings: couplings.slice(i, i + couplingsAtOnce)};
  }
  yield {kind: 'rest', lag, outcome};
}

/** The day that these parts make. */
export function joined(parts: readonly Part[]): Pick<WorkedDay, 'figures' | 'outcome'> {
  const operations: [string, OperationFigures][] = [];
  const couplings: Coupling[] = [];
  let rest: {readonly lag: readonly Lag[]; readonly outcome: WorkedDay['outcome']} = {lag: [], outcome: undefined};
  for (const part of parts) {
    if (part.kind === 'operation') operations.push([part.name, part.operation]);
    else if (part.kind === 'couplings') couplings.push(...part.couplings);
    else if (part.kind === 'rest') rest = part;
  }
  return {figures: {operations: Object.fromEntries(operations), couplings, lag: rest.lag}, outcome: rest.outcome};
}
