// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose's variables look like that.
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {environmentFile} from '../../../src/import/compose/dot-env.ts';
import {interpolated} from '../../../src/import/compose/interpolate.ts';

const set: Readonly<Record<string, string>> = {A: 'a', EMPTY: '', B: '${A}'};
const lookup = (name: string) => (Object.hasOwn(set, name) ? set[name] : undefined);

describe('a text with variables comes to', () => {
  // The rows follow the interpolation table of the Compose specification.
  it.each([
    ['x $A y', 'x a y'],
    ['${A}', 'a'],
    ['${A}${A}', 'aa'],
    ['${A:-d}', 'a'],
    ['${A-d}', 'a'],
    ['${EMPTY:-d}', 'd'],
    ['${EMPTY-d}', ''],
    ['${NO:-d}', 'd'],
    ['${NO-d}', 'd'],
    ['${NO}', ''],
    ['${NO:?say it}', ''],
    ['${A:?say it}', 'a'],
    ['${A:+other}', 'other'],
    ['${EMPTY:+other}', ''],
    ['${EMPTY+other}', 'other'],
    ['${NO:+other}', ''],
    ['${NO:-${A}:${ALSO:-8080}}', 'a:8080'],
    ['$$A $${A}', '$A ${A}'],
    ['${B}', '${A}'],
    ['5$ ${not closed', '5$ ${not closed'],
    ['${1}', '${1}'],
  ])('%s: %s', (text, value) => {
    expect(interpolated(text, lookup)).toBe(value);
  });

  it('nothing for what is not set, and says its name', () => {
    const missing: string[] = [];
    interpolated('$NO ${ALSO} ${THIRD:-x} ${EMPTY}', lookup, (name) => missing.push(name));
    expect(missing).toEqual(['NO', 'ALSO']);
  });

  it('the same text where there is no dollar', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!text.includes('$'));
        expect(interpolated(text, lookup)).toBe(text);
      }),
      {seed: 7},
    );
  });
});

describe('an environment file', () => {
  const values = (text: string) =>
    Object.fromEntries([...environmentFile(text, lookup)].map(([key, {value}]) => [key, value]));

  it('has comments, quotes, exports and either sign', () => {
    const text = [
      '# comment',
      '',
      'PLAIN=x y  # said',
      'HASH=x#y',
      'export OUT=1',
      'YAML: z',
      `SINGLE='$A # \\n'`,
      'DOUBLE="$A # \\n" # said',
      'NOTHING=',
      'no variable at all',
    ].join('\r\n');
    expect(values(text)).toEqual({
      PLAIN: 'x y',
      HASH: 'x#y',
      OUT: '1',
      YAML: 'z',
      SINGLE: '$A # \\n',
      DOUBLE: 'a # \n',
      NOTHING: '',
    });
  });

  it('uses its earlier lines, else what is set outside, and takes a bare name from outside', () => {
    expect(values('H=${A}\nU=http://${H}:${P:-80}\nA\nNO')).toEqual({H: 'a', U: 'http://a:80', A: 'a'});
  });

  it('has values over several lines, and its lines are counted on', () => {
    const found = environmentFile('K="one\ntwo"\nL=3', lookup);
    expect([found.get('K'), found.get('L')]).toEqual([
      {value: 'one\ntwo', line: 1},
      {value: '3', line: 3},
    ]);
  });

  it('is not swallowed by a quote that nobody closes', () => {
    expect(values(`A="open\n${'B=1\n'.repeat(200)}C=2`)).toMatchObject({B: '1', C: '2'});
  });

  it('does not grow without end', () => {
    const lines = Array.from({length: 100}, (_, i) => `V${i + 1}=\${V${i}}\${V${i}}`);
    const found = environmentFile(`V0=x\n${lines.join('\n')}`, lookup);
    expect(found.get('V10')!.value).toHaveLength(1024);
    expect(found.get('V100')!.value.length).toBeLessThan(100_000);
  });
});
