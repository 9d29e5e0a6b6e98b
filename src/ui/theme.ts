import {createContext} from 'react';

interface Look {
  readonly bold?: boolean;
  readonly dimColor?: boolean;
  readonly color?: string;
}

/**
 * What a stretch of text is. Sixteen-colour names only, and the terminal's own colour for body text: the user's theme
 * decides how they look on dark and on light. No tone says anything that the words do not say.
 */
const auto = {
  body: {},
  title: {bold: true},
  chosen: {bold: true, color: 'cyan'},
  good: {color: 'green'},
  bad: {color: 'red'},
  warning: {color: 'yellow'},
  open: {color: 'cyan'},
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

/** The palette of the app around a text. */
export const PaletteContext = createContext<Palette>(palettes.auto);
