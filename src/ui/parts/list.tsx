import {Box} from 'ink';
import type {ReactNode} from 'react';
import {windowStart} from '../list-cursor.ts';
import type {Tone} from '../theme.ts';
import {Say} from './say.tsx';
import {Window} from './window.tsx';

export interface ListItem {
  readonly id: string;
  readonly text: string;
  /** Before the text: a status as a sign or word. */
  readonly mark?: string;
  /** After the text, at the right edge. */
  readonly aside?: string;
  readonly tone?: Tone;
}

interface ListProps {
  readonly items: readonly ListItem[];
  readonly cursor: number;
  readonly height: number;
  /** Should the lines carry the numbers that choose them? */
  readonly numbered?: boolean;
}

/** Items of one line each; the chosen one is marked by a sign, not by colour alone. */
export function List({items, cursor, height, numbered = false}: ListProps): ReactNode {
  const lines = items.map(({id, text, mark, aside, tone = 'body'}, i) => {
    const isChosen = i === cursor;
    const label = `${isChosen ? '>' : ' '} ${numbered && i < 9 ? `${i + 1} ` : ''}${mark === undefined ? '' : `${mark} `}${text}`;
    return (
      <Box key={id} justifyContent="space-between" columnGap={2} aria-role="listitem" aria-state={{selected: isChosen}}>
        <Say cut tone={isChosen ? 'chosen' : tone}>
          {label}
        </Say>
        {aside === undefined ? null : (
          <Box flexShrink={0}>
            <Say tone="quiet">{aside}</Say>
          </Box>
        )}
      </Box>
    );
  });
  const seen = items.length <= height ? height : height - 1;
  return <Window lines={lines} start={windowStart(cursor, items.length, seen)} height={height} />;
}
