import {parse} from 'csv-parse/sync';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {csv, unguarded} from '../../src/report/csv.ts';

describe('CSV', () => {
  it('quotes as RFC 4180 has it, and cells that end or begin with a blank', () => {
    expect(csv([['plain', 'a,b', 'say "x"', 'two\nlines', ' blank', '']])).toBe(
      'plain,"a,b","say ""x""","two\nlines"," blank",\r\n',
    );
  });

  it('leaves nothing that a spreadsheet could take for a formula', () => {
    const cells = ['=1+1', '+1', '-1', '@sum', '\tx', '＝1', "'x", '=HYPERLINK("http://x")'];
    for (const cell of cells) {
      const written = csv([[cell]]);
      expect(written).toMatch(/^"?'/);
      expect(unguarded(parse(written)[0]![0]!)).toBe(cell);
    }
  });

  it('can be read back whatever the cells hold', () => {
    const cell = fc.oneof(fc.string({unit: 'binary'}), fc.string({unit: fc.constantFrom(...'=+-@\'",;\r\n\t x')}));
    fc.assert(
      fc.property(fc.array(fc.array(cell, {minLength: 2, maxLength: 2}), {minLength: 1}), (rows) => {
        const read = parse(csv(rows), {record_delimiter: '\r\n'});
        expect(read.map((row) => row.map(unguarded))).toEqual(rows);
      }),
      {seed: 5, numRuns: 100},
    );
  });
});
