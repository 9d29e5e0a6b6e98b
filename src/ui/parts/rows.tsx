import {Text} from 'ink';
import {type ReactNode, use} from 'react';
import {printableLine} from '../../printable.ts';
import type {Row} from '../charts/row.ts';
import {PaletteContext} from '../theme.ts';

/** The rows of a chart as elements. */
export function ChartRows({rows}: {readonly rows: readonly Row[]}): readonly ReactNode[] {
  const palette = use(PaletteContext);
  return rows.map((row, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: rows of a chart have no other identity.
    <Text key={i} wrap="truncate">
      {row.map(({text, tone = 'body'}, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nor have the parts of a row.
        <Text key={n} {...palette[tone]}>
          {printableLine(text)}
        </Text>
      ))}
    </Text>
  ));
}
