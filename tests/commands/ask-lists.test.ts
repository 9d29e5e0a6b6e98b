import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parse} from 'csv-parse/sync';
import fc from 'fast-check';
import {afterAll, describe, expect, it} from 'vitest';
import {callSpecs} from '../../src/analysis/call-specs.ts';
import {printableLine} from '../../src/printable.ts';
import {unguarded} from '../../src/report/csv.ts';
import {literal} from '../../src/report/markdown.ts';
import {checkTopology} from '../../src/topology/check.ts';
import {readSource} from '../../src/topology/source.ts';
import {withoutAnswers} from '../topology/without-answers.ts';
import {folder} from './typed.ts';

const here = folder();
afterAll(here.remove);
const topologies = 'fixtures/topologies';
const fixtures = readdirSync(topologies).filter((name) => name.endsWith('.yaml'));

/** What a topology's text says of every call. */
function needs(text: string): Map<string, boolean | undefined> {
  const {data, locate} = readSource(text);
  const specs = callSpecs(checkTopology(data, locate).topology!);
  return new Map([...specs].map(([call, spec]) => [spec, call.needsResult]));
}

/** What people do to a list: rows answered or not, in another order. */
interface Filled {
  readonly answers: readonly (readonly [word: string, needsResult: boolean | undefined])[];
  readonly turned: boolean;
}
const filled = fc.record<Filled>({
  answers: fc.array(
    fc.constantFrom(
      ['yes', true],
      ['Y', true],
      ['TRUE', true],
      ['no', false],
      ['n', false],
      ['False', false],
      ['', undefined],
    ),
    {minLength: 40, maxLength: 40},
  ),
  turned: fc.boolean(),
});

/** A list with its open calls answered, what the next answer is coming from `next`, and its rows turned around. */
type Fill = (list: string, calls: readonly string[], next: (call: string) => string, turned: boolean) => string;
const inOrder = <T>(rows: readonly T[], turned: boolean) => (turned ? rows.toReversed() : rows);

const fills: Readonly<Record<'md' | 'csv', Fill>> = {
  md: (list, calls, next, turned) => {
    const lines = list.split('\n');
    const callIn = (line: string) => calls.find((call) => line.startsWith(`| ${literal(call)} | Does `));
    const rows = lines.flatMap((line) => {
      const call = callIn(line);
      return call === undefined ? [] : [line.replace(/\|[ ]*\|$/, () => `| ${next(call)} |`)];
    });
    const ordered = inOrder(rows, turned).values();
    return lines.map((line) => (callIn(line) === undefined ? line : ordered.next().value)).join('\n');
  },
  // As a spreadsheet saves it that separates with semicolons and quotes everything.
  csv: (list, _, next, turned) => {
    const [head = [], ...rows] = parse(list);
    const answered = rows.map((row) => [...row.slice(0, -1), next(unguarded(row[0]!))]);
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
    return [head, ...inOrder(answered, turned)].map((row) => `${row.map(quoted).join(';')}\r\n`).join('');
  },
};

describe('a list that is exported, filled in and taken back', () => {
  it.each(['md', 'csv'] as const)('says what was filled in and nothing else: .%s', async (ending) => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...fixtures), filled, async (name, {answers, turned}) => {
        const text = withoutAnswers(readFileSync(join(topologies, name), 'utf8'));
        const list = `list.${ending}`;
        here.file('t.yaml', text);
        expect((await here.type(['ask', 't.yaml', '--export', list, '--force'])).code).toBe(0);
        const wanted = needs(text);
        // Names are shown so that no character of theirs is obeyed.
        const calls = new Map([...wanted.keys()].map((call) => [printableLine(call), call]));
        let rows = 0;
        const next = (shown: string) => {
          const [word, needsResult] = answers[rows % answers.length]!;
          rows += 1;
          expect(calls.has(shown)).toBe(true);
          if (needsResult !== undefined) wanted.set(calls.get(shown)!, needsResult);
          return word;
        };
        const exported = readFileSync(join(here.cwd, list), 'utf8');
        here.file(list, fills[ending](exported, [...calls.keys()], next, turned));
        expect(rows).toBeGreaterThan(0);
        expect(await here.type(['ask', 't.yaml', '--apply', list])).toMatchObject({code: 0, err: ''});
        const after = readFileSync(join(here.cwd, 't.yaml'), 'utf8');
        expect(needs(after)).toEqual(wanted);
        expect(withoutAnswers(after)).toBe(text);
      }),
      {seed: 21, numRuns: 12},
    );
  });
});
