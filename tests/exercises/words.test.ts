import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {figureText, figureTextIn} from '../../src/exercises/figure.ts';
import {findExercise} from '../../src/exercises/find-exercise.ts';
import {parseAnswers} from '../../src/exercises/parse-answers.ts';
import {readQuantity} from '../../src/exercises/quantity.ts';
import {unitNames, units} from '../../src/exercises/units.ts';
import {unwrapped} from '../../src/exercises/unwrapped.ts';

describe('a quantity', () => {
  it.each([
    ['34.99 h', 'h', 34.99 * 3_600_000],
    ['34.99', 'h', 34.99 * 3_600_000],
    ['2099 minutes', 'h', 2099 * 60_000],
    ['99.6 %', 'percent', 0.996],
    ['100/s', 'per-second', 100],
    ['100 per second', 'per-second', 100],
    ['65 threads', 'count', 65],
    ['1 thread', 'count', 1],
    ['132,243 threads', 'count', 132_243],
    ['about 6,307,200', 'count', 6_307_200],
    ['-3 s', 's', -3000],
  ] as const)('%s in %s is read', (text, unit, value) => {
    const read = readQuantity(text, unit, unit === 'count' ? 'threads' : undefined);
    expect(read.ok && read.value).toBeCloseTo(value, 9);
  });

  it('is read back from how it is written, in every unit', () => {
    fc.assert(
      fc.property(fc.constantFrom(...unitNames), fc.integer({min: 1, max: 9999}), (unit, tenths) => {
        const {label, size} = units[unit];
        const text = label.startsWith('/') ? `${tenths / 10}${label}` : `${tenths / 10} ${label}`;
        const read = readQuantity(text, unit);
        expect(read.ok && read.value).toBeCloseTo((tenths / 10) * size, 6);
      }),
      {seed: 21},
    );
  });

  it.each([
    ['1,240', 's'],
    ['12,34', 'count'],
    ['1,2345', 'count'],
    ['1,234,5', 'count'],
  ] as const)('%s in %s is not guessed at: the comma may stand before decimals', (text, unit) => {
    expect(readQuantity(text, unit)).toMatchObject({ok: false, because: expect.stringContaining('without commas')});
  });

  it('of any length is answered at once', () => {
    for (const text of [
      '9'.repeat(1e6),
      '1,'.repeat(5e5),
      `1${' '.repeat(1e6)}x`,
      `${'1.'.repeat(5e5)}`,
      '~'.repeat(1e6),
    ]) {
      expect(readQuantity(text, 's').ok).toBe(false);
      expect(readQuantity(text, 'count').ok).toBe(false);
    }
  });
});

describe('a figure', () => {
  it.each([
    [{kind: 'time', value: 50}, '50 ms'],
    [{kind: 'time', value: 2600}, '2.6 s'],
    [{kind: 'time', value: 30_050}, '30.05 s'],
    [{kind: 'time', value: Infinity}, 'never'],
    [{kind: 'downtime', value: 2099.2485 * 60_000}, '34.99 h'],
    [{kind: 'share', value: 0.996005996001}, '99.6006 %'],
    [{kind: 'count', value: 3005}, '3,005'],
    [{kind: 'rate', value: 100}, '100/s'],
  ] as const)('reads %o as %s', (figure, text) => {
    expect(figureText(figure)).toBe(text);
  });

  it('is told in a unit that fits, and in no other', () => {
    expect(figureTextIn({kind: 'time', value: 650}, 's')).toBe('0.65 s');
    expect(figureTextIn({kind: 'count', value: 50 / 2600}, 'percent')).toBe('1.92 %');
    expect(figureTextIn({kind: 'time', value: 650}, 'percent')).toBeUndefined();
  });
});

describe('an exercise is found', () => {
  const ids = ['01-request-response-chain', '02-cascading-failure', '10-availability-business-case'];

  it.each(['02-cascading-failure', '02', '2', 'cascading-failure', 'Cascading-Failure', ' 02 '])(
    'as "%s"',
    (wanted) => {
      expect(findExercise(wanted, ids)).toBe('02-cascading-failure');
    },
  );

  it('as 1 and as 10, which are two', () => {
    expect([findExercise('1', ids), findExercise('10', ids)]).toEqual([ids[0], ids[2]]);
  });

  it.each([
    ['cascading-failur', 'Did you mean "02-cascading-failure"?'],
    ['03', '"eventcoach exercise list" lists the exercises.'],
    ['../../etc', '"eventcoach exercise list" lists the exercises.'],
  ])('not as "%s"', (wanted, hint) => {
    expect(() => findExercise(wanted, ids)).toThrow(expect.objectContaining({hint}));
  });
});

describe('unwrapping', () => {
  it('joins paragraphs and list items, and leaves blocks and empty lines', () => {
    expect(unwrapped('one\ntwo\n\n- a\n  b\n- c\n\n    x  y\n    z\nend\n')).toBe(
      'one two\n\n- a b\n- c\n\n    x  y\n    z\nend',
    );
  });

  it('changes nothing the second time', () => {
    const line = fc.constantFrom('', 'word', '- item', '    block', '  more', 'two words');
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const once = unwrapped(lines.join('\n'));
        expect(unwrapped(once)).toBe(once);
      }),
      {seed: 22},
    );
  });
});

describe('answers in a file', () => {
  const steps = ['wait', 'which'];

  it.each(['', '{}', '# nothing yet\n', 'null'])('may be none: %j', (text) => {
    expect(parseAnswers(text, steps)).toEqual({answers: {}, problems: []});
  });

  it.each([
    ['wait: 1\nwitch: stock\n', '2:1: there is no step "witch" Did you mean "which"?'],
    ['wait: 1\nwait: 2\n', '2:1: the key "wait" stands here twice Keep one of the two.'],
    ['- 1\n', '1:1: holds no answers Write one line for each step, for example: wait: ...'],
  ])('are refused with the place: %j', (text, message) => {
    const [problem] = parseAnswers(text, steps).problems;
    expect(`${problem!.line}:${problem!.column}: ${problem!.message} ${problem!.hint}`).toBe(message);
  });
});
