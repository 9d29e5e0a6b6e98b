import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useApp} from '../app-context.ts';
import {edited, type Field, fieldRows, textOf, typed} from '../field.ts';
import {useKeys} from '../use-keys.ts';
import {Say} from './say.tsx';

interface PasteAreaProps {
  readonly label: string;
  readonly field: Field;
  readonly columns: number;
  /** Rows that it takes, the label's included; of a longer text those around the cursor are seen. */
  readonly rows: number;
  /** The longest text, in characters. */
  readonly most: number;
  readonly change: (field: Field) => void;
  readonly submit: (text: string) => void;
  readonly leave: () => void;
}

/** A text of many lines, pasted or typed; Enter begins a new line, Ctrl-D hands it in. */
export function PasteArea({label, field, columns, rows, most, change, submit, leave}: PasteAreaProps): ReactNode {
  const {screenReader} = useApp();
  useKeys('paste', {
    act: (action) => {
      if (action === 'submit') submit(textOf(field));
      else if (action === 'leave') leave();
      else if (action === 'new-line') change(typed(field, '\n', most));
      else change(edited(field, action));
    },
    type: (text, {whole}) => change(typed(field, whole ?? text, most)),
  });
  if (screenReader) return <Say>{`${label} (${field.before.length + field.after.length} characters)`}</Say>;
  const lines = Math.max(1, rows - 1);
  // Only what can be seen is wrapped: a pasted answer may be long.
  const seen = {before: field.before.slice(-lines * columns), after: field.after.slice(0, lines * columns)};
  const length = field.before.length + field.after.length;
  return (
    <Box flexDirection="column" height={rows} flexShrink={0}>
      <Say cut tone="open">
        {length === 0 ? `${label}:` : `${label} (${length} characters):`}
      </Say>
      {fieldRows(seen, '▏', columns, lines).map((row, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a text have no other identity.
        <Say key={i} cut>
          {row === '' ? ' ' : row.replaceAll('\t', ' ')}
        </Say>
      ))}
    </Box>
  );
}
