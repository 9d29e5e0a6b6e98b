import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {AskedCritic} from './critique-asking.ts';
import {heardRows, paneHead} from './critique-pane-lines.ts';
import {shortened} from './line.ts';
import {rowsOf} from './parts/lines.tsx';
import {PasteArea} from './parts/paste-area.tsx';

/** More than any chat window answers, in characters. */
const longestAnswer = 400_000;

/** Rows that what stands under the head keeps, whatever is to be said there. */
const needed = {nothing: 0, consent: 0, listening: 1, pasting: 2} as const;

interface CritiquePaneProps {
  readonly asked: AskedCritic;
  readonly columns: number;
  readonly rows: number;
}

/** What goes on with a critic: its text as it streams, the question whether to ask it, or the field for a chat's answer. */
export function CritiquePane({asked, columns, rows}: CritiquePaneProps): ReactNode {
  const {asking, change, submit, cancel} = asked;
  const head = shortened(paneHead(asking, columns), Math.max(1, rows - needed[asking.kind]), columns);
  const left = rows - head.length;
  return (
    <Box flexDirection="column" height={rows} overflow="hidden">
      {rowsOf(head)}
      {asking.kind === 'listening' ? rowsOf(heardRows(asking.lines, columns, left)) : null}
      {asking.kind === 'pasting' ? (
        <PasteArea
          label="Paste the answer here, then press Ctrl-D"
          field={asking.field}
          columns={columns}
          rows={left}
          most={longestAnswer}
          change={change}
          submit={submit}
          leave={() => cancel?.()}
        />
      ) : null}
    </Box>
  );
}
