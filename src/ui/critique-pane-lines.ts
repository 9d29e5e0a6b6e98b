import type {Asking} from './critique-asking-state.ts';
import {type Line, wrappedLine} from './line.ts';
import {prose} from './prose.ts';

/** From this width on a critic's words stand beside the verdict, not beneath. */
export const besideFrom = 96;

/** What stands above a critic's text or the field for it. */
export function paneHead(asking: Asking, width: number): readonly Line[] {
  switch (asking.kind) {
    case 'nothing':
      return [];
    case 'consent':
      return [
        ...wrappedLine(asking.question, width, 'title'),
        ...wrappedLine('y sends it, n does not.', width, 'open'),
      ];
    case 'listening': {
      const {critic, model, notice} = asking;
      const who = critic === undefined ? 'Asking' : `Asking ${critic}${model === null ? '' : ` (${model})`}`;
      return [
        ...wrappedLine(`${who} ... Esc or Ctrl-C ends it.`, width, 'title'),
        ...(notice === undefined ? [] : wrappedLine(notice, width, 'warning')),
      ];
    }
    case 'pasting': {
      const {why, isCopied, file} = asking.handed;
      const where = isCopied
        ? 'on the clipboard, if your terminal allows that, and in'
        : 'too long for the clipboard; it is in';
      return [
        ...(why === '' ? [] : wrappedLine(why, width, 'warning')),
        ...wrappedLine(`The prompt for a chat window: ${where} ${file}`, width),
      ];
    }
  }
}

/**
 * The end of a critic's text in `rows` rows at most. Where it is full it goes on by half of them at once: rows that stay
 * where they are can be read, and need not be drawn anew.
 */
export function heardRows(lines: readonly string[], width: number, rows: number): readonly Line[] {
  if (rows <= 0) return [];
  const all = prose(lines.join('\n'), width, {breaks: true});
  const step = Math.max(1, Math.floor(rows / 2));
  const start = Math.ceil(Math.max(0, all.length - rows) / step) * step;
  return all.slice(start, start + rows);
}
