import {describe, expect, it} from 'vitest';
import {parseRequest} from '../../../src/import/otlp/parse-request.ts';
import {timesOf} from '../../../src/import/otlp/times.ts';

const parsed = (text: string) => parseRequest(text, JSON.parse);
const request = (span: string) => `{"resourceSpans":[{"scopeSpans":[{"spans":[${span}]}]}]}`;

describe('the JSON of a request', () => {
  it.each([
    ['a \\ud83d b', 'a \ufffd b'],
    ['\\uDE00', '\ufffd'],
    ['\\ud83d\\ud83d\\ude00', '\ufffd\u{1f600}'],
    ['\\ud83d\\ude00', '\u{1f600}'],
    // An escaped backslash begins no escape.
    ['\\\\ud83d', '\\ud83d'],
    ['\\\\\\ud83d', '\\\ufffd'],
  ])('has whole characters alone: %s', (written, text) => {
    expect(parsed(`{"a":"${written}"}`)).toEqual({a: text});
  });

  it('keeps every digit of times that are written as numbers', () => {
    const span =
      '{"name":"\\"startTimeUnixNano\\":5,","startTimeUnixNano":1780000000050000101, "endTimeUnixNano" : 1780000000050000109}';
    expect(parsed(request(span))).toMatchObject({
      resourceSpans: [
        {
          scopeSpans: [
            {
              spans: [
                {
                  name: '"startTimeUnixNano":5,',
                  startTimeUnixNano: '1780000000050000101',
                  endTimeUnixNano: '1780000000050000109',
                },
              ],
            },
          ],
        },
      ],
    });
  });
});

describe('the times of a span', () => {
  it.each([
    // 101 ns after a whole microsecond; 8 ns are 0.008 us.
    ['1780000000050000101', '1780000000050000109', 1_780_000_000_050_000, 0.008],
    ['1000', '999', 1, -0.001],
    [1_000_000, 2_000_000, 1000, 1000],
    // 2^63 - 1 is the last that is a time.
    ['1', '9223372036854775807', 0, 9_223_372_036_854_776],
  ])('are microseconds, from %s to %s', (from, to, startUs, durationUs) => {
    expect(timesOf(from, to).startUs).toBe(startUs);
    expect(timesOf(from, to).durationUs).toBeCloseTo(durationUs, 3);
  });

  it.each([
    '0',
    '',
    'soon',
    ' 5',
    '-5',
    '1e9',
    '9223372036854775808',
    '99999999999999999999',
    0,
    -1,
    2 ** 63,
    null,
    undefined,
  ])('are not known from %s', (time) => {
    expect(timesOf(time, '1780000000000000000')).toEqual({startUs: NaN, durationUs: NaN});
    expect(timesOf('1780000000000000000', time).durationUs).toBeNaN();
  });
});
