import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {describe, expect, it} from 'vitest';
import {UserError} from '../../src/errors.ts';
import {main} from '../../src/main.ts';
import {parseTopology} from '../../src/topology/parse.ts';
import {readSource} from '../../src/topology/source.ts';
import {architectureCommand} from '../../src/ui/architecture-command.ts';
import {openGaps} from '../../src/ui/architecture-gaps.ts';
import {badDay, callAside, detailLines, operationLines, questionText} from '../../src/ui/architecture-lines.ts';
import {
  type ArchitectureEvent,
  type ArchitectureState,
  architecture,
  architectureBefore,
  selected,
} from '../../src/ui/architecture-state.ts';
import {fieldWith} from '../../src/ui/field.ts';
import {workbench} from '../../src/ui/workbench.ts';
import {sampleTopology} from './sample.ts';

function benchOf(text: string) {
  const {topology} = parseTopology(text);
  const {data, locate} = readSource(text);
  if (!topology) throw new Error('the sample does not parse');
  return workbench({topology, data, locate, file: 'tasks.yaml'});
}

const bench = benchOf(sampleTopology);
const opened: ArchitectureEvent = {kind: 'opened', bench, message: undefined};
const stateAfter = (...events: readonly ArchitectureEvent[]): ArchitectureState =>
  [opened, ...events].reduce(architecture, architectureBefore);
const down = {kind: 'move', move: 'down'} as const;
const convert = {kind: 'convert'} as const;
const ledgerOf = (state: ArchitectureState) => bench.ledger(state);
const create = (state: ArchitectureState) => ledgerOf(state).operations[0]!;

describe('the ledger', () => {
  it('multiplies the chain of five and adds its times, as the file has it', () => {
    const {availability, typicalMs} = create(stateAfter());
    // 0.999 for each of the five; 50 + 2000 + 500 + 50 + 10 ms one after the other.
    expect(availability.before).toBeCloseTo(0.999 ** 5, 12);
    expect(typicalMs.before).toBe(2610);
    expect(availability.after).toBe(availability.before);
  });

  it('takes a call out and puts the broker in when it becomes an event, and back again', () => {
    const converted = stateAfter(convert);
    const {availability, typicalMs} = create(converted);
    // Four services are left, and the broker with 0.9999 and 5 ms.
    expect(availability.after).toBeCloseTo(0.999 ** 4 * 0.9999, 12);
    expect(typicalMs.after).toBe(615);
    expect(ledgerOf(converted).conversion?.worse.length).toBeGreaterThan(0);
    expect(ledgerOf(architecture(converted, convert))).toEqual(ledgerOf(stateAfter()));
  });

  it('publishes one event for the calls of one caller, with one broker latency', () => {
    const both = stateAfter(convert, down, convert);
    expect(new Set(ledgerOf(both).conversion?.conversions.map(({event}) => event))).toEqual(new Set(['TaskCreated']));
    expect(create(both).typicalMs.after).toBe(50 + 50 + 10 + 5);
  });

  it('shows a bad day: who fails, what is late, how long it takes', () => {
    const dead = stateAfter({kind: 'toggle-down'});
    expect(create(dead).outcome).toBe('fails');
    expect(badDay(dead, ledgerOf(dead))).toBe('Bad day: notification does not answer. create-task fails.');
    expect(create(architecture(dead, convert)).outcome).toBe('late');
    const slow = stateAfter({kind: 'toggle-slow'});
    // Ten times 2 s instead of 2 s.
    expect(create(slow).typicalMs.after).toBe(2610 + 18_000);
    expect(architecture(slow, {kind: 'toggle-down'}).slow).toEqual([]);
  });

  it('gives different events to callers whose suggested names are the same', () => {
    const text = `version: 1
name: two
services:
  a: {endpoints: {create task: {calls: [{to: x, needsResult: false}]}}}
  b: {endpoints: {create task: {calls: [{to: x, needsResult: false}]}}}
  x: {}
brokers: {k: {}}
`;
    const two = benchOf(text);
    const state = [{kind: 'opened', bench: two, message: undefined}, {kind: 'convert-all'}] as const;
    const {conversion} = two.ledger(state.reduce(architecture, architectureBefore));
    expect(new Set(conversion?.conversions.map(({event}) => event)).size).toBe(2);
  });
});

