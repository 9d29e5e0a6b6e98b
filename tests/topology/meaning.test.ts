import {describe, expect, it} from 'vitest';
import {problemsOf, readFixture, topologyOf, withServices} from './fixtures.ts';

const node = (text: string, label: string) => {
  const found = topologyOf(text).nodes.find((n) => n.label === label);
  if (!found) throw new Error(`no node ${label}`);
  return found;
};
const targets = (text: string, from: string) => {
  const {nodes} = topologyOf(text);
  return nodes
    .find((n) => n.label === from)!
    .calls.map((c) => c.targets.map((t) => `${nodes[t]!.service}|${nodes[t]!.endpoint ?? ''}`));
};

describe('a name with a slash', () => {
  const services = [
    '  caller: {calls: [{to: a/b}, {to: a/c}, {to: a/b/d}]}',
    '  a: {endpoints: {b: {}, c: {}, b/d: {}}}',
  ];

  it('means the endpoint of the service before the slash', () => {
    expect(targets(withServices(...services), 'caller')).toEqual([['a|b'], ['a|c'], ['a|b/d']]);
  });

  it('means the service of that whole name where there is one, and else the longest service name before a slash', () => {
    const text = withServices(...services, '  a/b: {endpoints: {d: {}}}');
    expect(problemsOf(text)).toEqual([
      '4:25 services.caller.calls.0.to: service "a/b" has endpoints, and this names none of them | Write one of: a/b/d.',
    ]);
    expect(targets(text.replace('{to: a/b}, ', ''), 'caller')).toEqual([['a|c'], ['a/b|d']]);
  });

  it('is refused where the service has no such endpoint, or none at all', () => {
    expect(
      problemsOf(withServices('  x: {calls: [{to: a/creat}, {to: x/y}]}', '  a: {endpoints: {create: {}}}')),
    ).toEqual([
      '4:20 services.x.calls.0.to: service "a" has no endpoint "creat" | Did you mean "create"?',
      '4:35 services.x.calls.1.to: service "x" has no endpoint "y" | It has no endpoints.',
    ]);
  });

  it('must name an endpoint in a call and an entry, but need not for a producer or a consumer', () => {
    const services = ['  a: {endpoints: {x: {}, y: {}}}', '  b: {calls: [{to: a}]}', 'operations: {o: {entry: a}}'];
    expect(problemsOf(withServices(...services)).map((p) => p.split(': ')[0])).toEqual([
      '5:20 services.b.calls.0.to',
      '6:25 operations.o.entry',
    ]);
    const {events, nodes} = topologyOf(
      withServices(
        '  a: {endpoints: {x: {}, y: {}}}',
        '  b: {endpoints: {p: {}, q: {}}}',
        'events: {E: {producer: a, consumers: {b: {}, a/y: {}}}}',
      ),
    );
    const labels = (indices: readonly number[]) => indices.map((i) => nodes[i]!.label);
    expect(labels(events.get('E')!.producers)).toEqual(['a/x', 'a/y']);
    expect(events.get('E')!.consumers.map((c) => labels(c.nodes))).toEqual([['b/p', 'b/q'], ['a/y']]);
    expect(nodes.map((n) => n.publishes)).toEqual([['E'], ['E'], [], []]);
  });
});

