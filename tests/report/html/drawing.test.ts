import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {cut} from '../../../src/report/html/boxes.ts';
import {drawings} from '../../../src/report/html/drawings.ts';
import {layout} from '../../../src/report/html/layout.ts';
import {mostDrawn} from '../../../src/report/html/limits.ts';
import {routes} from '../../../src/report/html/routes.ts';
import {pictures} from '../../../src/report/html/scope.ts';
import type {Side} from '../../../src/report/html/side.ts';
import {fixtures, readFixture} from '../../topology/fixtures.ts';
import {attribute, document, ofClass, textOf, within} from './document.ts';
import {fileOf, plainNames, shapes, sideOf} from './sides.ts';

/** What is in the drawing: boxes as `kind label`, arrows as `kind from > to`. */
async function drawn(side: Side, after?: Side & {readonly title: string}) {
  const {elements} = document((await drawings(side, after)).markup);
  const inDrawing = elements.filter((element) => attribute(element, 'id') !== undefined);
  const boxes = ofClass(inDrawing, 'node').map((node) => {
    const label = textOf(within(node, 'text')!);
    return {id: attribute(node, 'id')!, kind: attribute(node, 'class')!.slice(5), label};
  });
  const name = (id: string | undefined) => boxes.find((box) => box.id === id)!.label;
  const arrows = ofClass(inDrawing, 'edge').map((edge) => {
    const [from, to] = ['data-from', 'data-to'].map((end) => name(attribute(edge, end)));
    return `${attribute(edge, 'class')!.slice(5)} ${from} > ${to}`;
  });
  return {boxes: boxes.map(({kind, label}) => `${kind} ${label}`).sort(), arrows: arrows.sort(), elements};
}

/** The same, read from the topology itself; names as far as a box shows them. */
function stated({topology}: Side) {
  const {services, nodes, events, operations, brokers} = topology;
  const shown = (said: string, ...names: readonly string[]) =>
    said.split('%').reduce((text, rest, i) => text + cut(names[i - 1]!, 'label') + rest);
  const service = (index: number) => nodes[index]!.service;
  const used = new Set([...events.values()].map(({via}) => via));
  const telemetry = (name: string) => services.get(name)!.telemetry;
  const need = (needsResult: boolean | undefined, callee: string) =>
    (needsResult ?? services.get(callee)!.kind !== 'service')
      ? 'needed'
      : needsResult === false
        ? 'not-needed'
        : 'unknown';
  const calls = nodes.flatMap((node) =>
    node.calls.flatMap(({targets, needsResult, onFailure}) => [
      ...targets.map((to) => shown(`${need(needsResult, service(to))} % > %`, node.service, service(to))),
      ...(onFailure.kind === 'fallback' && !targets.includes(onFailure.node)
        ? [shown('fallback % > %', node.service, service(onFailure.node))]
        : []),
    ]),
  );
  return {
    boxes: [
      ...[...operations.keys()].map((name) => shown('operation %', name)),
      ...[...services.values()].filter(({name}) => !telemetry(name)).map(({kind, name}) => shown(`${kind} %`, name)),
      ...[...events.keys()].map((name) => shown('event %', name)),
      ...[...brokers.keys()].filter((name) => !used.has(name)).map((name) => shown('broker %', name)),
    ].sort(),
    arrows: [
      ...new Set([
        ...[...operations.values()].map(({name, entry}) => shown('entry % > %', name, service(entry))),
        ...calls,
        ...[...events.values()].flatMap(({name, producers, consumers}) => [
          ...producers.map((index) => shown('publish % > %', service(index), name)),
          ...consumers.map((consumer) => shown('consume % > %', name, consumer.service)),
        ]),
      ]),
    ].sort(),
  };
}

