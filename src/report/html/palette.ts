/** What a colour is for. Text colours reach 4.5 : 1 on `page`, `raised` and `part`, those of lines 3 : 1 (WCAG 2.2, AA). */
export interface Palette {
  readonly page: string;
  /** Behind tables' heads, code and boxes of a drawing. */
  readonly raised: string;
  /** Behind the services of one part. */
  readonly part: string;
  readonly text: string;
  readonly quiet: string;
  /** Outlines and arrows. */
  readonly line: string;
  /** Rules between rows: they carry nothing. */
  readonly rule: string;
  readonly good: string;
  readonly stop: string;
  readonly warning: string;
  readonly open: string;
  readonly event: string;
}

export const light: Palette = {
  page: '#ffffff',
  raised: '#f6f8fa',
  part: '#eef2f7',
  text: '#1b1f24',
  quiet: '#525a63',
  line: '#5c6670',
  rule: '#d5dae0',
  good: '#14692d',
  stop: '#b3201a',
  warning: '#8f4a00',
  open: '#6f3fb8',
  event: '#0a56b0',
};

export const dark: Palette = {
  page: '#14171b',
  raised: '#1e2329',
  part: '#20262e',
  text: '#e8ebee',
  quiet: '#a9b2bb',
  line: '#98a2ad',
  rule: '#39414a',
  good: '#6fce86',
  stop: '#ff8f87',
  warning: '#f0a04b',
  open: '#c6a3ff',
  event: '#79b8ff',
};
