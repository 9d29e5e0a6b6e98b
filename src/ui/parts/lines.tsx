import type {ReactNode} from 'react';
import type {Line} from '../line.ts';
import {Say} from './say.tsx';

/** Rows of text as elements. */
export function rowsOf(lines: readonly Line[]): readonly ReactNode[] {
  return lines.map(({text, tone = 'body', bold, spoken}, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: rows of a text have no other identity.
    <Say key={i} cut tone={tone} bold={bold} spoken={spoken}>
      {text === '' ? ' ' : text}
    </Say>
  ));
}
