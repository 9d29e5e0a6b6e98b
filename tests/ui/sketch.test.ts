import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parseTopology} from '../../src/topology/parse.ts';
import {type DescribeEvent, type DescribeState, describeBefore, describe as form} from '../../src/ui/describe-state.ts';
import {emptySketch, type Sketch, sketched} from '../../src/ui/exercise-sketch.ts';
import {fieldWith, textOf} from '../../src/ui/field.ts';
import {withLine, withOperation} from '../../src/ui/sketch-line.ts';

const typed = (line: string): readonly DescribeEvent[] => [{kind: 'type', field: fieldWith(line)}, {kind: 'submit'}];
const stateAfter = (...events: readonly DescribeEvent[]): DescribeState =>
  [{kind: 'loaded', text: undefined, offer: undefined} as const, ...events].reduce<DescribeState>(form, describeBefore);
const added = (line: string): readonly DescribeEvent[] => [{kind: 'ask', asks: 'line'}, ...typed(line)];
const shop = [...typed('shop 50 ms 99.9 %: payment, mail'), ...typed('place-order 20/s')];
const topology = ({text}: Sketch) => parseTopology(text ?? '').topology!;

describe('a line of the form', () => {
  it('adds a service with its time, its availability and its calls', () => {
    const {services, nodes} = topology(stateAfter(...shop).sketch);
    expect([...services.keys()]).toEqual(['shop', 'payment', 'mail']);
    expect(nodes[0]).toMatchObject({latency: {kind: 'constant', ms: 50}, latencyStated: true});
    expect(services.get('shop')!.availability.up).toBe(0.999);
    expect(nodes[0]!.calls.map(({targets, needsResult}) => [targets, needsResult])).toEqual([
      [[1], undefined],
      [[2], undefined],
    ]);
  });

  it('completes a service that is there, and repeats no call', () => {
    const state = stateAfter(...shop, ...added('mail 2s: post'), ...added('shop: mail, stock'));
    const {nodes, services} = topology(state.sketch);
    expect([...services.keys()]).toEqual(['shop', 'payment', 'mail', 'post', 'stock']);
    expect(nodes[0]!.calls).toHaveLength(3);
    expect(nodes[2]).toMatchObject({latencyStated: true, calls: [{targets: [3]}]});
  });

  it.each([
    ['checkout 2: a', 'checkout 2', undefined],
    ['our shop 1.5s: a', 'our shop', 1500],
    ['50ms: a', '50ms', undefined],
    ['shop 5 m', 'shop', 300_000],
  ])('%s names "%s"', (line, name, ms) => {
    const sketch = stateAfter(...typed(line)).sketch;
    const node = topology(sketch).nodes[0]!;
    expect(node.label).toBe(name);
    expect(node.latencyStated ? node.latency : undefined).toEqual(
      ms === undefined ? undefined : {kind: 'constant', ms},
    );
  });

  it.each([': payment', '\u001b[2J: a', 'shop 200%: a', 'a\u0007b'])(
    '%j is refused with a reason, and changes nothing',
    (line) => {
      const before = stateAfter(...shop);
      const state = added(line).reduce(form, before);
      expect(state.message?.text).toMatch(/./);
      expect(state.sketch).toBe(before.sketch);
      expect(state.field.before).toBe(line);
    },
  );

  it('leaves a text that is right in itself, whatever is typed, and never loses a service', () => {
    const word = fc.constantFrom(
      'a',
      'b',
      'c d',
      '__proto__',
      'constructor',
      '"',
      "it's",
      '#x',
      '- y',
      '{',
      '[1]',
      'yes',
      '1',
      '~',
      '日本',
    );
    const line = fc.tuple(word, fc.constantFrom('', ' 5ms', ' 99%'), fc.array(word, {maxLength: 3}));
    fc.assert(
      fc.property(fc.array(line, {minLength: 1, maxLength: 6}), (lines) => {
        let sketch: Sketch = emptySketch;
        for (const [name, figure, callees] of lines) {
          const next = withLine(sketch, `${name}${figure}: ${callees.join(',')}`);
          if ('problem' in next) throw new Error(next.problem);
          const known = sketch.rows.filter(({kind}) => kind === 'service').length;
          expect(next.sketch.rows.filter(({kind}) => kind === 'service').length).toBeGreaterThanOrEqual(known);
          ({sketch} = next);
          expect(sketched(sketch.text!)).toEqual({sketch});
        }
        const operation = withOperation(sketch, lines[0]![0], 'look 2/s');
        expect(operation).toHaveProperty('sketch');
      }),
      {seed: 41, numRuns: 60},
    );
  });
});

