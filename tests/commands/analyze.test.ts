import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {folder} from './typed.ts';

const here = folder();
afterAll(here.remove);
const taskApi = here.file('task.topology.yaml', readFileSync('fixtures/topologies/task-api.topology.yaml', 'utf8'));
const boutique = resolve('fixtures/topologies/online-boutique.topology.yaml');
const json = async (...args: string[]) => JSON.parse((await here.type(['analyze', ...args, '--format', 'json'])).out);

describe('eventcoach analyze', () => {
  it('takes everything down with a shared fate', async () => {
    const file = here.file(
      'fate.yaml',
      `version: 1
name: fate
services:
  a: {calls: [{to: b, timeout: 1s}]}
  b: {sharedFate: [rack]}
  c: {latency: 1ms}
sharedFate: {rack: {availability: 99%}}
`,
    );
    const {operations, state} = await json(file, '--down', 'rack');
    expect(operations.a).toMatchObject({availability: 0, latency: {typicalMs: 1000}});
    expect(operations.c.availability).toBe(0.999);
    expect(state.outcome.fails).toEqual(['a']);
    const {code, err} = await here.type(['analyze', file, '--down', 'rck']);
    expect([code, err]).toEqual([2, expect.stringContaining('Did you mean "rack"?')]);
  });

  it('prints the figures of the Task API for a person, in 80 columns', async () => {
    const {code, out, err} = await here.type(['analyze', taskApi]);
    expect([code, err]).toEqual([0, '']);
    for (const figure of [
      '99.6006 %',
      '34.99 h',
      '2.6 s',
      '52 of 200',
      'full after 10 s',
      "Does task-api need to wait for notification's result?",
    ]) {
      expect(out.replace(/\s+/g, ' ')).toContain(figure);
    }
    // A command to copy stands on one line, however long the file's name is.
    const lines = out.split('\n').filter((line) => !line.startsWith('  eventcoach '));
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
    expect(out).not.toMatch(/\u001b/);
  });

  it('finds the only topology of the working directory', async () => {
    expect((await here.type(['analyze'])).out).toContain('Task management');
  });

  it('prints JSON with every key of the contract', async () => {
    const a = await json(taskApi);
    expect(Object.keys(a)).toEqual(
      expect.arrayContaining([
        'schema',
        'topology',
        'assumptions',
        'operations',
        'couplings',
        'findings',
        'blastRadius',
        'blindSpots',
      ]),
    );
    expect(a.schema).toBe('eventcoach/analysis@1');
    expect(Object.keys(a.operations['create-task'])).toEqual(
      expect.arrayContaining([
        'entry',
        'availability',
        'unavailability',
        'exact',
        'availabilityRange',
        'downtimeMinutesPerYear',
        'failedRequestsPerYear',
        'availabilityAlone',
        'ceiling',
        'targets',
        'dependencies',
        'latency',
        'load',
        'chainDepth',
        'retryAmplification',
        'quanta',
      ]),
    );
    expect(a.couplings[0]).toMatchObject({
      from: 'task-api',
      to: 'notification',
      name: expect.any(String),
      operations: ['create-task'],
      needsResult: false,
      temporal: {level: 'tight', waitMs: 2000, windowsPerYear: 0, requestsHitPerYear: 0},
      availability: {level: 'tight'},
      behavioral: {
        level: 'tight',
        coordinatedDeploymentsPerYear: null,
        fields: ['channel', 'workspace', 'message', 'priority'],
      },
      advice: 'convert',
      question: "Does task-api need to wait for notification's result?",
    });
    expect(a.couplings[0].availability.minutesPerYear).toBeCloseTo(524.0248, 4);
    expect(a.blastRadius.notification).toMatchObject({fails: ['create-task'], starves: [], degrades: [], late: []});
  });

  it("shows a bad day beside the file's own day", async () => {
    const bad = await json(taskApi, '--set', 'notification.latency=50ms', '--set', 'create-task.rate=100/s');
    expect(bad.operations['create-task'].latency.typicalMs).toBe(650);
    expect(bad.operations['create-task'].load[0].busy).toBe(65);
    expect(bad.before.operations['create-task'].latency.typicalMs).toBe(2600);
    const down = await json(taskApi, '--down', 'notification');
    expect(down.operations['create-task'].availability).toBe(0);
    expect(down.state.outcome.fails).toEqual(['create-task']);
    const {out} = await here.type(['analyze', taskApi, '--down', 'notification', '--set', 'create-task.rate=100/s']);
    expect(out.replace(/\s+/g, ' ')).toMatch(/notification does not answer/);
    expect(out).toMatch(/30\.1 s \(in the file: 2\.6 s\)/);
  });

  it('analyzes the hand-checked topology of a public system', async () => {
    const a = await json(boutique);
    // The documented services of Online Boutique, with redis-cart behind the cart (see fixtures/topologies/PROVENANCE.md).
    expect(Object.keys(a.operations).length).toBeGreaterThan(2);
    for (const [from, to] of [
      ['frontend', 'checkoutservice'],
      ['checkoutservice', 'paymentservice'],
      ['checkoutservice', 'emailservice'],
      ['cartservice', 'redis-cart'],
      ['recommendationservice', 'productcatalogservice'],
    ]) {
      expect(a.couplings.some((c: {from: string; to: string}) => c.from === from && c.to === to)).toBe(true);
    }
  });

  it('ends with exit 1 from the stated severity on, else with 0', async () => {
    expect((await here.type(['analyze', taskApi, '--fail-on', 'error'])).code).toBe(1);
    const fine = here.file('fine.yaml', 'version: 1\nname: fine\nservices: {a: {calls: [{to: b}]}, b: {}}\n');
    expect((await here.type(['analyze', fine, '--fail-on', 'error'])).code).toBe(0);
    expect((await here.type(['analyze', fine, '--fail-on', 'warning'])).code).toBe(1);
    expect((await here.type(['analyze', fine])).code).toBe(0);
  });

  it('limits with --top and --operation', async () => {
    const top = await json(boutique, '--top', '2');
    expect(top.couplings).toHaveLength(2);
    expect(Object.keys(top.blastRadius)).toHaveLength(2);
    const [first] = Object.keys(top.operations);
    expect(Object.keys((await json(boutique, '--operation', first!)).operations)).toEqual([first]);
  });

  it('asks only for the findings of the operation that is named', async () => {
    const two = here.file(
      'two.yaml',
      'version: 1\nname: two\nservices: {a: {calls: [{to: b}]}, b: {}, c: {}}\noperations: {x: {entry: a, target: {availability: 99.99%}}, y: {entry: c, target: {availability: 99%}}}\n',
    );
    expect((await here.type(['analyze', two, '--operation', 'y', '--fail-on', 'warning'])).code).toBe(0);
    expect((await here.type(['analyze', two, '--operation', 'x', '--fail-on', 'error'])).code).toBe(1);
    expect((await here.type(['analyze', two, '--operation', 'y'])).out).toContain('No findings');
  });

  it('reads standard input, and gives the same bytes twice', async () => {
    const input = readFileSync('fixtures/topologies/task-api.topology.yaml', 'utf8');
    const [once, twice] = [
      await here.type(['analyze', '-', '--format', 'json'], {input}),
      await here.type(['analyze', '-', '--format', 'json'], {input}),
    ];
    expect(once.out).toBe(twice.out);
    expect(JSON.parse(once.out).topology.services).toBe(4);
  });
});