describe('the workbench', () => {
  it('adds consumers to an event that the caller publishes already, and keeps off the events of others', () => {
    const own = `${sampleTopology}events: {TaskCreated: {producer: task-api, via: kafka, consumers: {postbox: {}}}}
`.replace('brokers:', '  postbox: {}\nbrokers:');
    const names = (text: string) => {
      const some = benchOf(text);
      const state = [{kind: 'opened', bench: some, message: undefined}, convert] as const;
      return state.reduce(architecture, architectureBefore).ledger?.conversion?.conversions.map(({event}) => event);
    };
    expect(names(own)).toEqual(['TaskCreated']);
    expect(names(own.replace('producer: task-api', 'producer: audit'))).toEqual(['TaskCreated2']);
  });

  it('refuses a file that is too large to be worked out anew at every key', () => {
    const services = Object.fromEntries(Array.from({length: 2001}, (_, i) => [`s${i}`, {}]));
    expect(() => benchOf(JSON.stringify({version: 1, name: 'big', services}))).toThrow(/2001 services; up to 2000/);
  });

  it('takes back a choice that the analysis cannot take, and says why', () => {
    const broken = {
      ...bench,
      ledger: (choices: Parameters<typeof bench.ledger>[0]) => {
        if (choices.slow.length > 0) throw new UserError('that is too slow', 'Choose less.');
        return bench.ledger(choices);
      },
    };
    const state = [{kind: 'opened', bench: broken, message: undefined}, {kind: 'toggle-slow'}] as const;
    expect(state.reduce(architecture, architectureBefore)).toMatchObject({
      slow: [],
      message: {kind: 'error', text: 'that is too slow. Choose less.'},
    });
  });
});

