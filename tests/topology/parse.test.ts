import {describe, expect, it} from 'vitest';
import {checkTopology, topologyError} from '../../src/topology/check.ts';
import {parseTopology} from '../../src/topology/parse.ts';
import {readSource} from '../../src/topology/source.ts';
import {problemsOf, topologyOf, withServices} from './fixtures.ts';

describe('a topology file', () => {
  it('needs version, name and services', () => {
    expect(problemsOf('{}').map((p) => p.split(' |')[0])).toEqual([
      '1:1 version: is missing',
      '1:1 name: is missing',
      '1:1 services: is missing',
    ]);
    expect(problemsOf('version: 2\nname: x\nservices: {a: {}}')).toEqual([
      '1:10 version: must be 1, not 2 | Write "version: 1" at the top of the file.',
    ]);
    expect(problemsOf('version: 1\nname: x\nservices: {}')[0]).toMatch(/^3:11 services: there are no services/);
  });

  it.each(['hello', '[1]', '~', '5'])('must be a mapping, not %j', (text) => {
    expect(problemsOf(text)[0]).toMatch(/^1:1 must be a mapping, not /);
  });

  // Each: lines under "services:" with « where the problem is, and what is said of it.
  it.each([
    ['  a: {«availabilty: 99%}', 'services.a: unknown key "availabilty" | Did you mean "availability"?'],
    ['  a: {availability: «100.1%}', 'services.a.availability: is above 100 %: 100.1% | Write a percentage'],
    ['  a: {availability: «99.9}', 'services.a.availability: is above 100 %: 99.9 | Did you mean 99.9%?'],
    ['  a: {availability: «-1%}', 'services.a.availability: is negative: -1% | '],
    ['  a: {availability: «.nan}', 'services.a.availability: is no share: NaN | '],
    ['  a: {availability: «{mtbf: 30d}}', 'services.a.availability.mttr: is missing | '],
    ['  a: {availability: «{mtbf: 0s, mttr: 0s}}', 'services.a.availability: mtbf and mttr are both 0 | '],
    ['  a: {latency: «50}', 'services.a.latency: has no unit: 50 | Write a number with a unit: 50ms'],
    ['  a: {latency: «-5ms}', 'services.a.latency: is negative: -5ms | '],
    ['  a: {latency: «.inf}', 'services.a.latency: is no duration: Infinity | '],
    ['  a: {latency: «{p50: 2s, p99: 1s}}', 'services.a.latency: p50 is above p99 | '],
    ['  a: {latency: «{p50: 0s, p99: 1s}}', 'services.a.latency: p50 is 0 while p99 is not | '],
    [
      '  a: {kind: «datastor}',
      'services.a.kind: is not one of service, datastore, external: datastor | Did you mean "datastore"?',
    ],
    ['  a: {concurrency: «0}', 'services.a.concurrency: must be a whole number from 1 to '],
    ['  a: {concurrency: «1.5}', 'services.a.concurrency: must be a whole number from 1 to '],
    ['  a: {concurrency: «1e99}', 'services.a.concurrency: must be a whole number from 1 to '],
    ['  a: {replicas: {count: 2, required: «3}}', 'services.a.replicas.required: required 3 is above count 2 | '],
    [
      '  a: {deploys: «{perWeek: 1000, outage: 1h}}',
      'services.a.deploys: the deployments take longer than the week has | ',
    ],
    ['  a: {deploys: {perWeek: «-1, outage: 1h}}', 'services.a.deploys.perWeek: must not be negative: -1 | '],
    ['  a: {rateLimit: «50}', 'services.a.rateLimit: has no unit: 50 | Write a number per unit: 20/s'],
    ['  a: {telemetry: «yes}', 'services.a.telemetry: must be true or false, not yes | '],
    ['  a: {team: «7}', 'services.a.team: must be text, not 7 | Write text, in quotes if need be.'],
    ['  a: {calls: «b}', 'services.a.calls: must be a list, not b | '],
    ['  «a:', 'services.a: must be a mapping, not nothing | A service takes: latency, '],
    ['  a: {calls: [«{}]}', 'services.a.calls.0.to: is missing | '],
    [
      '  a: {calls: [{to: «paymnt}]}\n  payment: {}',
      'services.a.calls.0.to: there is no service "paymnt" | Did you mean "payment"?',
    ],
    [
      '  a: {calls: [{to: a, onFailure: {fallback: «bcd}}]}\n  bcde: {}',
      'services.a.calls.0.onFailure.fallback: there is no service "bcd" | Did you mean "bcde"?',
    ],
    ['  a: {calls: [{to: {of: «[]}}]}', 'services.a.calls.0.to.of: the group has no targets | '],
    [
      '  a: {calls: [{to: {of: [a], required: «2}}]}',
      'services.a.calls.0.to.required: required 2 is above the number of targets, 1 | ',
    ],
    [
      '  a: {calls: [{to: a, retries: {max: «-1}}]}',
      'services.a.calls.0.retries.max: must be a whole number from 0 to ',
    ],
    ['  a: {calls: [{to: a, probability: «2}]}', 'services.a.calls.0.probability: is above 100 %: 2 | '],
    [
      '  a: {sharedFate: [«zone-b]}\nsharedFate: {zone-a: {}}',
      'services.a.sharedFate.0: there is no shared fate "zone-b" | Did you mean "zone-a"?',
    ],
    [
      '  a: {endpoints: {x: {}}, «latency: 1ms}',
      'services.a.latency: "a" has endpoints and latency of its own | Move latency into the endpoints.',
    ],
    ['  a: {}\nbrokers: {«a: {}}', 'brokers.a: "a" is a service already | Give the broker another name.'],
    [
      '  a: {}\nbrokers: {k: {nodes: 2, replicationFactor: «3}}',
      'brokers.k.replicationFactor: replicationFactor 3 is above nodes 2 | ',
    ],
    [
      '  a: {}\nbrokers: {k: {replicationFactor: 2, minInsyncReplicas: «3}}',
      'brokers.k.minInsyncReplicas: minInsyncReplicas 3 is above replicationFactor 2 | ',
    ],
    [
      '  a: {calls: [{to: «kafka}]}\nbrokers: {kafka: {}}',
      'services.a.calls.0.to: there is no service "kafka" | "kafka" is a broker',
    ],
    [
      '  a: {}\nbrokers: {kafka: {}}\nevents: {E: {via: «kafca}}',
      'events.E.via: there is no broker "kafca" | Did you mean "kafka"?',
    ],
    [
      '  audit: {}\nevents: {E: {producer: «audi}}',
      'events.E.producer: there is no service "audi" | Did you mean "audit"?',
    ],
    [
      '  audit: {}\nevents: {E: {consumers: {«audi: {}}}}',
      'events.E.consumers.audi: there is no service "audi" | Did you mean "audit"?',
    ],
    ['  a: {}\noperations: {o: «{rate: 1/s}}', 'operations.o.entry: is missing | '],
    [
      '  shop: {}\noperations: {o: {entry: «shp}}',
      'operations.o.entry: there is no service "shp" | Did you mean "shop"?',
    ],
  ])('refuses %j', (lines, said) => {
    const before = withServices(lines).split('«')[0]!.split('\n');
    const problems = problemsOf(withServices(lines.replace('«', '')));
    expect(problems).toHaveLength(1);
    const expected = `${before.length}:${before.at(-1)!.length + 1} ${said}`;
    expect(problems[0]!.slice(0, expected.length)).toBe(expected);
  });

  it('tells of everything that is wrong at once, in file order', () => {
    const problems = problemsOf(withServices('  a: {latency: 5}', '  b: {latncy: 5ms, calls: [{to: a, count: 0}]}'));
    expect(problems.map((p) => p.split(' ')[0])).toEqual(['4:16', '5:7', '5:43']);
  });

  it('keeps keys that start with x- and reads nothing into them, at every level', () => {
    const text = withServices('  a: {x-team: {of: 3}, calls: [{to: b, x-1: y}]}', '  b: {x-latency: 50}', 'x-top: [1]');
    expect(topologyOf(text).services.size).toBe(2);
    expect(readSource(text).data).toHaveProperty(['services', 'b', 'x-latency'], 50);
  });

  it('takes any text without control characters for a name', () => {
    const names = ['__proto__', 'constructor', 'a/b', 'x-ray', 'Überprüfung 漢字', '🙂', '10', ' ', 'a.b', '<<'];
    const {services} = topologyOf(
      JSON.stringify({version: 1, name: 'x', services: null}).replace(
        'null',
        `{${names.map((name) => `${JSON.stringify(name)}: {"calls": [{"to": "__proto__"}]}`).join(',')}}`,
      ),
    );
    expect([...services.keys()]).toEqual(names);
  });

  it('keeps services in file order, even where their names are numbers', () => {
    expect([...topologyOf(withServices('  10: {}', '  b: {}', '  9: {}')).services.keys()]).toEqual(['10', 'b', '9']);
  });

  it.each([
    ['an empty name', '  "": {}', 'a name is empty'],
    ['an escape sequence in a name', '  "a\\e[2J": {}', 'the name "a\\x1b[2J" has control characters'],
    ['a line end in a name', '  a: {team: "b\\nc"}', 'the name "b\\nc" has control characters'],
    ['a C1 control in a name', '  "a\\u009b": {}', 'the name "a\\x9b" has control characters'],
    ['a name of 1001 characters', `  ${'a'.repeat(1001)}: {}`, `the name "${'a'.repeat(57)}..." is too long`],
    ['a bell in free text', '  a: {calls: [{to: a, purpose: "\\a"}]}', 'has control characters: \\x07'],
  ])('refuses %s, and shows it without sending it to the terminal', (_, line, said) => {
    const {problems} = parseTopology(withServices(line));
    const {message, hint} = topologyError('f.yaml', problems);
    expect(message).toContain(said);
    expect(message + hint).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  });

  it('shows a long name shortened, and compares it with no others', () => {
    const [problem] = problemsOf(withServices(`  a: {calls: [{to: ${'b'.repeat(900)}}]}`, `  ${'c'.repeat(900)}: {}`));
    expect(problem).toMatch(/^4:20 services\.a\.calls\.0\.to: there is no service "b{57}\.\.\." \| Add it under/);
  });
});

describe('the error for a file', () => {
  it('names the file, line and column, what is wrong and what next, and holds the other problems', () => {
    const {problems} = parseTopology(withServices('  a: {latncy: 5ms}', '  b: {latency: 5}'));
    const error = topologyError('shop\u001b.yaml', problems);
    expect(error.message).toBe('shop\\x1b.yaml:4:7: services.a: unknown key "latncy"');
    expect(error.hint).toBe('Did you mean "latency"?');
    expect(error.more.map((p) => p.message)).toEqual(['shop\\x1b.yaml:5:16: services.b.latency: has no unit: 5']);
  });
});

describe('checking data that was edited', () => {
  it('gives the line of what the text has, and null for what was added', () => {
    const {data, locate} = readSource(withServices('  a: {}'));
    const services = {...(data as {services: object}).services, b: {}};
    const {topology} = checkTopology({...(data as object), services}, locate);
    expect([topology?.lineOf(['services', 'a']), topology?.lineOf(['services', 'b'])]).toEqual([4, null]);
  });
});
