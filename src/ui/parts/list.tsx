import {Box, useIsScreenReaderEnabled} from 'ink';
import type {ReactNode} from 'react';
import {selectedMark} from '../announcement.ts';
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

/** The items of a list, an array or what makes one when it is seen: only those are asked for. */
export interface Items {
  readonly length: number;
  readonly at: (index: number) => ListItem | undefined;
}

interface ListProps {
  readonly items: Items;
  readonly cursor: number;
  readonly height: number;
  /** Should the lines carry the numbers that choose them? */
  readonly numbered?: boolean;
  /** Do the page keys scroll a text beside the list, so that only the arrows move in it? */
  readonly arrowsOnly?: boolean;
}

const arrows = {above: '↑', below: '↓'};

/** Items of one line each; the chosen one is marked by a sign, not by colour alone. */
export function List({items, cursor, height, numbered = false, arrowsOnly = false}: ListProps): ReactNode {
  const isSpoken = useIsScreenReaderEnabled();
  const line = (i: number) => {
    const {id, text, mark, aside, tone = 'body'} = items.at(i)!;
    const isChosen = i === cursor;
    const label = `${numbered && i < 9 ? `${i + 1} ` : ''}${mark === undefined ? '' : `${mark} `}${text}`;
    if (isSpoken) {
      // An empty box is no word.
      const words = label.replace(/\[ +\] /, '');
      return <Say key={id}>{`${isChosen ? selectedMark : ''}${words}${aside === undefined ? '' : `, ${aside}`}`}</Say>;
    }
    return (
      <Box key={id} justifyContent="space-between" columnGap={2}>
        <Say cut tone={isChosen ? 'chosen' : tone}>
          {`${isChosen ? '>' : ' '} ${label}`}
        </Say>
        {aside === undefined ? null : (
          <Box flexShrink={0}>
            <Say tone="quiet">{aside}</Say>
          </Box>
        )}
      </Box>
    );
  };
  const seen = items.length <= height ? height : height - 1;
  const start = windowStart(cursor, items.length, seen);
  const lines = (from: number, to: number) => Array.from({length: to - from}, (_, i) => line(from + i));
  const keys = arrowsOnly ? {keys: arrows} : {};
  return <Window count={items.length} lines={lines} start={start} height={height} {...keys} />;
}
