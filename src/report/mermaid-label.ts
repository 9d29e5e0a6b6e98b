import {printableLine} from '../printable.ts';

/** A label takes at most this much of the drawing's text, entities included: Mermaid draws nothing above 50,000 characters. */
const mostCharacters = 120;

/** Letters, digits and what joins them; any visible sign beyond ASCII but the two that Mermaid marks its entities with. */
const plain = /^(?:[\p{L}\p{N} ,/-]|[^\p{C}\p{Z}!-~¶ﬂ])$/u;
const plainFirst = /^(?:[\p{L}\p{N}]|[^\p{C}\p{Z}!-~¶ﬂ])$/u;

/**
 * Text of the user's inside a quoted Mermaid label, cut where it is long. Every sign that Mermaid, the Markdown in its
 * labels, or HTML could obey is an entity, and so is what cannot be seen.
 */
export function mermaidLabel(text: string): string {
  let label = '';
  for (const c of printableLine(text)) {
    const next = (label === '' ? plainFirst : plain).test(c) ? c : `#${c.codePointAt(0)};`;
    if (label.length + next.length > mostCharacters) return `${label}…`;
    label += next;
  }
  return label;
}
