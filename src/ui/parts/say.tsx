import {Text} from 'ink';
import {type ReactNode, use} from 'react';
import {printable} from '../../printable.ts';
import {PaletteContext, type Tone} from '../theme.ts';

interface SayProps {
  readonly children: string | readonly string[];
  readonly tone?: Tone;
  /** How a text that is too long for its line ends; without it, it wraps. */
  readonly cut?: boolean;
}

/** A text on screen. Everything shown goes through here: what a terminal could obey becomes visible. */
export function Say({children, tone = 'body', cut = false}: SayProps): ReactNode {
  const palette = use(PaletteContext);
  const text = typeof children === 'string' ? children : children.join('');
  return (
    <Text {...palette[tone]} wrap={cut ? 'truncate' : 'wrap'}>
      {printable(text).replace(/\t/g, '  ')}
    </Text>
  );
}
