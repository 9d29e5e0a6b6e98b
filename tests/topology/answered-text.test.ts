import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {answeredText} from '../../src/topology/answered-text.ts';
import {checkTopology} from '../../src/topology/check.ts';
import {type Path, readSource} from '../../src/topology/source.ts';
import {withoutAnswers} from './without-answers.ts';

const callOfA = ['services', 'a', 'calls', 0];
function answered(text: string, ...paths: Path[]) {
  const given = paths.length === 0 ? [callOfA] : paths;
  const {data, problems} = readSource(text);
  expect(problems).toEqual([]);
  return answeredText(text, data)(given.map((path) => ({path, needsResult: false})));
}

describe('answers written into a topology', () => {
  // Where the answer goes in is marked with §; nothing else may change.
  it.each([
    ['behind the target in braces', 'services: {a: {calls: [{to: b§, timeout: 3s}]}}', ', needsResult: false'],
    ['on a line of its own', 'services:\n  a:\n    calls:\n    - name: x\n      to: b§', '\n      needsResult: false'],
    [
      'before a comment on what comes next',
      'services:\n  a:\n    calls:\n      -   to: b # why§\n          # about the purpose\n          purpose: >-\n            long\n            text\n',
      '\n          needsResult: false',
    ],
    [
      'behind a group',
      'services:\n  a:\n    calls:\n    - to:\n        of:\n        - b\n        - c # two§\n\n      # next\n      name: x\n',
      '\n      needsResult: false',
    ],
    [
      'in a list spread over lines',
      '---\nservices:\n  a:\n    calls: [\n      {to: b§}, # first\n      {to: c}  # second\n    ]\n',
      ', needsResult: false',
    ],
    [
      'in JSON on one line',
      '{"services": {"a": {"calls": [{"to": "b"§}, {"to":{"of":["b","c"]}}]}}}',
      ', "needsResult": false',
    ],
    [
      'in JSON over many lines',
      '{\n\t"services": {"a": {"calls": [\n\t\t{\n\t\t\t"to": "b"§,\n\t\t\t"name": "x"\n\t\t}\n\t]}}\n}\n',
      ',\n\t\t\t"needsResult": false',
    ],
    [
      'with the line ends of Windows',
      'services:\r\n  a:\r\n    calls:\r\n      - to: b§\r\n        name: x\r\n',
      '\r\n        needsResult: false',
    ],
  ])('change nothing else: %s', (_, marked, inserted) => {
    expect(answered(marked.replace('§', ''))).toEqual({text: marked.replace('§', inserted)});
  });

  it('write a call out where an alias stands for it', () => {
    const text = 'services:\n  a: &one {calls: [{to: c}]}\n  b: *one # the same\n  c: {}\n';
    const result = answered(text, ['services', 'b', 'calls', 0]);
    const data = 'text' in result ? readSource(result.text).data : undefined;
    expect(JSON.parse(JSON.stringify(data))).toEqual({
      services: {a: {calls: [{to: 'c'}]}, b: {calls: [{to: 'c', needsResult: false}]}, c: {}},
    });
  });

  it('are refused where they would count for other places too', () => {
    const text = 'services:\n  z: {calls: [{to: c}]}\n  a: &one {calls: [{to: c}]}\n  b: *one\n  c: {}\n';
    expect(answered(text, ['services', 'z', 'calls', 0], callOfA)).toEqual({stuck: callOfA});
  });

  it('say what was answered and keep every other line, whatever the file and the answers', () => {
    const folder = 'fixtures/topologies';
    const files = readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => {
        const text = withoutAnswers(readFileSync(join(folder, name), 'utf8'));
        const {data, locate} = readSource(text);
        const {topology} = checkTopology(data, locate);
        const calls = topology!.nodes.flatMap((node) => node.calls);
        return {text, calls, write: answeredText(text, data)};
      });
    const chance = fc.constantFrom(true, false, undefined);
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.infiniteStream(chance), ({text, calls, write}, chances) => {
        const given = calls.flatMap(({path}) => {
          const needsResult = chances.next().value;
          return needsResult === undefined ? [] : [{path, needsResult}];
        });
        const result = write(given);
        if (!('text' in result)) throw new Error(JSON.stringify(result));
        expect(withoutAnswers(result.text)).toBe(text);
        const {data, locate} = readSource(result.text);
        const said = checkTopology(data, locate).topology!.nodes.flatMap((node) => node.calls);
        const wanted = new Map(given.map(({path, needsResult}) => [path.join('/'), needsResult]));
        expect(said.map(({needsResult}) => needsResult)).toEqual(calls.map(({path}) => wanted.get(path.join('/'))));
      }),
      {seed: 11, numRuns: 40},
    );
  });
});
