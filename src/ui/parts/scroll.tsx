import {type ReactNode, useState} from 'react';
import type {Line} from '../line.ts';
import {isMove, moved, type Rows, startToSee} from '../list-cursor.ts';
import {useKeys} from '../use-keys.ts';
import {rowsOf} from './lines.tsx';
import {Window} from './window.tsx';

/** What a screen asks of the text that scrolls in it. */
export interface View {
  /** Turns the page; false where the end is seen. */
  readonly more: () => boolean;
  /** Brings rows into view; false where they are in view already. */
  readonly show: (rows: Rows) => boolean;
}

interface ScrollProps {
  readonly lines: readonly Line[];
  readonly height: number;
  /** Rows that must be seen; when they change, the text moves to them. */
  readonly focus?: Rows;
  /** The rows of the mark: while these are in view the text stays where it is, also when `focus` changes. */
  readonly marked?: Rows | undefined;
  /** Leave up and down to the screen: there they move a cursor. */
  readonly pagesOnly?: boolean;
  readonly view?: {current: View | undefined};
}

const top: Rows = {from: 0, to: 0};

/** Rows of text that scroll where they are more than fit. */
export function Scroll({lines, height, focus = top, marked, pagesOnly = false, view}: ScrollProps): ReactNode {
  // The last row of the window says how much is left.
  const seen = lines.length > height ? height - 1 : height;
  const starts = Math.max(1, lines.length - seen + 1);
  const sign = `${focus.from} ${focus.to} ${height}`;
  const [last, go] = useState({sign, start: startToSee(focus, lines.length, seen)});
  const isSeen = ({from, to}: Rows, at: number) => from >= at && (to - from < seen ? to < at + seen : from < at + seen);
  let start = Math.min(last.start, starts - 1);
  if (last.sign !== sign) {
    if (!marked || !isSeen(marked, start)) start = startToSee(focus, lines.length, seen);
    go({sign, start});
  }
  if (view) {
    view.current = {
      more: () => {
        const isMore = start < starts - 1;
        if (isMore) go({sign, start: moved(start, 'page-down', starts, seen - 1)});
        return isMore;
      },
      show: (rows) => {
        const isHidden = !isSeen(rows, start);
        if (isHidden) go({sign, start: startToSee(rows, lines.length, seen)});
        return isHidden;
      },
    };
  }
  useKeys(pagesOnly ? 'pages' : 'scroll', {
    act: (action) => {
      if (isMove(action)) go({sign, start: moved(start, action, starts, seen - 1)});
    },
  });
  return (
    <Window count={lines.length} lines={(from, to) => rowsOf(lines.slice(from, to))} start={start} height={height} />
  );
}
