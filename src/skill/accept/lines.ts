import {createHash} from 'node:crypto';
import type {Span} from '../blocks.ts';

/** Lines of a file of a skill as editors count them: from 1, the last one included. */
export interface Lines {
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

/** The lines in `FILE:LINE` or `FILE:FROM-TO`; undefined where a text is neither, or counts backwards or from 0. */
export function linesIn(text: string): Lines | undefined {
  const [, file, from, to] = /^(?:\.\/)?(.{1,1000}):(\d{1,7})(?:-(\d{1,7}))?$/.exec(text) ?? [];
  const lines = {file: file ?? '', from: Number(from), to: Number(to ?? from)};
  return file !== undefined && lines.from >= 1 && lines.to >= lines.from ? lines : undefined;
}

/** Lines as they are typed and kept. */
export function linesText({file, from, to}: Lines): string {
  return `${file}:${from}${to === from ? '' : `-${to}`}`;
}

/** Where each line of a text lies, without its line end; a byte order mark belongs to none. */
export function lineSpans(text: string): readonly Span[] {
  const spans: Span[] = [];
  let start = text.startsWith('\ufeff') ? 1 : 0;
  for (const {index, 0: end} of text.matchAll(/\r\n|\n|\r/g)) {
    spans.push({start, end: index});
    start = index + end.length;
  }
  return [...spans, {start, end: text.length}];
}

/** What lines say, by which they are known again: the same whatever the line ends and the spaces before them. */
export function sayingOf(text: string, spans: readonly Span[]): string {
  return spans.map(({start, end}) => text.slice(start, end).trimEnd()).join('\n');
}

/** The SHA-256 of what lines say. */
export function hashOf(saying: string): string {
  return createHash('sha256').update(saying).digest('hex');
}