describe('the drawing has the boxes and arrows of the topology, each once', () => {
  it.each(fixtures)('of %s', async (name) => {
    const side = sideOf(readFixture(name));
    const {boxes, arrows} = await drawn(side);
    expect({boxes, arrows}).toEqual(stated(side));
  });

  it('of any topology', async () => {
    const property = fc.asyncProperty(shapes(8), async (shape) => {
      const side = sideOf(fileOf(shape, plainNames(shape)));
      const {boxes, arrows} = await drawn(side);
      expect({boxes, arrows}).toEqual(stated(side));
    });
    await fc.assert(property, {numRuns: 60, seed: 2});
  });
});

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
const apart = (a: Place, b: Place) =>
  Math.abs(a.x - b.x) * 2 >= a.width + b.width - 2 || Math.abs(a.y - b.y) * 2 >= a.height + b.height - 2;
const inside = (x: number, y: number, box: Place) =>
  Math.abs(x - box.x) < box.width / 2 - 1 && Math.abs(y - box.y) < box.height / 2 - 1;

/** Pairs of boxes and labels that overlap, and boxes that an arrow passes through. */
async function collisions(side: Side): Promise<string[]> {
  const [picture] = pictures([side]);
  const placed = await layout(picture!);
  const labels = placed.edges.flatMap(({label}) => label ?? []);
  const solid = [...placed.rooms, ...labels];
  const said = solid.flatMap((one, i) =>
    solid
      .slice(i + 1)
      .flatMap((other) => (apart(one, other) ? [] : [`${JSON.stringify(one)} ${JSON.stringify(other)}`])),
  );
  for (const [index, route] of routes(picture!, placed).entries()) {
    for (const [i, end] of route.entries()) {
      const start = route[i - 1];
      if (!start) continue;
      for (let t = 0; t <= 1; t += 1 / 16) {
        // A curve of the drawing: level at both ends, with both handles half way.
        const u = 1 - t;
        const middle = Math.round((start.x + end.x) / 2);
        const x = u ** 3 * start.x + 3 * u * u * t * middle + 3 * u * t * t * middle + t ** 3 * end.x;
        const y = (u ** 3 + 3 * u * u * t) * start.y + (3 * u * t * t + t ** 3) * end.y;
        const hit = placed.nodes.findIndex((box) => inside(x, y, box));
        if (hit >= 0) said.push(`arrow ${index} passes through ${picture!.nodes[hit]!.label}`);
      }
    }
  }
  return said;
}

describe('no boxes or labels overlap, and no arrow passes through a box', () => {
  it.each(fixtures)('in %s', async (name) => {
    expect(await collisions(sideOf(readFixture(name)))).toEqual([]);
  });

  it('in any topology', async () => {
    const property = fc.asyncProperty(shapes(12), async (shape) => {
      // Boxes of different widths: only then one stands in the way of what leaves its neighbour.
      const names = plainNames(shape).map((name, i) => name + 'x'.repeat((i * 11) % 26));
      expect(await collisions(sideOf(fileOf(shape, names)))).toEqual([]);
    });
    await fc.assert(property, {numRuns: 60, seed: 3});
  });
});

it('numbers the parts that can be up on their own as the quanta of an operation that reaches everything', async () => {
  const side = sideOf(readFixture('ten-services.topology.yaml'));
  const {elements} = await drawn(side);
  const labels = ofClass(elements, 'part').map((part) => textOf(part));
  // part 1 is the request path, part 2 the warehouse that reads OrderPlaced
  expect(labels).toEqual(['part 1 of 2', 'part 2 of 2']);
  expect(side.analysis.operations['buy-a-book']!.quanta).toBe(2);
});

it('draws every arrow of a call circle from its caller to its callee', async () => {
  const side = sideOf({
    services: {
      a: {calls: [{to: 'b', needsResult: true}]},
      b: {calls: [{to: 'c', needsResult: true}]},
      c: {calls: [{to: 'a', needsResult: true}]},
    },
    operations: {go: {entry: 'a'}},
  });
  const [picture] = pictures([side]);
  const placed = await layout(picture!);
  const ends = routes(picture!, placed).map((route) => Math.sign(route.at(-1)!.x - route[0]!.x));
  // go, a and b lead to the right; c calls back.
  expect(ends).toEqual([1, 1, 1, -1]);
  expect(placed.edges.map(({back}) => back)).toEqual([false, false, false, true]);
});