describe('the architecture screen', () => {
  it('refuses to convert a call whose result is needed, and one that cannot consume, and says why', () => {
    const needed = stateAfter(down, down, convert);
    expect(needed.converted).toEqual([]);
    expect(needed.message?.text).toMatch(/needs the result of 提醒.*It stays a call/);
    const external = architecture(architecture(needed, down), convert);
    expect(external.converted).toEqual([]);
    expect(external.message?.text).toContain('a third party cannot consume one');
  });

  it('converts an undecided call and asks at once; yes takes it back, no settles it', () => {
    const asked = stateAfter(down, convert);
    expect(asked.message?.text).toContain("Does task-api need to wait for audit's result?");
    const yes = architecture(asked, {kind: 'answer', needsResult: true});
    expect(yes.converted).toEqual([]);
    expect(yes.message?.text).toContain('stays a call');
    expect(architecture(yes, convert).message?.kind).toBe('error');
    const no = architecture(asked, {kind: 'answer', needsResult: false});
    expect(no.converted).toHaveLength(1);
    expect(questionText(no, selected(no)!)).toContain('You say no.');
  });

  it("does not let the keyboard overrule the file's answer", () => {
    const answered = stateAfter({kind: 'answer', needsResult: true});
    expect(answered.answers).toEqual({});
    expect(answered.message?.text).toContain('The file says no');
  });

  it('converts all calls that are known to need no result, and only those', () => {
    const all = stateAfter({kind: 'convert-all'});
    expect(all.converted).toHaveLength(1);
    expect(all.message?.text).toBe('1 call became an event.');
    const withAnswer = stateAfter(down, {kind: 'answer', needsResult: false}, {kind: 'convert-all'});
    expect(withAnswer.converted).toHaveLength(2);
    expect(withAnswer.message?.text).toBe('2 calls became events.');
    const back = architecture(withAnswer, {kind: 'convert-all'});
    expect(back.converted).toEqual([]);
    expect(back.message?.text).toBe('2 calls are calls again.');
  });

  it('converts of all calls only those that a search shows, and says how many', () => {
    const found = (words: string): readonly ArchitectureEvent[] => [
      {kind: 'search'},
      {kind: 'type-search', field: fieldWith(words)},
      {kind: 'keep-search'},
    ];
    const both: readonly ArchitectureEvent[] = [down, {kind: 'answer', needsResult: false}];
    const [first, second] = bench.calls;
    const one = stateAfter(...both, ...found(`${second!.from} ${second!.to}`), {kind: 'convert-all'});
    expect(one.converted).toEqual([second!.id]);
    expect(one.message?.text).toBe('1 call that the search shows became an event.');
    // Back again only in sight: the other one stays an event.
    const other = architecture(one, {kind: 'end-search'});
    const two = architecture(other, {kind: 'convert-all'});
    expect(two.converted.toSorted()).toEqual([first!.id, second!.id].toSorted());
    const again = [...found(`${second!.from} ${second!.to}`), {kind: 'convert-all'} as const].reduce(architecture, two);
    expect(again.converted).toEqual([first!.id]);
    expect(again.message?.text).toBe('1 call that the search shows is a call again.');
  });

  it('asks for a broker where the file has none', () => {
    const none = benchOf(sampleTopology.replace(/^brokers.*\n/m, ''));
    const state = [{kind: 'opened', bench: none, message: undefined}, convert] as const;
    expect(state.reduce(architecture, architectureBefore).message?.text).toContain('no broker');
  });

  it('records what is open as gaps: an unanswered need, a consumer that may not keep up', () => {
    const gapsOf = (state: ArchitectureState) => openGaps(state, selected(state)!, ledgerOf(state), bench.file);
    expect(gapsOf(stateAfter())).toEqual([]);
    // notification states its concurrency: 100 at once, 2 s each are 50/s, more than the 20/s that arrive.
    expect(gapsOf(stateAfter(convert))).toEqual([]);
    const [need, lag] = gapsOf(stateAfter(down, convert));
    expect(need).toMatchObject({criterion: 'does-the-caller-need-the-result', source: 'architecture:tasks.yaml'});
    expect(lag).toMatchObject({
      criterion: 'consumer-lag',
      text: 'Nobody knows whether audit keeps up with TaskCreated.',
    });
    expect(need?.evidence[0]?.text).toContain('create-task: 99.501 %');
  });

  it('keeps the choices that the file still takes when it was written to behind the screen', () => {
    const undecided = stateAfter(down, {kind: 'answer', needsResult: false}, {kind: 'convert-all'});
    expect(undecided.converted).toHaveLength(2);
    const critic = '{to: audit, timeout: 30s, needsResult: true, critique: c-1}';
    const written = benchOf(sampleTopology.replace('{to: audit, timeout: 30s}', critic));
    const after = architecture(undecided, {kind: 'refreshed', bench: written});
    // notification stays an event; audit's result is needed now, so it is a call again, and nobody's answer but the file's.
    expect(after).toMatchObject({converted: [selected(stateAfter())!.id], answers: {}, cursor: 1});
    // A topology knows the lines of its text by a function, and no function equals another.
    const figures = (ledger: typeof after.ledger) => ({...ledger, sides: undefined});
    expect(figures(after.ledger)).toEqual(figures(written.ledger(after)));
    expect(questionText(after, selected(after)!)).toBe(
      "Does task-api need to wait for audit's result? The file says yes, by the critique c-1.",
    );
  });

  it('tells a proposal what a call is: its request, else its own name, else only its two sides', () => {
    const text = sampleTopology
      .replace('{to: notification,', '{to: notification, name: tell, request: POST /mails, purpose: thank them,')
      .replace('{to: audit,', '{to: audit, name: log it,');
    expect(
      benchOf(text)
        .calls.map(({proposed}) => proposed)
        .slice(0, 3),
    ).toEqual([
      {caller: 'task-api', callee: 'notification', call: 'POST /mails', purpose: 'thank them'},
      {caller: 'task-api', callee: 'audit', call: 'log it', purpose: null},
      {caller: 'task-api', callee: '提醒', call: null, purpose: null},
    ]);
  });

  it('names the command that shows the same', () => {
    const command = (state: ArchitectureState) => architectureCommand(state, bench.calls, ledgerOf(state), "it's.yaml");
    expect(command(stateAfter())).toBe("eventcoach analyze 'it'\\''s.yaml'");
    expect(command(stateAfter({kind: 'toggle-slow'}, down, {kind: 'toggle-down'}))).toBe(
      "eventcoach analyze 'it'\\''s.yaml' --set notification.latency=20000ms --down audit",
    );
    expect(command(stateAfter(convert, down, convert))).toBe(
      "eventcoach convert 'it'\\''s.yaml' --call task-api:notification,task-api:audit --event TaskCreated --broker kafka",
    );
  });

  it('names all calls that were converted, caller by caller, and leads to the same figures', async () => {
    const text = `version: 1
name: Shop
services:
  shop:
    latency: 10ms
    calls:
      - {to: stock, needsResult: false, name: reserve}
      - {to: stock, needsResult: true, name: count}
      - {to: billing, needsResult: false}
  stock: {latency: 20ms, calls: [{to: mail, needsResult: false}]}
  billing: {latency: 30ms}
  mail: {latency: 40ms}
brokers: {kafka: {availability: 99.99%, latency: 5ms}}
operations: {order: {entry: shop}}
`;
    const shop = benchOf(text);
    const state = ([{kind: 'opened', bench: shop, message: undefined}, {kind: 'convert-all'}] as const).reduce(
      (before: ArchitectureState, event: ArchitectureEvent) => architecture(before, event),
      architectureBefore,
    );
    const ledger = shop.ledger(state);
    const command = architectureCommand(state, shop.calls, ledger, 'shop.yaml');
    expect(command).toContain("--call 'shop:stock#reserve,shop:billing' ");
    expect(command).toContain('--call stock:mail ');
    const folder = mkdtempSync(join(tmpdir(), 'eventcoach-command-'));
    writeFileSync(join(folder, 'shop.yaml'), text);
    let json = '';
    for (const one of `${command} --format json`.split('; ')) {
      json = '';
      const io = {
        env: {},
        cwd: folder,
        stdin: Readable.from([]),
        stdout: {write: (out: string) => (json += out)},
        stderr: {write: () => true},
        signal: new AbortController().signal,
        now: () => new Date('2026-01-02T03:04:05Z'),
      };
      expect(await main(one.replaceAll("'", '').split(' ').slice(1), io)).toBe(0);
    }
    const {operations} = JSON.parse(json);
    const {availability, typicalMs} = ledger.operations[0]!;
    expect(operations.order.availability).toBeCloseTo(availability.after, 12);
    expect(operations.order.latency.typicalMs).toBe(typicalMs.after);
  });

  it('tells all about a call: couplings, figures, what gets worse', () => {
    const state = stateAfter(convert);
    const text = detailLines(state, selected(state)!, ledgerOf(state), 78)
      .map((line) => line.text)
      .join('\n');
    for (const part of ['temporal (tight)', 'availability (tight)', 'behavioral (partial)', '-> ', 'What gets worse']) {
      expect(text).toContain(part);
    }
    expect(callAside(state, selected(state)!, ledgerOf(state), 78)).toBe('event TaskCreated');
  });

  it('leaves the availability column out where the table would not fit', () => {
    const {operations} = ledgerOf(stateAfter(convert));
    expect(operationLines(operations, 78)[0]?.text).toContain('available');
    expect(operationLines(operations, 58)[0]?.text).not.toContain('available');
  });
});

