import stringWidth from 'string-width';
import {type ActionIn, type Binding, bindingsOf, type Place} from './keys.ts';

/** A key and what it does, as one entry of the footer. */
export interface Hint {
  readonly shown: string;
  readonly words: string;
}

const gap = 3;

/** Columns that a hint takes. */
export function hintWidth({shown, words}: Hint): number {
  return stringWidth(shown) + 1 + stringWidth(words);
}

/** The keys that the footer names in `place`, those in `hidden` left out, then what works everywhere. */
export function hintsFor<P extends Place>(place: P, hidden: readonly ActionIn<P>[], canGoBack: boolean): readonly Hint[] {
  const named = ([, binding]: readonly [string, Binding]) => !binding.helpOnly;
  const own = bindingsOf(place).filter(([action]) => !hidden.includes(action));
  // In a text field letters are text, and Esc leaves the field.
  const common = place === 'field' ? [] : bindingsOf('everywhere').filter(([action]) => canGoBack || action !== 'back');
  return [...own, ...common].filter(named).map(([, {shown, words}]) => ({shown, words}));
}

/** The hints in lines of `width` columns. */
export function hintLines(hints: readonly Hint[], width: number): readonly (readonly Hint[])[] {
  const lines: Hint[][] = [[]];
  let used = 0;
  for (const hint of hints) {
    const needed = hintWidth(hint) + (used === 0 ? 0 : gap);
    if (used > 0 && used + needed > width) {
      lines.push([hint]);
      used = hintWidth(hint);
    } else {
      lines.at(-1)!.push(hint);
      used += needed;
    }
  }
  return lines;
}
