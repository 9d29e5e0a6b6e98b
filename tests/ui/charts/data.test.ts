import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {parseTopology} from '../../../src/topology/parse.ts';
import {readSource} from '../../../src/topology/source.ts';
import {type ArchitectureEvent, architecture, architectureBefore} from '../../../src/ui/architecture-state.ts';
import {availabilityBars, coupledPairs, gainBars, waterfallOf} from '../../../src/ui/chart-data.ts';
import {charts, chartsBefore} from '../../../src/ui/charts-state.ts';
import {chartRows, chartWords} from '../../../src/ui/charts-view.ts';
import {workbench} from '../../../src/ui/workbench.ts';
import {canvas, misfits, textOf} from './canvas.ts';

const fixture = (name: string) => readFileSync(`fixtures/topologies/${name}.topology.yaml`, 'utf8');

/** The ledger of a file after these events on the architecture screen. */
function ledgerOf(text: string, ...events: readonly ArchitectureEvent[]) {
  const {topology} = parseTopology(text);
  const {data, locate} = readSource(text);
  if (!topology) throw new Error('the file does not parse');
  const bench = workbench({topology, data, locate, file: 'tasks.yaml'});
  const all = [{kind: 'opened', bench, message: undefined} as const, ...events];
  return all.reduce(architecture, architectureBefore).ledger!;
}

const asEvents = {kind: 'convert-all'} as const;
const down = {kind: 'toggle-down'} as const;

describe('the data of charts', () => {
  it.each([
    ['task-api', []],
    ['task-api', [asEvents]],
    ['task-api', [down]],
    ['task-api', [down, asEvents]],
    ['sixty-services', [asEvents]],
    ['online-boutique', [{kind: 'toggle-slow'} as const]],
    ['everything', []],
  ])('are the figures of the ledger: %s after %j', (name, events) => {
    const ledger = ledgerOf(fixture(name), ...events);
    const bars = availabilityBars(ledger.sides);
    expect(bars.map((bar) => bar.name)).toEqual(ledger.operations.map((operation) => operation.name));
    for (const [i, operation] of ledger.operations.entries()) {
      const [first, last = first] = bars[i]!.readings;
      expect(first.unavailability * 525_600).toBeCloseTo(operation.downtimeMinutesPerYear.before, 6);
      expect(last.unavailability * 525_600).toBeCloseTo(operation.downtimeMinutesPerYear.after, 6);
      const {before, after = before} = waterfallOf(ledger.sides, operation.name, 20)!;
      const total = (ms: number) => (Number.isFinite(ms) ? ms : null);
      expect([total(before.totalMs), total(after.totalMs)]).toEqual([
        operation.typicalMs.before,
        operation.typicalMs.after,
      ]);
    }
  });

  it('are those of the dependencies, before and now, with the entry itself and the broker that comes in', () => {
    const bars = gainBars(ledgerOf(fixture('task-api'), asEvents).sides, 'create-task')!;
    const minutes = (name: string) => {
      const {before, now} = bars.find((bar) => bar.name === name)!;
      return [before, now];
    };
    // Birnbaum importance times unavailability: the three others at 0.999 times 0.001 of the year.
    expect(minutes('notification')[0]).toBeCloseTo(0.999 ** 3 * 0.001 * 525_600, 6);
    expect(minutes('notification')[1]).toBeUndefined();
    expect(minutes('kafka')[0]).toBeUndefined();
    expect(minutes('kafka')[1]).toBeCloseTo(0.999 * 0.0001 * 525_600, 6);
    expect(minutes('task-api')[1]).toBeCloseTo(0.9999 * 0.001 * 525_600, 6);
  });

  it('are every pair of services with a call or an event between them, the tightest of each coupling', () => {
    const text = `version: 1
name: two endpoints
services:
  shop:
    endpoints:
      a: {calls: [{to: stock, onFailure: ignore, contract: {fields: [x]}}]}
      b: {calls: [{to: stock}]}
  stock: {}
  mail: {}
brokers: {k: {}}
events: {Sold: {producer: shop/a, via: k, consumers: {mail: {}, stock: {}}}}
`;
    expect(coupledPairs(ledgerOf(text).sides)).toMatchObject([
      {from: 'shop', to: 'stock', levels: {temporal: 'tight', availability: 'tight', behavioral: 'tight'}, weight: 6},
      {from: 'shop', to: 'mail', levels: undefined, weight: 0},
    ]);
  });

  it('keep the place of a pair whose call becomes an event', () => {
    const order = (text: ReturnType<typeof coupledPairs>) =>
      text.toSorted((a, b) => b.weight - a.weight).map(({to}) => to);
    const [before, after] = [ledgerOf(fixture('task-api')), ledgerOf(fixture('task-api'), asEvents)];
    expect(order(coupledPairs(after.sides))).toEqual(order(coupledPairs(before.sides)));
  });
});

describe('the charts', () => {
  it('are walked through by one key and chosen by number', () => {
    const opened = charts(chartsBefore, {kind: 'open-charts'}, 3);
    expect(opened).toEqual({isOpen: true, chart: 'availability', operation: 0});
    const walk = Array.from({length: 4}).reduce<(typeof opened)[]>(
      (all) => [...all, charts(all.at(-1)!, {kind: 'next-chart'}, 3)],
      [opened],
    );
    expect(walk.map(({chart}) => chart)).toEqual([
      'availability',
      'waterfall',
      'couplings',
      'dependencies',
      'availability',
    ]);
    expect(charts(opened, {kind: 'show-chart', number: 3}, 3).chart).toBe('couplings');
    const last = charts(opened, {kind: 'move-operation', move: 'last'}, 3);
    expect(last.operation).toBe(2);
    // Another file has fewer operations.
    expect(charts({...last, isOpen: false}, {kind: 'open-charts'}, 2).operation).toBe(1);
    expect(charts(last, {kind: 'close-charts'}, 3)).toEqual({...last, isOpen: false});
  });

  const names = ['availability', 'waterfall', 'couplings', 'dependencies'] as const;
  it.each(['task-api', 'sixty-services', 'everything', 'hostile'])('of %s fit from 58 x 6 to 198 x 55', (name) => {
    const ledger = ledgerOf(fixture(name), asEvents);
    for (const chart of names) {
      for (const [columns, rows] of [
        [58, 6],
        [58, 10],
        [78, 18],
        [118, 34],
        [198, 55],
      ] as const) {
        for (const operation of [0, ledger.operations.length - 1]) {
          const size = canvas(columns, rows);
          const drawn = chartRows(ledger, {isOpen: true, chart, operation}, size);
          expect([chart, columns, misfits(drawn, size)]).toEqual([chart, columns, []]);
          expect(textOf(drawn)[0]).toContain(`${names.indexOf(chart) + 1} ${chart}]`);
        }
      }
      expect(chartWords(ledger, {isOpen: true, chart, operation: 0}).length).toBeGreaterThan(1);
    }
  });

  it('say so where a file has no operation or no call', () => {
    const ledger = ledgerOf('{version: 1, name: none, services: {db: {kind: datastore}}}');
    const text = textOf(chartRows(ledger, {...chartsBefore, isOpen: true}, canvas(58, 10))).join('\n');
    expect(text).toContain('no operation');
    const lonely = ledgerOf('{version: 1, name: one, services: {a: {}}}');
    const couplings = chartRows(lonely, {...chartsBefore, chart: 'couplings'}, canvas(58, 10));
    expect(textOf(couplings).join('\n')).toContain('No service calls another.');
  });
});
