import {chartNames} from './charts-state.ts';
import type {Binding} from './keys.ts';

/** What keys do while charts are shown, for the table of keys. */
export const chartBindings = {
  'next-chart': {keys: ['b'], shown: 'b', words: 'the next chart', footer: 'next chart'},
  number: {
    keys: chartNames.map((_, i) => `${i + 1}`),
    shown: `1-${chartNames.length}`,
    words: 'the chart with this number',
    footer: 'chart',
  },
  up: {keys: ['up', 'k'], shown: '↑ k', words: 'the operation before'},
  down: {keys: ['down', 'j'], shown: '↓ j', words: 'the next operation', footer: 'operation'},
  'convert-all': {
    keys: ['a'],
    shown: 'a',
    words: 'calls that need no result: all events, or none',
    footer: 'all as events',
  },
} as const satisfies Readonly<Record<string, Binding>>;
