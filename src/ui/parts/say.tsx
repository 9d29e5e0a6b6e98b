import {Text, useIsScreenReaderEnabled} from 'ink';
import {type ReactNode, use} from 'react';
import {printable} from '../../printable.ts';
import {PaletteContext, type Tone} from '../theme.ts';

interface SayProps {
  readonly children: string | readonly string[];
  readonly tone?: Tone;
  /** How a text that is too long for its line ends; without it, it wraps. */
  readonly cut?: boolean;
  /** Stretches of it that stand out. */
  readonly bold?: readonly (readonly [from: number, to: number])[] | undefined;
  /** What a screen reader says in its place. */
  readonly spoken?: string | undefined;
}

/** A text on screen. Everything shown goes through here: what a terminal could obey becomes visible. */
export function Say({children, tone = 'body', cut = false, bold = [], spoken}: SayProps): ReactNode {
  const palette = use(PaletteContext);
  const isSpoken = useIsScreenReaderEnabled();
  const drawn = typeof children === 'string' ? children : children.join('');
  return (
    <Text {...palette[tone]} wrap={cut ? 'truncate' : 'wrap'}>
      {isSpoken ? shown(spoken ?? drawn) : parts(drawn, bold)}
    </Text>
  );
}

const shown = (text: string) => printable(text).replace(/\t/g, '  ');

function parts(text: string, bold: NonNullable<SayProps['bold']>): ReactNode {
  if (bold.length === 0) return shown(text);
  const ends = [0, ...bold.flat(), text.length];
  return ends.slice(1).map((to, i) => {
    const part = shown(text.slice(ends[i], to));
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no other identity.
      <Text key={i} bold={i % 2 === 1}>
        {part}
      </Text>
    );
  });
}
