import {Box} from 'ink';
import type {ReactNode} from 'react';
import stringWidth from 'string-width';
import {printableLine} from '../../printable.ts';
import {fitted} from '../../report/page.ts';
import {useApp} from '../app-context.ts';
import {edited, type Field, fieldRows, longest, textOf, typed} from '../field.ts';
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

/** The part of a row that the label takes at most. */
const labelShare = 0.65;

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
  const {length} = textOf(field);
  const isEmpty = length === 0;
  const head = length < longest ? printableLine(label) : `Full at ${longest} characters`;
  // However long the name in a label is, the text keeps its part of the row.
  const shownLabel = fitted(head, Math.max(10, Math.floor(columns * labelShare)));
  if (screenReader) return <SpokenField label={head} field={field} example={example} />;
  const shown = fieldRows(field, '▏', columns - stringWidth(shownLabel) - 2, rows);
  return (
    <Box columnGap={1} height={rows} flexShrink={0}>
      <Box flexShrink={0}>
        <Say tone="open">{`${shownLabel}:`}</Say>
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

interface SpokenFieldProps extends Pick<TextFieldProps, 'label' | 'field'> {
  readonly example: string | undefined;
}

/** The whole text on one line, so that what is typed is heard letter by letter; and what the cursor stands before. */
function SpokenField({label, field, example}: SpokenFieldProps): ReactNode {
  const text = textOf(field);
  const next = edited(field, 'right').before.slice(field.before.length);
  return (
    <Box flexDirection="column">
      {next === '' ? null : <Say>{`Cursor before ${next === ' ' ? 'a space' : next}`}</Say>}
      {text === '' && example ? <Say>{`To type: ${example}`}</Say> : null}
      <Say>{`${label}: ${printableLine(text)}`}</Say>
    </Box>
  );
}
