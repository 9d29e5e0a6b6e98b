import stringWidth from 'string-width';
import {type Binding, bindingsOf, commonBindings, type Place} from './keys.ts';

/** A key and what it does, as one entry of the footer. */
export interface Hint {
  readonly shown: string;
  readonly words: string;
}

const gap = 3;
const mostLines = 2;

/**
 * The footer of `place` in lines of `width` columns, two at most: its keys but for the `hidden` ones, as many as fit, then
 * the search and what works everywhere.
 */
export function hintLines(place: Place, hidden: readonly string[], width: number): readonly (readonly Hint[])[] {
  const own = bindingsOf(place).filter(([action]) => !hidden.includes(action));
  const isSearch = ([action]: (typeof own)[number]) => action === 'search';
  const common = hintsOf([...own.filter(isSearch), ...commonBindings(place)]);
  const fitting = hintsOf(own.filter((one) => !isSearch(one)));
  let lines = inLines([...fitting, ...common], width);
  while (lines.length > mostLines && fitting.length > 0) {
    fitting.pop();
    lines = inLines([...fitting, ...common], width);
  }
  return lines;
}

function hintsOf(bindings: readonly (readonly [string, Binding])[]): Hint[] {
  return bindings.flatMap(([, {shown, footer}]) => (footer === undefined ? [] : [{shown, words: footer}]));
}

function inLines(hints: readonly Hint[], width: number): readonly (readonly Hint[])[] {
  const lines: Hint[][] = [];
  let used = 0;
  for (const hint of hints) {
    const own = stringWidth(hint.shown) + 1 + stringWidth(hint.words);
    const line = lines.at(-1);
    if (line && used + gap + own <= width) {
      line.push(hint);
      used += gap + own;
    } else {
      lines.push([hint]);
      used = own;
    }
  }
  return lines;
}
