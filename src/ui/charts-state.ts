import {type Move, moved} from './list-cursor.ts';

/** The charts of the architecture screen, in the order in which the key walks through them. */
export const chartNames = ['availability', 'waterfall', 'couplings', 'dependencies'] as const;
export type ChartName = (typeof chartNames)[number];

export interface ChartsState {
  /** Are charts shown, in the place of the calls? */
  readonly isOpen: boolean;
  /** The chart that is shown, or was shown last. */
  readonly chart: ChartName;
  /** The operation that the charts of one operation show, by its place in the ledger. */
  readonly operation: number;
}

export type ChartsEvent =
  | {readonly kind: 'open-charts' | 'close-charts' | 'next-chart'}
  /** From 1, as the keys count. */
  | {readonly kind: 'show-chart'; readonly number: number}
  | {readonly kind: 'move-operation'; readonly move: Move};

export const chartsBefore: ChartsState = {isOpen: false, chart: chartNames[0], operation: 0};

/** The charts after `event`, of a ledger with so many operations. */
export function charts(state: ChartsState, event: ChartsEvent, operations: number): ChartsState {
  switch (event.kind) {
    case 'open-charts':
      return {...state, isOpen: true, operation: Math.max(0, Math.min(state.operation, operations - 1))};
    case 'close-charts':
      return {...state, isOpen: false};
    case 'next-chart':
      return {...state, chart: chartNames[(chartNames.indexOf(state.chart) + 1) % chartNames.length]!};
    case 'show-chart':
      return {...state, chart: chartNames[event.number - 1] ?? state.chart};
    case 'move-operation':
      return {...state, operation: moved(state.operation, event.move, Math.max(1, operations))};
  }
}
