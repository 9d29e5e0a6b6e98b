import fc from 'fast-check';
import {expect, it} from 'vitest';
import {printableLine} from '../../../src/printable.ts';
import {joined, type Markup, markup} from '../../../src/report/html/markup.ts';
import {hostileText} from '../hostile-text.ts';
import {attribute, document, textOf} from './document.ts';

const page = (inner: Markup) =>
  document(`<!doctype html><html><head><title>t</title></head><body>${inner.markup}</body></html>`);

it('shows any text as it is, in an element and in an attribute, and makes nothing else of it', () => {
  fc.assert(
    fc.property(fc.oneof(hostileText, fc.string({unit: 'binary'})), (text) => {
      const {elements, errors} = page(markup`<p title="${text}">${text}</p>`);
      expect(errors).toEqual([]);
      expect(elements.map(({tagName}) => tagName)).toEqual(['html', 'head', 'title', 'body', 'p']);
      const p = elements.at(-1)!;
      const shown = printableLine(text).replace(/\p{Surrogate}|\p{Noncharacter_Code_Point}/gu, '\ufffd');
      expect([textOf(p), attribute(p, 'title')]).toEqual([shown, shown]);
    }),
    {numRuns: 500, seed: 4},
  );
});

it('shows marks that reorder text instead of obeying them', () => {
  expect(markup`${'a\u202eb\u2067c\u0000'}`.markup).toBe('a\\u202eb\\u2067c\\x00');
});

it('takes markup, numbers and lists of markup as they are', () => {
  const bold = markup`<b>${1}</b>`;
  expect(markup`${bold}${[bold, bold]}${joined([bold, bold], markup`, `)}`.markup).toBe(
    '<b>1</b><b>1</b><b>1</b><b>1</b>, <b>1</b>',
  );
});
