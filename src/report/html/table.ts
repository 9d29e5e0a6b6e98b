import {type Markup, markup, nothing} from './markup.ts';

/** A column of a table: figures line up on the right, words do not break, sentences get room. */
export interface Column {
  readonly head: string;
  readonly kind: 'number' | 'word' | 'wide' | 'text';
}

/** A row: the first cell is what the row is about. */
export type Row = readonly [Markup, ...Markup[]];

/** A table in a box that scrolls by itself, under a caption. `id` is ours. */
export function table(id: string, caption: Markup, columns: readonly Column[], rows: readonly Row[]): Markup {
  return labelledTable(id, markup`<caption id="${id}">${caption}</caption>`, columns, rows);
}

/** A table without a caption of its own: `label` is the id of a heading above it. */
export function tableUnder(label: string, columns: readonly Column[], rows: readonly Row[]): Markup {
  return labelledTable(label, nothing, columns, rows);
}

function labelledTable(label: string, caption: Markup, columns: readonly Column[], rows: readonly Row[]): Markup {
  const heads = columns.map(({head, kind}) => markup`<th scope="col" class="${kind}">${head}</th>`);
  const lines = rows.map(([first, ...rest]) => {
    const cells = rest.map((cell, i) => markup`<td class="${columns[i + 1]!.kind}">${cell}</td>`);
    return markup`<tr><th scope="row" class="${columns[0]!.kind}">${first}</th>${cells}</tr>\n`;
  });
  return markup`<div class="box" role="region" tabindex="0" aria-labelledby="${label}"><table aria-labelledby="${label}">${caption}
<thead><tr>${heads}</tr></thead>
<tbody>
${lines}</tbody></table></div>
`;
}
