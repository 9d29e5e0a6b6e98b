import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type Edit, editedData} from '../../src/topology/edit.ts';
import {editedText} from '../../src/topology/edit-text.ts';
import {keysInOrder} from '../../src/topology/parts.ts';
import {readSource} from '../../src/topology/source.ts';

const text = `# the shop
version: 1
services:
  shop: # entry
    calls:
      - {to: stock} # first
      - to: mail
        timeout: 1s
  "12": {latency: 1ms}
  "3": {latency: 2ms}
`;
const {data} = readSource(text);
const edited = (edits: readonly Edit[], from = text) => editedText(from, readSource(from).data, edits);

/** The keys of the services and of each service, in the order in which a file would list them. */
function orderOf(made: unknown): readonly (readonly string[])[] {
  const {services} = made as {readonly services: Readonly<Record<string, object>>};
  return [
    keysInOrder(services),
    ...Object.values(services).map((one) => (typeof one === 'object' ? keysInOrder(one) : [])),
  ];
}

describe('an edit', () => {
  it('sets values, makes what is missing, and leaves comments and everything else', () => {
    const result = edited([
      {path: ['services', 'shop', 'calls', 1, 'needsResult'], value: false},
      {path: ['brokers', 'kafka'], value: {latency: '5ms'}},
    ]);
    expect(result).toBe(
      text.replace('        timeout: 1s\n', '        timeout: 1s\n        needsResult: false\n') +
        'brokers:\n  kafka:\n    latency: 5ms\n',
    );
  });

  it('takes list items out by their place in the file, and the key with the last of them', () => {
    const remove = (...at: number[]) =>
      edited(at.map((i) => ({path: ['services', 'shop', 'calls', i], remove: true as const})));
    expect(remove(0)).not.toContain('stock');
    expect(remove(0)).toContain('mail');
    expect(remove(0, 1)).not.toContain('calls');
    expect(remove(1, 0)).toBe(remove(0, 1));
  });

  it('means the same beside others as after them, and leaves the data as it was', () => {
    const steps = fc.constantFrom('shop', '12', '3', 'new', '7');
    const path = fc.oneof(
      fc.tuple(fc.constant('services'), steps),
      fc.tuple(fc.constant('services'), steps, fc.constantFrom('latency', '9', 'x')),
      fc.tuple(
        fc.constant('services'),
        fc.constant('shop'),
        fc.constant('calls'),
        fc.constantFrom(0, 1),
        fc.constant('to'),
      ),
    );
    const edits = fc.array(fc.record({path, value: fc.constantFrom<unknown>('1ms', {latency: '4ms'}, 5)}), {
      maxLength: 6,
    });
    const before = JSON.stringify(data);
    fc.assert(
      fc.property(edits, (all) => {
        const oneByOne = all.reduce<unknown>((made, edit) => editedData(made, [edit]), data);
        const together = editedData(data, all);
        expect(together).toEqual(oneByOne);
        expect(orderOf(together)).toEqual(orderOf(oneByOne));
        expect(JSON.stringify(data)).toBe(before);
      }),
      {seed: 31},
    );
  });

  it('does not change what else an alias stands for', () => {
    const shared = 'services:\n  a: &one {calls: [{to: b}]}\n  b: *one\n  c: *one\n';
    const result = readSource(edited([{path: ['services', 'b', 'calls', 0, 'to'], value: 'c'}], shared)).data;
    expect(JSON.parse(JSON.stringify(result))).toEqual({
      services: {a: {calls: [{to: 'b'}]}, b: {calls: [{to: 'c'}]}, c: {calls: [{to: 'b'}]}},
    });
  });

  it('leaves every other line as it was written: comments where they stand, indents of four, lists flush with their key', () => {
    const file = [
      'services:',
      '    shop:            # the entry',
      '        calls:',
      '        - {to: mail}     # first',
      '        - to: stock  # second',
      '          timeout:   1s',
      '    mail:   {latency:  5ms}   # far away',
      '',
      'operations:   # what users do',
      '    buy: {entry:   shop}',
      '',
    ].join('\n');
    const result = edited([{path: ['services', 'shop', 'calls', 1, 'needsResult'], value: true}], file);
    expect(result).toBe(file.replace('timeout:   1s\n', 'timeout:   1s\n          needsResult: true\n'));
    expect(edited([{path: ['services', 'shop', 'calls', 0], remove: true}], file)).toBe(
      file.replace('        - {to: mail}     # first\n', ''),
    );
  });

  it('adds to a file that indents by four without touching its other lines, and keeps the comments of braces', () => {
    const file = [
      'brokers: {k: {}}',
      'name:   x',
      'events:',
      '    Old:',
      '        producer: a',
      '        consumers:',
      '            c: {}',
      'services:',
      '    a:  # caller',
      '        calls:',
      '            - to: b',
      '            - to: c',
      '    b: {latency:  5ms}',
      '',
    ].join('\n');
    const result = edited(
      [
        {path: ['services', 'a', 'calls', 0], remove: true},
        {path: ['events', 'New'], value: {producer: 'a', consumers: {b: {}}}},
      ],
      file,
    );
    const added = '    New:\n        producer: a\n        consumers:\n            b: {}\n';
    expect(result).toBe(file.replace('            - to: b\n', '').replace('services:\n', `${added}services:\n`));
    const braces = '{name: x, # why\n a: {b: 1}}\n';
    expect(edited([{path: ['a', 'b'], value: 2}], braces)).toContain('# why');
    expect(edited([{path: ['a'], value: 2}], '{\n    "a": 1\n}\n')).toBe('{\n    "a": 2\n}\n');
  });

  it('keeps the line ends of the file', () => {
    const windows = text.replace(/\n/g, '\r\n');
    const result = edited([{path: ['version'], value: 1}], windows);
    expect(result).toBe(windows);
  });

  it('keeps JSON JSON, and leaves the given data alone', () => {
    const before = JSON.stringify(data);
    expect(JSON.parse(edited([{path: ['b'], value: 2}], '{"a": 1}'))).toEqual({a: 1, b: 2});
    editedData(data, [{path: ['services', 'shop'], remove: true}]);
    expect(JSON.stringify(data)).toBe(before);
  });

  it('does to the text what it does to the data', () => {
    const paths = fc.constantFrom<Edit['path'][]>(
      ['version'],
      ['services', 'shop', 'calls', 0],
      ['services', 'shop', 'calls', 1],
      ['services', 'shop', 'calls', 1, 'timeout'],
      ['services', '12', 'latency'],
      ['services', '__proto__'],
      ['operations', 'op', 'entry'],
    );
    const edit = fc.oneof(
      fc.record({path: paths, value: fc.constantFrom<unknown>(1, 'x', true, {a: [1, {b: 'c'}]})}),
      fc.record({path: paths, remove: fc.constant(true as const)}),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(edit, {maxLength: 3, selector: (e) => JSON.stringify(e.path.slice(0, 4))}),
        (edits) => {
          const nested = edits.some((a) => edits.some((b) => a !== b && a.path.every((step, i) => b.path[i] === step)));
          fc.pre(!nested);
          const expected = JSON.stringify(editedData(data, edits as Edit[]));
          expect(JSON.stringify(readSource(edited(edits as Edit[])).data)).toBe(expected);
        },
      ),
      {seed: 9, numRuns: 200},
    );
  });
});