describe('the form', () => {
  it('asks once what a user wants, of the service that came first', () => {
    expect(stateAfter(...typed('shop: mail')).asks).toEqual({kind: 'operation', service: 'shop'});
    const state = stateAfter(...shop);
    expect(state.asks).toBeUndefined();
    expect(topology(state.sketch).operations.get('place-order')).toMatchObject({entry: 0, rate: 20});
    expect(added('mail 2s').reduce(form, state).asks).toBeUndefined();
  });

  it('takes keys as keys once a line or an operation is typed: no service is made of them', () => {
    const marked = ({sketch, cursor, asks}: DescribeState) => [asks, sketch.rows[cursor]];
    const once = stateAfter(...shop);
    expect(marked(once)).toMatchObject([undefined, {kind: 'service', label: 'shop'}]);
    const again: readonly DescribeEvent[] = [
      {kind: 'move', move: 'first'},
      {kind: 'ask', asks: 'operation'},
      ...typed('see-order 3/m'),
    ];
    const twice = again.reduce(form, added('mail 2s: post').reduce(form, once));
    expect(marked(twice)).toMatchObject([undefined, {label: 'shop'}]);
    const keys: readonly DescribeEvent[] = [...typed('y'), ...typed('yyyn'), {kind: 'yes'}, {kind: 'no'}];
    expect(keys.reduce(form, twice).sketch).toBe(twice.sketch);
    expect(twice.sketch.rows[0]).toMatchObject({operations: ['place-order 20/s', 'see-order 0.05/s']});
  });

  it('changes the line of a service: what is gone from it goes, what is new comes, answers and comments stay', () => {
    const text = `version: 1
name: X
services:
  shop: # mine
    latency: {p50: 20ms, p99: 90ms}
    availability: 99.9%
    calls:
      - {to: payment, needsResult: true} # asked
      - {to: mail}
  payment: {latency: 1s}
  mail: {}
`;
    const loaded = form(describeBefore, {kind: 'loaded', text, offer: undefined});
    const edit: readonly DescribeEvent[] = [
      {kind: 'move', move: 'first'},
      {kind: 'ask', asks: 'edit'},
    ];
    const asked = edit.reduce(form, loaded);
    expect(textOf(asked.field)).toBe('shop 99.9%: payment, mail');
    const edited = typed('shop 99.5%: payment, stock').reduce(form, asked);
    expect(edited).toMatchObject({asks: undefined, cursor: 0});
    expect(edited.sketch.text).toBe(
      text
        .replace('99.9%', '99.5%')
        .replace('{to: mail}', 'to: stock')
        .replace('  mail: {}\n', '  mail: {}\n  stock: {}\n'),
    );
    expect(typed('shop').reduce(form, asked).sketch.rows[0]).toMatchObject({kind: 'service', figures: '20 ms'});
    const renamed = typed('store: payment').reduce(form, asked);
    expect([renamed.message?.text, renamed.sketch]).toEqual([
      'The name stays shop: it is changed in the file.',
      loaded.sketch,
    ]);
    expect(typed('shop 99.9%: payment, mail').reduce(form, asked).sketch).toBe(loaded.sketch);
  });

  it('goes from question to question, and takes an answer back', () => {
    const rows: readonly DescribeEvent[] = [
      {kind: 'leave-field'},
      {kind: 'move', move: 'first'},
      {kind: 'move', move: 'down'},
    ];
    const state = stateAfter(...shop, ...rows, {kind: 'yes'}, {kind: 'no'});
    const needs = ({sketch}: DescribeState) => topology(sketch).nodes[0]!.calls.map(({needsResult}) => needsResult);
    expect(needs(state)).toEqual([true, false]);
    expect(needs(form(state, {kind: 'open'}))).toEqual([true, undefined]);
  });

  it('takes nothing out that something else still needs, and says what', () => {
    const state = stateAfter(...shop, {kind: 'leave-field'}, {kind: 'move', move: 'last'});
    const refused = form(state, {kind: 'remove'});
    expect(refused.message?.text).toBe('shop still calls it: take that call out first.');
    expect(refused.sketch).toBe(state.sketch);
    const call = form({...state, cursor: 2}, {kind: 'remove'});
    const gone = form({...call, cursor: call.sketch.rows.length - 1}, {kind: 'remove'});
    expect([...topology(gone.sketch).services.keys()]).toEqual(['shop', 'payment']);
  });

  it('offers the topology of the folder before anything is typed, and keeps the comments of a file that it takes', () => {
    const offered = form(describeBefore, {kind: 'loaded', text: undefined, offer: 'topology.yaml'});
    expect(offered.message?.text).toContain('There is topology.yaml here. Enter begins with it');
    expect([offered.asks, textOf(offered.field)]).toEqual([{kind: 'file'}, 'topology.yaml']);
    expect(form(offered, {kind: 'leave-field'}).asks).toEqual({kind: 'line'});
    const text = 'version: 1\nname: X # mine\nservices:\n  a: {calls: [{to: b}]} # why\n  b: {}\n';
    const taken = form(offered, {kind: 'took', text, note: undefined});
    // It stands at the first call that nobody has answered.
    const answered = form(taken, {kind: 'no'});
    expect(answered.sketch.text).toBe(text.replace('{to: b}', '{to: b, needsResult: false}'));
  });

  it('writes nothing over a file that it cannot read', () => {
    const broken = form(describeBefore, {kind: 'loaded', text: 'services: [', offer: undefined});
    expect(broken.message?.text).toMatch(/cannot be used, and stays as it is\. Line 1/);
    const events: readonly DescribeEvent[] = [
      {kind: 'ask', asks: 'line'},
      ...typed('shop: mail'),
      {kind: 'took', text: 'version: 1\nname: X\nservices: {a: {}}\n', note: undefined},
    ];
    expect(events.reduce(form, broken).sketch.text).toBeUndefined();
  });

  it('does not take a file that is wrong, or too large for it', () => {
    const many = Array.from({length: 501}, (_, i) => `  s${i}: {}`).join('\n');
    for (const text of ['nonsense: 1', `version: 1\nname: X\nservices:\n${many}\n`]) {
      const state = form(describeBefore, {kind: 'took', text, note: undefined});
      expect(state.sketch).toBe(emptySketch);
      expect(state.message?.text).toMatch(/Line|More than 500/);
    }
  });
});
