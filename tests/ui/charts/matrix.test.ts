import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {type CoupledPair, lettersOf, matrixChart, matrixWords} from '../../../src/ui/charts/matrix.ts';
import {ascii, blocks, canvas, misfits, names, textOf} from './canvas.ts';

const tight = {temporal: 'tight', availability: 'tight', behavioral: 'tight'} as const;
const pair = (
  from: string,
  to: string,
  levels: CoupledPair['levels'] | 'tight' = 'tight',
  weight = 6,
): CoupledPair => ({
  from,
  to,
  levels: levels === 'tight' ? tight : levels,
  minutesPerYear: 524.0248,
  exact: true,
  weight,
});

const event = (from: string, to: string): CoupledPair => ({
  from,
  to,
  levels: undefined,
  minutesPerYear: 0,
  exact: true,
  weight: 0,
});

describe('the matrix of couplings', () => {
  it('writes capitals for tight, small letters for partial, strokes for loose, e for events alone', () => {
    expect(lettersOf({levels: tight})).toBe('TAB');
    expect(lettersOf({levels: {temporal: 'partial', availability: 'loose', behavioral: 'tight'}})).toBe('t-B');
    expect(lettersOf({levels: undefined})).toBe(' e ');
  });

  it('names callers and callees where they fit, with the minutes that the callee takes', () => {
    const pairs = ['notification', 'audit', 'reminder'].map((to) => pair('task-api', to));
    const rows = textOf(matrixChart([...pairs, event('audit', 'kafka-ui')], canvas(78, 12)));
    expect(rows[0]).toMatch(/^from \\ to +notification +audit +reminder +kafka-ui/);
    expect(rows[1]).toMatch(/^task-api +TAB 8\.73 h +TAB 8\.73 h +TAB 8\.73 h +\. +$/);
    expect(rows[2]).toMatch(/^audit .* e /);
    expect(rows.join(' ')).toContain('capital tight, small partial, - loose, e event');
    expect(rows.join(' ')).not.toContain('left out');
  });

  it('says where what a callee takes is a bound only', () => {
    const bound = {...pair('task-api', 'notification'), exact: false};
    expect(textOf(matrixChart([bound], canvas(78, 12)))[1]).toMatch(/^task-api +TAB <= 8\.73 h/);
    expect(matrixWords([bound])).toEqual([expect.stringMatching(/; costs at most 8\.73 h a year\.$/)]);
  });

  it('numbers the columns where names do not fit, and says which is which', () => {
    const pairs = Array.from({length: 9}, (_, i) =>
      pair(`caller-${i}`, `a-callee-of-many-letters-${i}`, tight, 20 - i),
    );
    const rows = textOf(matrixChart(pairs, canvas(58, 20)));
    expect(rows[0]).toMatch(/^from \\ to +1 +2 +3 +4 +5/);
    expect(rows.join('\n')).toContain('1 a-callee-of-many-lette..  2 a-callee');
    expect(rows[1]).toMatch(/^caller-0 +TAB/);
  });

  it('names under a number the very callee whose couplings stand in its column', () => {
    const services = fc.integer({min: 0, max: 70}).map((n) => `s${n}`);
    const edges = fc.uniqueArray(fc.tuple(services, services, fc.integer({min: 1, max: 40})), {
      selector: ([from, to]) => `${from} ${to}`,
      minLength: 30,
      maxLength: 300,
    });
    let numbered = 0;
    fc.assert(
      fc.property(edges, fc.constantFrom([58, 8], [78, 15], [118, 30]), (all, [width, height]) => {
        const pairs = all.map(([from, to, weight]) => pair(from, to, 'tight', weight));
        const rows = textOf(matrixChart(pairs, canvas(width!, height!)));
        const columns = [...rows[0]!.matchAll(/ (\d+)/g)];
        if (columns.length === 0) return;
        numbered += 1;
        const legend = new Map(
          rows.flatMap((row) => [...row.matchAll(/(?:^| {2})(\d+) (s\d+)/g)].map(([, n, name]) => [n, name] as const)),
        );
        expect(legend.size).toBe(columns.length);
        const real = new Set(all.map(([from, to]) => `${from} ${to}`));
        for (const row of rows.filter((one) => /^s\d+ /.test(one))) {
          const caller = row.split(' ')[0];
          for (const column of columns) {
            const isCoupled = row.slice(column.index + 1).startsWith('TAB');
            expect(real.has(`${caller} ${legend.get(column[1])}`)).toBe(isCoupled);
          }
        }
      }),
      {numRuns: 200, seed: 5},
    );
    expect(numbered).toBeGreaterThan(100);
  });

  it('shows the most coupled ones that fit, and counts what is left out', () => {
    const pairs = Array.from({length: 1000}, (_, i) =>
      pair(`from-${i % 100}`, `to-${i % 77}`, tight, i === 999 ? 500 : 1),
    );
    const rows = textOf(matrixChart(pairs, canvas(78, 19)));
    expect(rows[1]).toMatch(/^from-99/);
    const callers = rows.filter((row) => row.startsWith('from-')).length;
    const shown = rows.reduce((sum, row) => sum + (row.match(/TAB/g)?.length ?? 0), 0);
    const left = rows.find((row) => row.startsWith('Less coupled and left out'))!;
    expect(left).toContain(`${100 - callers} callers`);
    expect(left).toContain(`${1000 - shown} pairs`);
  });

  it('says the same in sentences, the most coupled first', () => {
    expect(matrixWords([event('a', 'b'), pair('c', 'd')])).toEqual([
      'c to d: temporal tight, availability tight, behavioral tight; costs 8.73 h a year.',
      'a to b: events only.',
    ]);
  });

  it('fits any canvas, with any names, and lines its columns up', () => {
    const level = fc.constantFrom('tight', 'partial', 'loose');
    const levels = fc.option(fc.record({temporal: level, availability: level, behavioral: level}), {nil: undefined});
    const some = fc.record({
      from: fc.constantFrom(...names),
      to: fc.oneof(
        fc.constantFrom(...names),
        fc.integer({max: 40, min: 0}).map((n) => `service-${n}`),
      ),
      levels,
      weight: fc.nat(20),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(some, {maxLength: 60, selector: ({from, to}) => JSON.stringify([from, to])}),
        fc.integer({min: 56, max: 198}),
        fc.integer({min: 4, max: 55}),
        fc.constantFrom(ascii, blocks),
        (list, columns, height, glyphs) => {
          const chart = canvas(columns, height, glyphs);
          const rows = matrixChart(
            list.map((one) => ({...one, minutesPerYear: 524, exact: true})),
            chart,
          );
          expect(misfits(rows, chart)).toEqual([]);
          const body = rows.filter((row) => row.length > 1);
          for (const row of body) expect(stringWidth(row[0]!.text)).toBe(stringWidth(body[0]![0]!.text));
          for (const text of textOf(body)) expect(stringWidth(text)).toBe(stringWidth(textOf(body)[0]!));
        },
      ),
      {seed: 4, numRuns: 200},
    );
  });
});
