import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {printableLine} from '../../src/printable.ts';
import {mermaid} from '../../src/report/mermaid.ts';
import {analyzed, topologyOf} from '../analysis/built.ts';
import {fixtures, readFixture} from '../topology/fixtures.ts';
import {flowchart} from './flowchart.ts';
import {hostileNames} from './hostile-text.ts';

const textOf = (file: string | object) => mermaid(topologyOf(file), analyzed(file));
const drawn = (file: string | object) => flowchart(textOf(file));
/** `from > label > to` for each arrow. */
function arrows(file: string | object): string[] {
  const chart = drawn(file);
  const name = (id: string) => chart.boxes.get(id)!.label;
  return chart.arrows.map(
    ({from, to, label, dotted}) => `${name(from)} ${dotted ? '..' : '--'} ${label} > ${name(to)}`,
  );
}

it('draws the Task API of the course', () => {
  // The waits are the latencies of the callees in the course.
  expect(textOf(readFixture('task-api.topology.yaml'))).toBe(`flowchart LR
  n0["task-api"]
  n1["notification"]
  n2["audit"]
  n3["reminder"]
  n0 -->|"waits 2 s, result not needed"| n1
  n0 -->|"waits 500 ms, result not needed"| n2
  n0 -->|"waits 50 ms, result not needed"| n3
  linkStyle 0,1,2 stroke:#1a7f37,stroke-width:2px
`);
});

describe('everything.topology.yaml', () => {
  const file = readFixture('everything.topology.yaml');

  it('has a shape for every kind of service and for events, which stand in their broker', () => {
    const {boxes, brokers} = drawn(file);
    const shapes = [...boxes.values()].map(({label, shape}) => `${shape} ${label}`);
    expect(shapes).toEqual(
      expect.arrayContaining(['[ shop', '[( stock-db (datastore)', '[[ mail (external)', '([ OrderPlaced (event)']),
    );
    expect(brokers).toEqual(['kafka (broker)']);
  });

  it('says at every arrow what the call is, how long its caller waits and whether it needs the result', () => {
    expect(arrows(file)).toEqual(
      expect.arrayContaining([
        'shop -- /order to /reserve, reserve, waits 29 ms, result needed > stock',
        'shop -- /order, waits 400 ms, result not needed > mail (external)',
        'shop -- /order, prices, fallback, waits 1 ms, result needed? > prices-cache',
        'shop .. /order publishes, by an outbox > OrderPlaced (event)',
        'OrderPlaced (event) .. read > billing',
      ]),
    );
  });

  it('leaves telemetry out', () => {
    const telemetry = [...topologyOf(file).services.values()].filter((service) => service.telemetry);
    expect(telemetry).not.toEqual([]);
    const labels = [...drawn(file).boxes.values()].map(({label}) => label);
    for (const {name} of telemetry) expect(labels.some((label) => label.startsWith(name))).toBe(false);
  });

  it('draws nothing that is not there', () => {
    const topology = topologyOf(file);
    const services = [...topology.services.values()].filter((service) => !service.telemetry);
    expect(drawn(file).boxes.size).toBe(services.length + topology.events.size);
    expect(drawn(file).arrows.filter(({dotted}) => !dotted)).toHaveLength(analyzed(file).couplings.length);
  });
});

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function contrast(one: string, other: string): number {
  const luminance = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

it('gives each need a colour of its own that can be seen on light and dark pages', () => {
  const {strokes, arrows} = drawn(readFixture('everything.topology.yaml'));
  expect([...strokes.keys()].sort((a, b) => a - b)).toEqual(arrows.map((_, i) => i));
  const meaning = new Map(
    arrows.map(({label, dotted}, i) => [strokes.get(i), dotted ? 'event' : label.split(', ').at(-1)]),
  );
  expect([...meaning.values()].sort()).toEqual(['event', 'result needed', 'result needed?', 'result not needed']);
  // 3 : 1 is what WCAG 2.2, 1.4.11 asks of graphics; GitHub's pages are white and #0d1117.
  for (const stroke of strokes.values()) {
    expect(contrast(stroke, '#ffffff')).toBeGreaterThanOrEqual(3);
    expect(contrast(stroke, '#0d1117')).toBeGreaterThanOrEqual(3);
  }
});

it.each(fixtures)('%s is a drawing', (name) => {
  expect(drawn(readFixture(name)).boxes.size).toBeGreaterThan(0);
});

describe('a topology too large to read', () => {
  // Ten callers of 29 services each, which are worse the later they stand.
  const names = Array.from({length: 300}, (_, i) => `s${i}`);
  const callees = (i: number) => (i < 10 ? names.slice(10 + i * 29, 10 + (i + 1) * 29) : []);
  const file = {
    services: Object.fromEntries(
      names.map((name, i) => [name, {availability: `${99.999 - i / 1000}%`, calls: callees(i).map((to) => ({to}))}]),
    ),
  };

  it('is cut to the costliest calls, and the drawing says how much is left out', () => {
    const {boxes, arrows, note} = drawn(file);
    expect(boxes.size).toBeLessThanOrEqual(80);
    expect(arrows.length).toBeLessThanOrEqual(160);
    expect(note).toBe(
      `Drawn: ${boxes.size} of 300 services and events and ${arrows.length} of 290 arrows, the costliest calls first`,
    );
    // The least available services stand last, and the last caller has 29 of them.
    expect(boxes.get(arrows[0]!.from)!.label).toBe('s9');
    expect(boxes.get(arrows[0]!.to)!.label).toBe('s299');
  });

  it('stays below what Mermaid takes, whatever the names are', () => {
    const long = JSON.parse(JSON.stringify(file).replaceAll(/"s(\d+)"/g, `"${'|'.repeat(500)}$1"`));
    // 50,000 characters and 500 arrows are the defaults of Mermaid's maxTextSize and maxEdges.
    expect(textOf(long).length).toBeLessThan(50_000);
  });

  it('draws services that call nobody', () => {
    const alone = {services: Object.fromEntries(names.map((name) => [name, {}]))};
    const {boxes, note} = drawn(alone);
    expect([boxes.size, note]).toEqual([80, 'Drawn: 80 of 300 services and events, the costliest calls first']);
  });
});

it('shows any name as text, up to its length', () => {
  const file = ([a = '', b = '', c = '', name = '', broker = '', event = '']: readonly string[]) => ({
    services: {
      ...Object.fromEntries([[a, {calls: [{to: b, name}]}]]),
      ...Object.fromEntries([
        [b, {kind: 'datastore'}],
        [c, {}],
      ]),
    },
    brokers: Object.fromEntries([[broker, {}]]),
    events: Object.fromEntries([[event, {producer: a, via: broker, consumers: Object.fromEntries([[c, {}]])}]]),
  });
  fc.assert(
    fc.property(hostileNames(6), (names) => {
      const {boxes, brokers, arrows} = drawn(file(names));
      const labels = [...boxes.values()].map(({label}) => label);
      const [a = '', b = '', c = '', , broker = '', event = ''] = names.map((name) =>
        printableLine(name).toWellFormed(),
      );
      for (const [i, name] of [a, `${b} (datastore)`, c, `${event} (event)`].entries())
        expect(beginning(labels[i]!, name)).toBe(true);
      expect(beginning(brokers[0]!, `${broker} (broker)`)).toBe(true);
      expect(arrows).toHaveLength(3);
    }),
    {seed: 7, numRuns: 100},
  );
});

/** The same, or cut where it is long. */
function beginning(label: string, name: string): boolean {
  const [start = '', rest] = label.toWellFormed().split('…');
  return rest === undefined ? start === name : name.startsWith(start);
}
