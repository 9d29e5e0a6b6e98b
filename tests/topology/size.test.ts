import {describe, expect, it} from 'vitest';
import {parseTopology} from '../../src/topology/parse.ts';

// Each of these takes a fraction of a second where the work grows with the size, and minutes where it grows with its square: then the
// runner's own time limit ends it.
const many = 20_000;
const numbers = Array.from({length: many}, (_, i) => i);
const file = (services: readonly string[], ...rest: readonly string[]) =>
  ['version: 1', 'name: x', 'services:', ...services, ...rest].join('\n');
const bare = numbers.map((i) => `  s${i}: {}`);

describe('a large file', () => {
  it.each([
    ['of calls between many services', file(numbers.map((i) => `  s${i}: {calls: [{to: s${(i * 7) % many}}]}`)), 0],
    [
      'of many endpoints of one service',
      file(['  s:', '    endpoints:', ...numbers.map((i) => `      e${i}: {calls: [{to: s/e${(i + 1) % many}}]}`)]),
      0,
    ],
    ['of many cycles of two', file(numbers.map((i) => `  s${i}: {calls: [{to: s${i ^ 1}}]}`)), 0],
    [
      'of many events of one producer',
      file(['  a: {}'], 'events:', ...numbers.map((i) => `  E${i}: {producer: a}`)),
      0,
    ],
    ['of services with numbers for names', file(numbers.map((i) => `  ${many - i}: {}`)), 0],
    ['of anchors and aliases', file(numbers.map((i) => (i === 0 ? '  s0: &s {latency: 1ms}' : `  s${i}: *s`))), 0],
    [
      'of names that do not exist',
      file(numbers.map((i) => `  s${100_000 + i}: {calls: [{to: ${'q'.repeat(7)}}]}`)),
      1000,
    ],
    ['of wrong quantities', file(numbers.map((i) => `  s${i}: {latency: 5}`)), 200],
    ['of unknown keys', file([`  a: {${numbers.map((i) => `latncy${i}: 1`).join(', ')}}`]), 1000],
    ['of duplicate keys', file([...bare, ...bare]), 1000],
    ['of items of the wrong kind in one list', file([`  a: {calls: [${numbers.map(() => 'x').join(', ')}]}`]), 200],
    ['of slashes in a name', file([`  a: {calls: [{to: ${'/'.repeat(1000)}}]}`, ...bare]), 1],
    [
      'of one long name to compare',
      file([`  a: {calls: [{to: ${'b'.repeat(1000)}}]}`, ...numbers.map((i) => `  ${'c'.repeat(990)}${i}: {}`)]),
      1,
    ],
  ])('%s is read to its end, and tells at most so many problems', (_, text, problems) => {
    expect(parseTopology(text).problems).toHaveLength(problems);
  });
});
