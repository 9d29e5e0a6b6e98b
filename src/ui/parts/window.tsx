import {Box} from 'ink';
import type {ReactNode} from 'react';
import {Say} from './say.tsx';

interface WindowProps {
  /** How many lines there are. */
  readonly count: number;
  /** Those from one place up to another, without it: only the lines that are seen are made. */
  readonly lines: (from: number, to: number) => readonly ReactNode[];
  /** The first line that is seen. */
  readonly start: number;
  readonly height: number;
  /** The keys that move it; the page keys where nothing else is said. */
  readonly keys?: {readonly above: string; readonly below: string};
}

const pageKeys = {above: 'PgUp', below: 'PgDn'};

/** A window on lines of one row each; where more stands above or below, its last row says so. */
export function Window({count, lines, start, height, keys = pageKeys}: WindowProps): ReactNode {
  if (count <= height) return <Box flexDirection="column">{lines(0, count)}</Box>;
  const seen = Math.max(1, height - 1);
  const from = Math.max(0, Math.min(start, count - seen));
  const below = count - from - seen;
  const where = [from > 0 ? `${from} above (${keys.above})` : '', below > 0 ? `${below} below (${keys.below})` : '']
    .filter(Boolean)
    .join(', ');
  return (
    <Box flexDirection="column">
      {lines(from, from + seen)}
      <Say cut tone="quiet">{`  ... ${where}`}</Say>
    </Box>
  );
}