describe('a bad day', () => {
  const unknown = benchOf(`version: 1
name: unknown
services: {edge: {calls: [{to: web}]}, web: {calls: [{to: orders}]}, orders: {}}
operations: {look: {entry: edge}}
`);
  const stateOf = (...events: readonly ArchitectureEvent[]) =>
    [{kind: 'opened', bench: unknown, message: undefined} as const, ...events].reduce(architecture, architectureBefore);
  const shown = (state: ArchitectureState) =>
    [
      ...operationLines(unknown.ledger(state).operations, 78),
      ...detailLines(state, selected(state)!, unknown.ledger(state), 200),
    ]
      .map(({text}) => text)
      .join(' ');

  it('makes nothing slower of which no time is stated, and says why', () => {
    const state = stateOf({kind: 'toggle-slow'});
    expect(state.slow).toEqual([]);
    expect(state.message).toMatchObject({
      kind: 'error',
      text: expect.stringContaining('Its time is not stated; ten times'),
    });
    expect(stateAfter({kind: 'toggle-slow'}).slow).toEqual(['notification']);
  });

  it('is told without the year, and without a percentile of what is never answered', () => {
    const dead = stateOf({kind: 'toggle-down'});
    expect(shown(stateOf())).toContain('a year');
    expect(shown(dead)).not.toMatch(/a year|within never/);
    expect(shown(dead)).toContain('no request is answered');
    expect(callAside(dead, selected(dead)!, unknown.ledger(dead), 78)).toBe('for ever, needed: ?');
  });

  it('does not call a time 0 ms that nobody stated', () => {
    expect(shown(stateOf())).toContain('not known');
    expect(shown(stateOf())).not.toContain('0 ms');
    expect(callAside(stateOf(), selected(stateOf())!, unknown.ledger(stateOf()), 78)).toMatch(/^not known, /);
  });
});