it('draws calls of one kind between two services as one arrow, with their number and how long each waits', async () => {
  const calls = [
    {to: 'b', needsResult: true},
    {to: 'b', needsResult: true, count: 2},
    {to: 'b', needsResult: false},
  ];
  const {elements} = await drawn(sideOf({services: {a: {calls}, b: {latency: '1s'}}}));
  const titles = ofClass(elements, 'edge').flatMap((edge) => textOf(within(edge, 'title') ?? edge));
  expect(titles).toEqual(
    expect.arrayContaining([
      'a calls b: 2 times, its result is needed, waits 1 s, 2 s',
      'a calls b: its result is not needed, waits 1 s',
    ]),
  );
  expect(ofClass(elements, 'label').map(textOf)).toEqual(['2 calls', 'not needed, waits 1 s']);
});

it('marks in two drawings what goes and what is new', async () => {
  const services = {a: {latency: '1ms'}, b: {latency: '1ms'}};
  const brokers = {kafka: {}};
  const today = sideOf({services: {...services, a: {calls: [{to: 'b', needsResult: false}]}}, brokers});
  const events = {Done: {producer: 'a', via: 'kafka', consumers: {b: {}}}};
  const {boxes, arrows} = await drawn(today, {
    ...sideOf({services, brokers, events, operations: {a: {entry: 'a'}}}),
    title: 'x',
  });
  expect(arrows).toEqual([
    'consume new Done > b',
    'entry a > a',
    'entry a > a',
    'not-needed gone a > b',
    'publish new a > Done',
  ]);
  expect(boxes.filter((box) => / (?:new|gone) /.test(box))).toEqual(['event new Done']);
});

it('marks an arrow that waits for another time, and says so where nothing differs', async () => {
  const file = (latency: string) => ({services: {a: {calls: [{to: 'b', needsResult: true}]}, b: {latency}}});
  const [fast, slow] = [sideOf(file('50ms')), {...sideOf(file('2s')), title: 'b is slow'}];
  expect((await drawn(fast, slow)).arrows).toEqual([
    'entry a > a',
    'entry a > a',
    'needed a > b',
    'needed other a > b',
  ]);
  expect((await drawings(fast, slow)).markup).toContain('Thick lines differ');
  expect((await drawings(fast, {...fast, title: 'nothing'})).markup).toContain('Both drawings have the same');
});

describe('a topology of more than can be read', () => {
  const file = (size: number, team: (i: number) => string | undefined) => ({
    services: Object.fromEntries(
      Array.from({length: size}, (_, i) => [
        `s${i}`,
        {
          team: team(i),
          latency: '1ms',
          calls: [1, 2, 3].filter((k) => 3 * i + k < size).map((k) => ({to: `s${3 * i + k}`})),
        },
      ]),
    ),
    operations: {go: {entry: 's0'}},
  });

  it('is drawn as teams where most services have one, with the number of calls between them', async () => {
    const {boxes, arrows} = await drawn(sideOf(file(600, (i) => `team ${i % 2}`)));
    expect(boxes).toEqual(['team team 0', 'team team 1']);
    expect(arrows).toEqual(['unknown team 0 > team 1', 'unknown team 1 > team 0']);
  });

  it('is else cut down to what the costliest calls connect, and says how much is left out', async () => {
    const {boxes, elements} = await drawn(sideOf(file(600, () => undefined)));
    expect(boxes.length).toBe(mostDrawn.costliest + 1);
    const [caption] = elements.filter(({tagName}) => tagName === 'figcaption');
    // 600 services and an operation; 599 calls and the entry
    expect(textOf(caption!)).toMatch(/Not drawn: 540 of 601 boxes and \d+ arrows/);
  });

  it('has the same scope on both sides', () => {
    const [one, other] = pictures([
      sideOf(file(600, (i) => `team ${i % 3}`)),
      sideOf(file(20, (i) => `team ${i % 3}`)),
    ]);
    expect([one, other].map((picture) => picture!.nodes[0]!.kind)).toEqual(['team', 'team']);
  });
});