const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
  .split('')
  .map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefghij'[i]}`).join(',')}]`)
  .join('\n')}`;
const head = 'version: 1\nname: x\nservices:\n';

describe('the worked examples through the command line', () => {
  // From the format's description ("Worked examples"), to 1e-12.
  const events = (outbox: boolean) =>
    `{version: 1, name: e, services: {A: {}, B: {availability: 99.5%}, C: {}}, brokers: {k: {availability: 99.99%}}, events: {E: {producer: A, via: k, outbox: ${outbox}, consumers: {B: {}, C: {}}}}, operations: {op: {entry: A}}}`;
  it.each([
    [
      'a chain',
      '{version: 1, name: c, services: {A: {calls: [{to: B}]}, B: {availability: 99.5%, calls: [{to: C}]}, C: {}}, operations: {op: {entry: A}}}',
      0.993010995,
    ],
    [
      'a diamond',
      '{version: 1, name: d, services: {A: {calls: [{to: B}, {to: C}]}, B: {calls: [{to: D}]}, C: {calls: [{to: D}]}, D: {}}, operations: {op: {entry: A}}}',
      0.996005996001,
    ],
    [
      'a fallback',
      '{version: 1, name: f, services: {A: {calls: [{to: B, onFailure: {fallback: C}}]}, B: {availability: 99%}, C: {availability: 99%}}, operations: {op: {entry: A}}}',
      0.9989001,
    ],
    ['events', events(false), 0.9989001],
    ['events from an outbox', events(true), 0.999],
  ])('%s', async (_, text, availability) => {
    const {op} = (await json(here.file('worked.yaml', text))).operations;
    expect(Math.abs(op.availability / availability - 1)).toBeLessThan(1e-12);
    expect(Math.abs(op.unavailability / (1 - availability) - 1)).toBeLessThan(1e-11);
  });
});

describe('bad input', () => {
  const cases: readonly (readonly [string, string | Uint8Array, RegExp, RegExp])[] = [
    ['an unknown key', `${head}  a: {availabilty: 99%}\n`, /^bad\.yaml:4:7: .*availabilty/, /availability/],
    [
      'a dangling name',
      `${head}  shop: {calls: [{to: paymnt}]}\n  payment: {}\n`,
      /^bad\.yaml:4:23: .*paymnt/,
      /payment/,
    ],
    ['100.1 %', `${head}  a: {availability: 100.1%}\n`, /^bad\.yaml:4:21: .*100\.1%/, /0% to 100%/],
    ['a duration without unit', `${head}  a: {latency: 50}\n`, /^bad\.yaml:4:16: .*50/, /50ms/],
    ['a duplicate key', `${head}  a: {}\n  a: {}\n`, /^bad\.yaml:5:3: .*"a"/, /Keep one/],
    ['an alias bomb', bomb, /^bad\.yaml:\d+:\d+: /, /./],
    ['an empty file', '', /^bad\.yaml:1:1: .*empty/, /eventcoach new/],
    ['no YAML', '{{{', /^bad\.yaml:\d+:\d+: .*YAML/, /./],
    ['binary data', new Uint8Array([0, 255, 254, 1, 2, 200]), /bad\.yaml/, /./],
    ['__proto__ with a wrong value', `${head}  __proto__: {availability: 2}\n`, /__proto__.*2/, /fraction/],
    [
      'control characters in a name',
      `${head}  "a\\e]0;pwned\\a": {availability: 99%}\n`,
      /^bad\.yaml:4:3: .*control characters/,
      /Take them out/,
    ],
    ['a negative number', `${head}  a: {availability: -5%}\n`, /-5%/, /0% to 100%/],
    ['a list for a mapping', `${head}  - a\n`, /list/, /./],
    ['deep nesting', `a: ${'['.repeat(30_000)}${']'.repeat(30_000)}`, /nested/, /./],
    ['a service with endpoints and calls', `${head}  a: {calls: [], endpoints: {x: {}}}\n`, /endpoints/, /Move/],
    ['more replicas required than there are', `${head}  a: {replicas: {count: 1, required: 2}}\n`, /required 2/, /./],
  ];

  it.each(cases)('%s: exit 2, one line what, one line what next', async (_, text, what, next) => {
    here.file('bad.yaml', text);
    const {code, out, err} = await here.type(['analyze', 'bad.yaml']);
    expect([code, out]).toEqual([2, '']);
    const lines = err.trimEnd().split('\n');
    expect(lines[0]).toMatch(what);
    expect(lines[1]).toMatch(next);
    expect(lines.length % 2).toBe(0);
    expect(err).not.toMatch(/^\s+at |[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/m);
  });

  it('tells every problem of a file, each with its place, and counts the rest', async () => {
    here.file('bad.yaml', `${head}${Array.from({length: 14}, (_, i) => `  s${i}: {latency: ${i}}\n`).join('')}`);
    const {err} = await here.type(['analyze', 'bad.yaml']);
    expect(err.match(/^bad\.yaml:\d+:\d+/gm)).toHaveLength(10);
    expect(err).toContain('4 more problems');
  });

  it('a missing file, a folder, a wrong option and a wrong state: exit 2 with what and what next', async () => {
    const tried = async (...args: string[]) => {
      const {code, err} = await here.type(args);
      expect(code).toBe(2);
      expect(err.trimEnd().split('\n')).toHaveLength(2);
      return err;
    };
    expect(await tried('analyze', 'nowhere.yaml')).toMatch(/nowhere\.yaml/);
    expect(await tried('analyze', '.')).toMatch(/folder/);
    expect(await tried('analyze', taskApi, '--formt', 'json')).toMatch(/--formt.*\n.*--format/);
    expect(await tried('analyze', taskApi, '--format', 'jsn')).toMatch(/jsn.*\n.*json/);
    expect(await tried('analyze', taskApi, '--top', 'x')).toMatch(/--top x/);
    expect(await tried('analyze', taskApi, '--set')).toMatch(/--set needs a value/);
    expect(await tried('analyze', taskApi, '--set', 'notification')).toMatch(/SERVICE\.FIELD=VALUE/);
    expect(await tried('analyze', taskApi, '--set', 'notificaton.latency=2s')).toMatch(
      /notificaton[\s\S]*notification/,
    );
    expect(await tried('analyze', taskApi, '--set', 'notification.latency=2')).toMatch(/notification\.latency/);
    expect(await tried('analyze', taskApi, '--set', 'notification.latency={')).toMatch(/latency=\{/);
    expect(await tried('analyze', taskApi, '--down', 'notificatoin')).toMatch(/notificatoin[\s\S]*notification/);
    expect(await tried('analyze', taskApi, '--operation', 'create')).toMatch(/create[\s\S]*create-task/);
    expect(await tried('analyze', taskApi, taskApi)).toMatch(/one file/);
  });
});

describe('a day that fills a service', () => {
  it('is told by who is refused, and by the findings that the day adds', async () => {
    const file = here.file(
      'fills.yaml',
      `version: 1
name: fills
services:
  a: {concurrency: 10, latency: 100ms, calls: [{to: b, timeout: 1s, needsResult: true}]}
  b: {kind: external, rateLimit: 50/s}
operations: {op: {entry: a, rate: 20/s}, other: {entry: a, rate: 1/s}}
`,
    );
    const said = (await here.type(['analyze', file, '--set', 'op.rate=200/s'])).out.replace(/\s+/g, ' ');
    // 201/s x 100 ms = 20.1 of 10 places
    expect(said).toContain('op refused up to 50.2 % of its requests: a is full');
    expect(said).toContain('What that day adds to the findings');
    expect(said).toContain('b gets 201 requests a second and accepts 50');
    expect((await here.type(['analyze', file, '--set', 'op.rate=21/s'])).out).not.toContain('What that day adds');
  });
});