describe('a part that other parts repeat', () => {
  const before = (calls: string, other: string) =>
    `version: 1\nservices:\n  a:\n    calls: ${calls}\n  d: {calls: ${other}}\n  b: {}\n`;
  const without = (text: string) =>
    editedText(text, readSource(text).data, [{path: ['services', 'a', 'calls', 0], remove: true}]);

  it.each([
    ['&calls\n      - {to: b}\n      - {to: c}', '*calls', [{to: 'b'}, {to: 'c'}]],
    ['&calls\n      - {to: b}', '*calls', [{to: 'b'}]],
    ['\n      - &c {to: b}', '[*c]', [{to: 'b'}]],
  ])('is changed in its own place only: calls: %j', (calls, other, kept) => {
    const text = before(calls, other);
    const data = readSource(without(text)).data as {services: Record<string, {calls?: unknown}>};
    expect(data.services['d']!.calls).toEqual(kept);
    expect(data.services['a']!.calls).toEqual(kept.length === 2 ? [{to: 'c'}] : undefined);
  });

  it('leaves the comments that belong to what comes next', () => {
    const text = 'services:\n  a:\n    calls:\n      - to: b\n        # batch this\n\n  # pager of b\n  b: {}\n';
    const after = without(text);
    expect(after).toContain('# batch this');
    expect(after).toContain('  # pager of b\n  b: {}');
    expect(readSource(after).data).toEqual({services: {a: {}, b: {}}});
  });
});

describe('an edit of a system of many services', () => {
  it('changes the lines of what it names, and no other', () => {
    const lines = Array.from({length: 40}, (_, i) => [`  s${i}:`, `    latency: ${i + 1}ms`]);
    const before = ['services:', ...lines.flat(), ''].join('\n');
    const after = edited(
      [
        {path: ['services', 's7', 'latency'], value: '1s'},
        {path: ['services', 'late'], value: {latency: '2s'}},
        {path: ['services', 'late', 'concurrency'], value: 3},
        {path: ['services', 's20'], remove: true},
      ],
      before,
    );
    const kept = lines
      .filter((_, i) => i !== 20)
      .map(([name, own]) => [name, name === '  s7:' ? '    latency: 1s' : own]);
    const added = ['  late:', '    latency: 2s', '    concurrency: 3'];
    expect(after.split('\n')).toEqual(['services:', ...kept.flat(), ...added, '']);
  });
});