describe('what a file leaves out', () => {
  it('is 99.9 % and 0 ms, and both are named in the assumptions', () => {
    const {services, brokers, sharedFates, nodes, assumptions} = topologyOf(
      withServices(
        '  a: {latency: 1ms}',
        '  b: {kind: datastore, availability: 99%}',
        '  c: {kind: external}',
        'brokers: {k: {}}',
        'sharedFate: {z: {}}',
        'operations: {o: {entry: a}}',
      ),
    );
    expect([...services.values()].map((s) => s.availability.down)).toEqual([0.001, 0.01, 0.001]);
    expect([brokers.get('k')!.availability.down, sharedFates.get('z')!.down]).toEqual([0.001, 0.001]);
    expect(nodes.map((n) => n.latency)).toEqual([1, 0, 0].map((ms) => ({kind: 'constant', ms})));
    expect(assumptions).toEqual([
      'a, c and k: no availability stated, 99.9 % assumed.',
      'Shared fate z: no availability stated, 99.9 % assumed.',
      'b, c and k: no latency stated, 0 ms assumed.',
    ]);
  });

  it('is taken from the defaults first', () => {
    const text = `defaults: {availability: 99%, latency: {p50: 5ms, p99: 9ms}, timeout: 3s}\n${withServices(
      '  a: {availability: 98%, latency: 1ms, calls: [{to: b}, {to: b, timeout: 1s}]}',
      '  b: {}',
      'operations: {o: {entry: a}}',
    )}`;
    const {services, nodes, assumptions} = topologyOf(text);
    expect([...services.values()].map((s) => [s.availability.up, s.availabilityStated])).toEqual([
      [0.98, true],
      [0.99, true],
    ]);
    expect(nodes.map((n) => n.latency)).toEqual([
      {kind: 'constant', ms: 1},
      {kind: 'lognormal', p50Ms: 5, p99Ms: 9},
    ]);
    expect(nodes[0]!.calls.map((c) => c.timeoutMs)).toEqual([3000, 1000]);
    expect(assumptions).toEqual([]);
  });

  it('names the first five of many', () => {
    const many = Array.from({length: 9}, (_, i) => `  s${i}: {latency: 1ms}`);
    expect(topologyOf(withServices(...many, 'operations: {o: {entry: s0}}')).assumptions).toEqual([
      's0, s1, s2, s3, s4 and 4 more: no availability stated, 99.9 % assumed.',
    ]);
  });
});

describe('a call', () => {
  it('fails with its target, is made once and always, and is named after its request, else its target', () => {
    const [bare, named, group] = node(
      withServices('  a: {calls: [{to: b}, {to: b, request: GET /x}, {to: {of: [b, c]}}]}', '  b: {}', '  c: {}'),
      'a',
    ).calls;
    expect(bare).toMatchObject({
      name: 'b',
      required: 1,
      group: false,
      onFailure: {kind: 'fail'},
      attempts: 1,
      count: 1,
      probability: {up: 1, down: 0},
      needsResult: undefined,
      timeoutMs: undefined,
    });
    expect(named!.name).toBe('GET /x');
    expect(group).toMatchObject({name: 'b | c', targets: [1, 2], required: 1, group: true});
  });

  it('counts the first attempt beside its retries', () => {
    const text = withServices('  a: {calls: [{to: a, retries: {max: 3, backoff: 100ms}}]}');
    expect(node(text, 'a').calls[0]).toMatchObject({attempts: 4, backoffMs: 100});
  });

  it('to a service marked as telemetry is left out', () => {
    expect(targets(withServices('  a: {calls: [{to: m}, {to: b}]}', '  b: {}', '  m: {telemetry: true}'), 'a')).toEqual(
      [['b|']],
    );
  });
});

describe('an availability of mean times', () => {
  it('is mtbf / (mtbf + mttr)', () => {
    const {availability} = topologyOf(withServices('  a: {availability: {mtbf: 30d, mttr: 1h}}')).services.get('a')!;
    expect(availability.up).toBeCloseTo(720 / 721, 15);
    expect(availability.down).toBeCloseTo(1 / 721, 15);
  });
});

describe('the example of the course', () => {
  it('is read with every figure', () => {
    const {nodes, operations, brokers} = topologyOf(readFixture('task-api.topology.yaml'));
    expect(nodes.map((n) => [n.label, n.latency])).toEqual(
      Object.entries({'task-api': 50, notification: 2000, audit: 500, reminder: 50}).map(([label, ms]) => [
        label,
        {kind: 'constant', ms},
      ]),
    );
    expect(nodes[0]!.calls.map((c) => [c.name, c.needsResult, c.timeoutMs])).toEqual([
      ['notification', false, 30_000],
      ['audit', false, undefined],
      ['reminder', false, undefined],
    ]);
    expect(operations.get('create-task')).toMatchObject({
      rate: 20,
      target: {availability: {up: 0.999, down: 0.001}, p99: 300},
    });
    expect(brokers.get('kafka')).toMatchObject({availability: {down: 0.0001}, latency: {ms: 5}});
  });
});
