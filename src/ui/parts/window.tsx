import {Box} from 'ink';
import type {ReactNode} from 'react';
import {Say} from './say.tsx';

interface WindowProps {
  readonly lines: readonly ReactNode[];
  /** The first line that is seen. */
  readonly start: number;
  readonly height: number;
}

/** A window on lines of one row each; where more stands above or below, its last row says so. */
export function Window({lines, start, height}: WindowProps): ReactNode {
  if (lines.length <= height) return <Box flexDirection="column">{lines}</Box>;
  const seen = Math.max(1, height - 1);
  const from = Math.max(0, Math.min(start, lines.length - seen));
  const below = lines.length - from - seen;
  const where = [from > 0 ? `${from} above (PgUp)` : '', below > 0 ? `${below} below (PgDn)` : '']
    .filter(Boolean)
    .join(', ');
  return (
    <Box flexDirection="column">
      {lines.slice(from, from + seen)}
      <Say cut tone="quiet">{`  ... ${where}`}</Say>
    </Box>
  );
}
