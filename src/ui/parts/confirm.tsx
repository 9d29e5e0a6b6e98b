import type {ReactNode} from 'react';
import type {Line} from '../line.ts';
import {useKeys} from '../use-keys.ts';
import {Scroll} from './scroll.tsx';

interface ConfirmProps {
  /** The question, and below it all that would be written. */
  readonly lines: readonly Line[];
  readonly rows: number;
  readonly yes: () => void;
  readonly no: () => void;
}

/** A question before something is written, in the place of the screen; Esc is a no. */
export function Confirm({lines, rows, yes, no}: ConfirmProps): ReactNode {
  useKeys('confirm', {
    back: no,
    act: (action) => (action === 'yes' ? yes() : no()),
  });
  return <Scroll lines={lines} height={rows} />;
}
