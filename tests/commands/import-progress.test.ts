import {describe, expect, it} from 'vitest';
import {instant} from '../../src/commands/import/instant.ts';
import {progressLine, readProgress} from '../../src/commands/import/progress.ts';

/** A clock that stands where it is put, and what was written to standard error. */
function watched(isTTY: boolean) {
  let time = 0;
  let err = '';
  const progress = readProgress({
    now: () => new Date(time),
    stderr: {write: (text: string) => (err += text), isTTY, columns: 60},
  });
  return {
    at: (ms: number, done: number) => {
      time = ms;
      progress.at(done, 700e6, 'traces.jsonl');
    },
    end: progress.end,
    written: () => err,
  };
}

describe('the progress of a long import', () => {
  it('says how much, how fast and how long it will take', () => {
    // 70 MB in 2 s: 35 MB/s, 630 MB left.
    expect(progressLine(70e6, 700e6, 2000, 'a')).toBe('[##..................] 10 % of 700 MB, 35 MB/s, 18 s left: a');
    expect(progressLine(70e6, undefined, 2000, 'a')).toBe('70 MB of a, 35 MB/s');
    expect(progressLine(0, 700e6, 0, 'a')).toContain('an unknown time left');
    // A server may work for long before it says anything.
    expect(progressLine(0, undefined, 12_000, 'a')).toBe('a: nothing yet, after 12 s');
  });

  it('is silent in the first half second, then a bar that is drawn over, and wiped at the end', () => {
    const {at, end, written} = watched(true);
    at(100, 1e6);
    expect(written()).toBe('');
    at(600, 60e6);
    at(610, 61e6);
    at(900, 90e6);
    expect(written().split('\r')).toHaveLength(3);
    expect(written()).not.toContain('\n');
    end();
    expect(written().endsWith(`\r${' '.repeat(59)}\r`)).toBe(true);
    for (const drawn of written().split('\r')) expect(drawn.length).toBeLessThan(60);
  });

  it('is a line now and then where nothing can be drawn over', () => {
    const {at, end, written} = watched(false);
    for (let ms = 0; ms <= 10_000; ms += 100) at(ms, ms * 1e4);
    end();
    // At 0.5 s, then every three seconds.
    expect(written().trimEnd().split('\n')).toHaveLength(4);
    expect(written()).not.toContain('\r');
  });
});

describe('a moment', () => {
  const now = new Date('2026-01-02T00:00:00Z');
  it.each([
    ['1h', '2026-01-01T23:00:00Z'],
    ['2d', '2025-12-31T00:00:00Z'],
    ['2025-12-24', '2025-12-24T00:00:00Z'],
    ['2025-12-24T08:30', '2025-12-24T08:30:00Z'],
    ['2025-12-24 08:30:10+01:00', '2025-12-24T07:30:10Z'],
  ])('is read from %s', (text, moment) => {
    expect(instant('--since', text, now)).toBe(Date.parse(moment));
  });
  it.each(['yesterday', '-1h', '5', '2025-13-01', ''])('is not read from "%s"', (text) => {
    expect(() => instant('--since', text, now)).toThrow(/no moment and no time span/);
  });
});
