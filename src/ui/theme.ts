import {createContext} from 'react';

interface Look {
  readonly bold?: boolean;
  readonly dimColor?: boolean;
  readonly inverse?: boolean;
  readonly color?: string;
}

/**
 * What a stretch of text is. Sixteen-colour names only, and the terminal's own colour for body text: the user's theme
 * decides how they look on dark and on light. No tone says anything that the words do not say. Where the background is not
 * known whole sentences have its colour: cyan and yellow are hard to read on white, blue on black.
 */
const auto = {
  body: {},
  title: {bold: true},
  chosen: {inverse: true},
  good: {bold: true, color: 'green'},
  bad: {bold: true, color: 'red'},
  warning: {bold: true},
  open: {},
  quiet: {dimColor: true},
} as const satisfies Readonly<Record<string, Look>>;

export type Tone = keyof typeof auto;
type Palette = Readonly<Record<Tone, Look>>;

/** The looks of each setting of `theme`: for terminals whose usual colours are too weak on dark, or too pale on light. */
export const palettes = {
  auto,
  dark: {
    ...auto,
    chosen: {bold: true, color: 'cyanBright'},
    good: {color: 'greenBright'},
    bad: {color: 'redBright'},
    warning: {color: 'yellowBright'},
    open: {color: 'cyanBright'},
    quiet: {color: 'gray'},
  },
  light: {
    ...auto,
    chosen: {bold: true, color: 'blue'},
    good: {bold: true, color: 'green'},
    bad: {bold: true, color: 'red'},
    warning: {color: 'magenta'},
    open: {color: 'blue'},
    quiet: {},
  },
  mono: {
    body: {},
    title: {bold: true},
    chosen: {bold: true},
    good: {},
    bad: {bold: true},
    warning: {bold: true},
    open: {},
    quiet: {dimColor: true},
  },
} as const satisfies Readonly<Record<string, Palette>>;

export type Theme = keyof typeof palettes;

/** The background that a terminal names in COLORFGBG, as rxvt, Konsole and others do: `15;0`; undefined: it names none. */
export function backgroundOf(colorFgBg: string | undefined): 'dark' | 'light' | undefined {
  const [, last] = /;(\d{1,2})$/.exec(colorFgBg ?? '') ?? [];
  if (last === undefined) return undefined;
  // Of the sixteen colours 7 is light grey and 8 dark grey.
  const colour = Number(last);
  return colour === 7 || (colour > 8 && colour < 16) ? 'light' : 'dark';
}

/** The looks of a setting: `auto` goes by the background where that is known. */
export function paletteOf(theme: Theme, background: 'dark' | 'light' | undefined): Palette {
  return palettes[theme === 'auto' ? (background ?? theme) : theme];
}

/** The palette of the app around a text. */
export const PaletteContext = createContext<Palette>(palettes.auto);
