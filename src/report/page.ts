import stringWidth from 'fast-string-width';
import {wrapAnsi} from 'fast-wrap-ansi';
import {unbroken} from '../figures.ts';

/** What a stretch of text is, for whoever chooses colours; nothing is told by the style alone. */
export type Style = 'title' | 'good' | 'stop' | 'warning' | 'open' | 'quiet';

export interface TextOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly paint: (style: Style, text: string) => string;
}

/** Text for a terminal under construction: everything is wrapped to the width, wide characters counted as two. */
export interface Page {
  /** One paragraph; `mark` stands before its first line, the others line up behind it. */
  readonly put: (text: string, indent?: number, mark?: string) => void;
  /** An empty line, then a title. */
  readonly heading: (text: string) => void;
  /** A label in a column of its own, its text beside it. */
  readonly item: (label: string, text: string, column: number, indent?: number) => void;
  /** A command to copy: one line, never broken. */
  readonly command: (text: string) => void;
  readonly gap: () => void;
  readonly text: () => string;
}

/** An empty page. */
export function page({width, paint}: TextOptions): Page {
  const lines: string[] = [];
  const put = (text: string, indent = 0, mark = '') => {
    const behind = ' '.repeat(stringWidth(mark));
    const room = Math.max(20, width - indent - behind.length);
    const wrapped = unbroken(text, (whole) => wrapAnsi(whole, room, {hard: true})).split('\n');
    lines.push(...wrapped.map((line, i) => `${' '.repeat(indent)}${i === 0 ? mark : behind}${line}`.trimEnd()));
  };
  return {
    put,
    heading: (text) => {
      lines.push('');
      put(paint('title', text));
    },
    item: (label, text, column, indent = 2) => {
      const gap = ' '.repeat(Math.max(2, column - stringWidth(label)));
      if (stringWidth(label) + 2 > column && stringWidth(label) + stringWidth(text) + indent + 2 > width) {
        put(label, indent);
        put(text, indent + 4);
      } else put(text, indent, `${label}${gap}`);
    },
    command: (text) => {
      lines.push(`  ${paint('quiet', text)}`);
    },
    gap: () => lines.push(''),
    text: () => `${lines.join('\n')}\n`,
  };
}

/** `text` cut to `width` columns, with an ellipsis where something is missing. */
export function fitted(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let result = '';
  for (const character of text) {
    if (stringWidth(result + character) > width - 1) break;
    result += character;
  }
  return `${result}…`;
}
