import {printableLine} from '../../printable.ts';

/** Markup of ours. Only `markup` makes it, so that text from a file can never pass for it. */
export interface Markup {
  readonly markup: string;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/**
 * Untrusted text for an element or a quoted attribute. Characters that HTML refuses (controls, half surrogates,
 * noncharacters) and marks that reorder text are shown, not sent.
 */
export function escaped(text: string): string {
  return printableLine(text)
    .replace(/\p{Surrogate}|\p{Noncharacter_Code_Point}/gu, '\ufffd')
    .replace(/[&<>"'`]/g, (c) => entities[c]!);
}

type Part = string | number | Markup | readonly Markup[];

/** A template of HTML or SVG: what is written in it is markup, what is put into it is text, unless it is markup itself. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const said = parts.map((part, i) => text(part) + strings[i + 1]!);
  return {markup: strings[0]! + said.join('')};
}

/** No markup at all. */
export const nothing: Markup = {markup: ''};

/** A name from a file: whatever way it is written, it does not reorder what stands beside it. */
export function named(name: string): Markup {
  return markup`<bdi>${name}</bdi>`;
}

/** Pieces one after the other, with markup in between. */
export function joined(pieces: readonly Markup[], between: Markup): Markup {
  return {markup: pieces.map((piece) => piece.markup).join(between.markup)};
}

function text(part: Part): string {
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escaped(part);
  return 'markup' in part ? part.markup : part.map((one) => one.markup).join('');
}
