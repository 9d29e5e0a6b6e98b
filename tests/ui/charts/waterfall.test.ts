import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {timelines} from '../../../src/analysis/timeline.ts';
import {waterfallChart, waterfallFrame, waterfallWords} from '../../../src/ui/charts/waterfall.ts';
import {topologyOf} from '../../analysis/built.ts';
import {anyTimes} from '../../analysis/latency-file.ts';
import {ascii, blocks, canvas, misfits, names, textOf} from './canvas.ts';

function timeline(file: object, down: readonly string[] = [], most = 50) {
  const topology = topologyOf(file);
  const [operation] = topology.operations.values();
  return timelines(topology, new Set(down))(operation!.entry, most);
}

const calls = [{to: 'notification', timeout: '30s'}, {to: 'audit'}, {to: 'reminder'}];
const chapter = {
  services: {
    'task-api': {latency: '50ms', calls},
    notification: {latency: '2s'},
    audit: {latency: '500ms'},
    reminder: {latency: '50ms'},
  },
  brokers: {kafka: {latency: '5ms'}},
};
const published = {
  ...chapter,
  services: {...chapter.services, 'task-api': {latency: '50ms'}},
  events: {TaskCreated: {producer: 'task-api', via: 'kafka', consumers: {audit: {}}}},
  operations: {create: {entry: 'task-api'}},
};
describe('the waterfall', () => {
  const rows = textOf(waterfallChart({before: timeline(chapter), after: undefined}, canvas(98, 12)));
  const [axis, api, notification, audit, reminder, legend] = rows;
  const bars = [api, notification, audit, reminder].map((row) => /[#.]+(?= {2,}\d|\s+\d)/.exec(row!)!);

  it('shows 50 + 2000 + 500 + 50 ms as bars that follow one another, with when they start and how long they take', () => {
    expect(axis).toMatch(/'0 .*'500 ms.*2\.5 s'/);
    expect(api).toMatch(/^task-api +#\.+ +0 ms {2}2\.6 s/);
    expect(notification).toMatch(/^ notification +#+ +50 ms {2}2 s/);
    expect(audit).toMatch(/^ audit +#+ +2\.05 s {2}500 ms/);
    expect(reminder).toMatch(/^ reminder +# +2\.55 s {2}50 ms/);
    expect(legend).toBe('# own work   . waits');
    const ends = bars.map(({index, 0: text}) => [index, index + text.length]);
    // Each begins in the column where the one before it ends.
    expect(ends[2]![0]).toBe(ends[1]![1]);
    expect(ends[3]![0]).toBe(ends[2]![1]);
    expect(ends[3]![1]).toBe(ends[0]![1]);
  });

  it('gives bars the length of their share of the time', () => {
    const width = bars[0]![0].length;
    for (const [i, ms] of [2600, 2000, 500, 50].entries()) {
      expect(Math.abs(bars[i]![0].length - (ms / 2600) * width)).toBeLessThanOrEqual(1);
    }
  });

  it('puts before and now on one axis: 55 ms beside 2.6 s', () => {
    const both = textOf(waterfallChart({before: timeline(chapter), after: timeline(published)}, canvas(78, 16)));
    expect(both).toContain('Before: the user waits 2.6 s');
    expect(both).toContain('Now: the user waits 55 ms');
    const now = both.slice(both.indexOf('Now: the user waits 55 ms') + 1);
    // Both parts share one column: own work takes most of it.
    expect(now[0]).toMatch(/^task-api +# .*55 ms/);
    expect(now[1]).toMatch(/^ event to kafka +# .*5 ms/);
  });

  it('tells a timeout from work, by sign and word', () => {
    const cut = textOf(waterfallChart({before: timeline(chapter, ['notification']), after: undefined}, canvas(78, 12)));
    expect(cut[2]).toMatch(/^ notification +x+ .*30 s, no answer/);
    expect(cut.at(-1)).toContain('x no answer');
    const endless = textOf(waterfallChart({before: timeline(chapter, ['audit']), after: undefined}, canvas(78, 12)));
    expect(endless[0]).toContain("for ever'");
    expect(endless[3]).toMatch(/^ audit +x+> .*for ever/);
  });

  it('shows what runs at the same time one above the other, and marks it', () => {
    const parallel = calls.map((call) => ({...call, parallel: 'all'}));
    const file = {...chapter, services: {...chapter.services, 'task-api': {latency: '50ms', calls: parallel}}};
    const all = textOf(waterfallChart({before: timeline(file), after: undefined}, canvas(98, 12)));
    const columns = all.slice(2, 5).map((row) => row.indexOf('#'));
    expect(new Set(columns).size).toBe(1);
    expect(all[3]).toMatch(/^ = audit/);
    expect(all.at(-1)).toContain('= starts with the row above');
  });

  it('tells 0 ms from a latency that nobody stated', () => {
    const services = {s: {latency: '10ms', calls: [{to: 'a'}, {to: 'b'}]}, a: {latency: '0ms'}, b: {}};
    const all = textOf(waterfallChart({before: timeline({services}), after: undefined}, canvas(78, 12)));
    expect(all[2]).toMatch(/ 0 ms *$/);
    expect(all[3]).toMatch(/ \? *$/);
    expect(all.at(-1)).toContain('? own work not stated');
  });

  it('says the same in sentences', () => {
    expect(waterfallWords({before: timeline(chapter, ['notification']), after: undefined})).toEqual([
      'The user waits 30.1 s, then it fails.',
      'task-api: starts at 0 ms, takes 30.1 s, fails, own work 50 ms.',
      'notification: starts at 50 ms, takes 30 s, no answer.',
    ]);
  });

  it('fits any canvas, with any names, and lines its columns up', () => {
    const size = fc.tuple(fc.integer({min: 56, max: 198}), fc.integer({min: 4, max: 55}));
    fc.assert(
      fc.property(
        anyTimes,
        size,
        fc.constantFrom(ascii, blocks),
        fc.boolean(),
        fc.nat(8),
        (file, [columns, height], glyphs, both, shift) => {
          const most = Math.max(1, Math.floor((height - waterfallFrame(height, both ? 2 : 1)) / (both ? 2 : 1)));
          const plain = timeline(file, [], most);
          const before = {
            ...plain,
            spans: plain.spans.map((span, i) => ({...span, name: names[(i + shift) % names.length]!})),
          };
          const chart = canvas(columns, height, glyphs);
          const drawn = waterfallChart({before, after: both ? timeline(file, ['x'], most) : undefined}, chart);
          expect(misfits(drawn, chart)).toEqual([]);
          for (const row of drawn.slice(1, 1 + (both ? 0 : before.spans.length))) {
            expect(stringWidth(row[0]!.text)).toBe(stringWidth(drawn[0]![0]!.text));
          }
        },
      ),
      {seed: 3, numRuns: 150},
    );
  });
});
