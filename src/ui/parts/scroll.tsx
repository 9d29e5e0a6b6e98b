import {type ReactNode, useState} from 'react';
import type {Line} from '../line.ts';
import {isMove, moved, startToSee} from '../list-cursor.ts';
import {useKeys} from '../use-keys.ts';
import {rowsOf} from './lines.tsx';
import {Window} from './window.tsx';

interface ScrollProps {
  readonly lines: readonly Line[];
  readonly height: number;
  /** Rows that must be seen; when they change, the text moves to them. */
  readonly focus?: {readonly from: number; readonly to: number};
  /** Leave up and down to the screen: there they move a cursor. */
  readonly pagesOnly?: boolean;
  /** Filled with what turns the page; it says false where the end is seen. */
  readonly pager?: {current: (() => boolean) | undefined};
}

/** Rows of text that scroll where they are more than fit. */
export function Scroll({lines, height, focus = {from: 0, to: 0}, pagesOnly = false, pager}: ScrollProps): ReactNode {
  const sign = `${focus.from} ${focus.to} ${height}`;
  const [chosen, choose] = useState<{readonly sign: string; readonly start: number}>({sign: '', start: 0});
  // The last row of the window says how much is left.
  const seen = lines.length > height ? height - 1 : height;
  const starts = Math.max(1, lines.length - seen + 1);
  const start = chosen.sign === sign ? Math.min(chosen.start, starts - 1) : startToSee(focus, lines.length, seen);
  if (pager) {
    pager.current = () => {
      const more = start < starts - 1;
      if (more) choose({sign, start: moved(start, 'page-down', starts, seen - 1)});
      return more;
    };
  }
  useKeys(pagesOnly ? 'pages' : 'scroll', {
    act: (action) => {
      if (isMove(action)) choose({sign, start: moved(start, action, starts, seen - 1)});
    },
  });
  return (
    <Window count={lines.length} lines={(from, to) => rowsOf(lines.slice(from, to))} start={start} height={height} />
  );
}
