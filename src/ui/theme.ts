/**
 * What a stretch of text is. Sixteen-colour names only, and the terminal's own colour for body text: the user's theme
 * decides how they look on dark and on light. No tone says anything that the words do not say.
 */
export const theme = {
  body: {},
  title: {bold: true},
  chosen: {bold: true, color: 'cyan'},
  good: {color: 'green'},
  bad: {color: 'red'},
  warning: {color: 'yellow'},
  open: {color: 'cyan'},
  quiet: {dimColor: true},
} as const satisfies Readonly<Record<string, {bold?: boolean; dimColor?: boolean; color?: string}>>;

export type Tone = keyof typeof theme;
