import {Box} from 'ink';
import type {ReactNode} from 'react';
import stringWidth from 'string-width';
import {useApp} from '../app-context.ts';
import {edited, type Field, fieldRows, typed} from '../field.ts';
import {useKeys} from '../use-keys.ts';
import {Say} from './say.tsx';

interface TextFieldProps {
  /** Which keys it takes: those of any field, or of the search in a list. */
  readonly place?: 'field' | 'search';
  readonly label: string;
  readonly field: Field;
  readonly columns: number;
  /** Rows that it takes; longer text scrolls in them. */
  readonly rows?: number;
  /** What stands there while nothing is typed. */
  readonly example?: string;
  readonly change: (field: Field) => void;
  readonly submit: () => void;
  readonly leave: () => void;
}

/** A controlled text that has the keys while it is on screen. Its cursor is a character: it is seen without colours. */
export function TextField({
  place = 'field',
  label,
  field,
  columns,
  rows = 1,
  example,
  change,
  submit,
  leave,
}: TextFieldProps): ReactNode {
  const {screenReader} = useApp();
  useKeys(place, {
    act: (action) => {
      if (action === 'submit') submit();
      else if (action === 'leave') leave();
      else change(edited(field, action));
    },
    type: (text) => change(typed(field, text)),
  });
  const isEmpty = field.before === '' && field.after === '';
  const shown = fieldRows(field, screenReader ? '' : '▏', columns - stringWidth(label) - 2, rows);
  return (
    <Box columnGap={1} height={rows} flexShrink={0} aria-role="textbox">
      <Box flexShrink={0}>
        <Say tone="open">{`${label}:`}</Say>
      </Box>
      <Box flexDirection="column">
        {shown.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a text have no other identity.
          <Say key={i} cut>
            {row}
          </Say>
        ))}
      </Box>
      {isEmpty && example !== undefined ? (
        <Say cut tone="quiet">
          {example}
        </Say>
      ) : null}
    </Box>
  );
}
