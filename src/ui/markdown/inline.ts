/** A text without its marks, and the stretches of it that stand out, from and to in code units. */
export interface Inline {
  readonly text: string;
  readonly bold: readonly (readonly [from: number, to: number])[];
}

/** How deep marks are read within marks. */
const deepest = 3;

/**
 * What can begin at a place, each alternative bounded so that no text takes longer than its length: an escaped sign, code,
 * a link or picture, emphasis. Emphasis begins and ends at a word, also with `*`: 2*3*4 is a product.
 */
const mark =
  /\\(?<escaped>[!-/:-@[-`{-~])|(?<!`)(?<ticks>`{1,3})(?!`)(?<code>.{1,300}?)(?<!`)\k<ticks>(?!`)|!?\[(?<label>[^[\]]{1,300})\]\((?<target>[^()\s]{1,600})\)|(?<![\p{L}\p{N}*_~])(?<sign>\*{1,3}|_{1,3}|~~)(?=[^\s*_~])(?<marked>.{1,600}?)(?<=[^\s*_~])\k<sign>(?![\p{L}\p{N}*_~])/gu;

/** The words of a line of Markdown; what is no mark stays as it is. */
export function inline(source: string, depth = 0): Inline {
  let text = '';
  const bold: (readonly [number, number])[] = [];
  let rest = 0;
  const add = (inner: Inline, stands: boolean) => {
    const from = text.length;
    text += inner.text;
    if (stands) bold.push([from, text.length]);
    else bold.push(...inner.bold.map(([a, b]) => [from + a, from + b] as const));
  };
  const within = (part: string) => (depth < deepest ? inline(part, depth + 1) : {text: part, bold: []});
  for (const {0: whole, index, groups = {}} of source.matchAll(mark)) {
    const {escaped, code, label, target, marked, sign} = groups;
    text += source.slice(rest, index);
    rest = index + whole.length;
    if (escaped !== undefined) text += escaped;
    else if (code !== undefined) add({text: code.trim() || code, bold: []}, true);
    else if (label !== undefined) {
      add(within(label), false);
      if (label !== target) text += ` (${target})`;
    } else if (marked !== undefined) add(within(marked), sign !== '~~');
  }
  return {text: text + source.slice(rest), bold};
}
