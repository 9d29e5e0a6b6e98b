import {words} from '../words.ts';
import type {Outline, Section} from './sections.ts';

/** Words that headings of a skill about calls and events share without being about the same thing. */
const common = new Set(
  'a an and are at before by call calls do does event events for from how in is it kafka need needs not of on or service services the their them to use what when where which why with you your'.split(
    ' ',
  ),
);

/** The section whose heading is `heading`, whatever its case, emphasis and closing marks. */
export function namedSection({sections}: Outline, heading: string): Section | undefined {
  return sections.find((section) => plain(section.heading) === plain(heading));
}

/**
 * The section on the same subject as one of `headings`: one heading holds all the telling words of the other. The one that
 * shares most comes first; undefined where none does. The title of a text with sections is none of them: a passage below
 * it would stand before all of them.
 */
export function relatedSection({sections}: Outline, headings: readonly string[]): Section | undefined {
  let best: Section | undefined;
  let most = 0;
  for (const heading of headings) {
    const wanted = tellingWords(heading);
    for (const [i, section] of sections.entries()) {
      if (i === 0 && section.depth === 1 && sections.length > 1) continue;
      const own = tellingWords(section.heading);
      const shared = [...own].filter((word) => wanted.has(word)).length;
      const share = shared / (own.size + wanted.size - shared);
      if (shared > 0 && shared === Math.min(own.size, wanted.size) && share > most) [best, most] = [section, share];
    }
  }
  return best;
}

function plain(heading: string): string {
  return heading
    .replace(/[`*_]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/[.:!?\s]{1,50}$/, '')
    .trim()
    .toLowerCase();
}

function tellingWords(heading: string): ReadonlySet<string> {
  const stems = words(heading).flatMap(({text}) => (common.has(text) ? [] : [text.replace(/(?:ings?|s)$/, '')]));
  return new Set(stems);
}
