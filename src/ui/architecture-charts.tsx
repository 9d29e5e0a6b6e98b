import {type ReactNode, useMemo} from 'react';
import {useApp} from './app-context.ts';
import type {ArchitectureEvent} from './architecture-state.ts';
import type {ChartsState} from './charts-state.ts';
import {chartRows, chartWords} from './charts-view.ts';
import type {ActionIn} from './keys.ts';
import {wrappedLine} from './line.ts';
import {isMove} from './list-cursor.ts';
import type {Room} from './parts/frame.tsx';
import {Keys} from './parts/keys.tsx';
import {ChartRows} from './parts/rows.tsx';
import {Scroll} from './parts/scroll.tsx';
import type {Ledger} from './workbench.ts';

interface ChartKeysProps {
  readonly dispatch: (event: ArchitectureEvent) => void;
  readonly hidden: readonly ActionIn<'charts'>[];
}

/** What keys do while charts stand in the place of the calls. */
export function ChartKeys({dispatch, hidden}: ChartKeysProps): ReactNode {
  return (
    <Keys
      place="charts"
      hidden={hidden}
      back={() => dispatch({kind: 'close-charts'})}
      act={(action, press) => {
        if (isMove(action)) dispatch({kind: 'move-operation', move: action});
        else if (action === 'number') dispatch({kind: 'show-chart', number: Number(press.name)});
        else dispatch({kind: action});
      }}
    />
  );
}

/** Keys that have nothing to act on: those for another operation where there is only one, or the chart is about all. */
export function hiddenInCharts(ledger: Ledger | undefined, {chart}: ChartsState): readonly ActionIn<'charts'>[] {
  const one = ['up', 'down', 'page-up', 'page-down', 'first', 'last'] as const;
  return chart !== 'couplings' && (ledger?.operations.length ?? 0) > 1 ? [] : one;
}

interface ChartsProps {
  readonly ledger: Ledger;
  readonly state: ChartsState;
  readonly room: Room;
}

/** The chosen chart, or its figures in sentences for a screen reader. */
export function ArchitectureCharts({ledger, state, room: {columns, rows}}: ChartsProps): ReactNode {
  const {screenReader, glyphs} = useApp();
  const {chart, operation} = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the state, a chart depends on these.
  const drawn = useMemo(
    () => (screenReader ? [] : chartRows(ledger, state, {columns, rows, glyphs})),
    [ledger, chart, operation, columns, rows, glyphs, screenReader],
  );
  if (!screenReader) return <ChartRows rows={drawn} />;
  const lines = chartWords(ledger, state).flatMap((text) => wrappedLine(text, columns));
  return <Scroll key={`${chart} ${operation}`} lines={lines} height={rows} pagesOnly />;
}
