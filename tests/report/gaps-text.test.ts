import {describe, expect, it} from 'vitest';
import {gapsText} from '../../src/report/gaps-text.ts';
import type {KeptAnswer} from '../../src/skill/eval/answers-log.ts';
import {casesOf} from '../../src/skill/eval/cases.ts';
import {failedGaps} from '../../src/skill/eval/failed-gaps.ts';

const options = {width: 80, paint: (_: string, text: string) => text};
const shown = (...evidence: readonly string[]) =>
  gapsText(
    [
      {
        ...{id: 'gap-1', criterion: null, text: 'Lacks it.', source: 's', status: 'open', at: '2026-11-23T10:00:00Z'},
        evidence: evidence.map((text) => ({source: 'case', text})),
      },
    ],
    options,
  )
    .split('\n')
    .slice(4, -1);

describe('the evidence of a gap', () => {
  it('keeps its lines, and the rows of a table as they are', () => {
    const rows = ['| service | up |', '| --- | --- |', `| ${'a'.repeat(90)} | 99 % |`];
    expect(shown(`Of these\u001b[2J:\n\n${rows.join('\n')}\r\n\nRight: 1`)).toEqual([
      '    case:',
      '      Of these\\x1b[2J:',
      ...rows.map((row) => `      ${row}`),
      '      Right: 1',
    ]);
  });

  it('stands beside its source where it is one line, without a mark before it', () => {
    expect(shown('Says nothing.\n')).toEqual(['    case: Says nothing.']);
  });

  it('of many lines is shown from both ends, with how many are left out', () => {
    const lines = Array.from({length: 40}, (_, i) => `line ${i + 1}`);
    expect(shown(lines.join('\n')).map((line) => line.trim())).toEqual([
      'case:',
      ...lines.slice(0, 9),
      '(29 more lines)',
      ...lines.slice(-2),
    ]);
    // Two lines are not replaced by one that says so.
    for (const count of [11, 12]) expect(shown(lines.slice(0, count).join('\n'))).toHaveLength(count + 1);
  });
});

describe('the gaps of failed cases', () => {
  it('begin with what they differ in, each with another beginning', () => {
    const answer = {passed: false, parts: []} as unknown as KeptAnswer;
    const none = {none: undefined, old: undefined, new: undefined};
    const rows = ['temporal-coupling', 'consumer-lag'].flatMap((id) =>
      casesOf(id, '1', 2).map((one) => ({one, answers: {...none, new: answer}, errors: none, unusable: none})),
    );
    const texts = failedGaps(rows, 1).map(({text}) => text);
    expect(texts.map((text) => text.split(':')[0])).toEqual([
      'temporal-coupling (waiting-time)',
      'temporal-coupling (pool-exhaustion)',
      'consumer-lag (lag-drain)',
    ]);
  });
});
