import {terminalLetters} from '../../terminal-letters.ts';

/** The signs that charts are drawn with, one column each but for `cut`. */
export interface Glyphs {
  /** A bar's last column, from an eighth to whole; a single one where parts of columns cannot be drawn. */
  readonly fill: readonly [string, ...string[]];
  readonly own: string;
  readonly waits: string;
  readonly lost: string;
  readonly pause: string;
  readonly again: string;
  /** Between what is known and what could be. */
  readonly unknown: string;
  /** A target on a bar. */
  readonly target: string;
  /** Where on an axis a label belongs. */
  readonly tick: string;
  /** Something that takes no time. */
  readonly instant: string;
  /** It goes on beyond the edge. */
  readonly endless: string;
  readonly none: string;
  /** What stands for the rest of a name that is cut. */
  readonly cut: string;
}

const blocks: Glyphs = {
  fill: ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'],
  own: '█',
  waits: '░',
  lost: 'x',
  pause: '┄',
  again: '▒',
  unknown: '?',
  target: '┃',
  tick: '╷',
  instant: '▏',
  endless: '>',
  none: '·',
  cut: '…',
};

const ascii: Glyphs = {
  fill: ['#'],
  own: '#',
  waits: '.',
  lost: 'x',
  pause: '-',
  again: '+',
  unknown: '?',
  target: '|',
  tick: "'",
  instant: '|',
  endless: '>',
  none: '.',
  cut: '..',
};

/** Letters that every terminal has where the locale says that it is not UTF-8; else blocks, as for the other signs of the screens. */
export function glyphsFor(env: Readonly<Record<string, string | undefined>>): Glyphs {
  return terminalLetters(env)?.isUtf8 === false ? ascii : blocks;
}
