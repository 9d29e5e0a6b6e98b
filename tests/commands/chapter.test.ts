import {resolve} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {folder} from './typed.ts';

const here = folder();
afterAll(here.remove);
const file = resolve('fixtures/topologies/task-api-list.topology.yaml');
const said = async (...args: string[]) => (await here.type(args)).out.replace(/\s+/g, ' ');
const json = async (...args: string[]) => JSON.parse((await here.type([...args, '--format', 'json'])).out);
const busyDay = ['--set', 'create-task.rate=100/s'];

// The figures are those of the worked examples of the topology format.
describe('the chapter as commands', () => {
  it('a good day: 650 ms, and at 100/s 65 places of 200', async () => {
    expect(await said('analyze', file)).toContain('650 ms typically');
    const {operations} = await json('analyze', file, ...busyDay);
    expect(operations['create-task'].load[0]).toMatchObject({busy: 65, refusedShare: 0});
  });

  it('Slack limits Notification: 2.6 s, and at 100/s 23.1 % refused', async () => {
    const slow = ['--set', 'notification.latency=2s', ...busyDay];
    const text = await said('analyze', file, ...slow);
    expect(text).toContain('answers in 2.6 s (in the file: 650 ms)');
    expect(text).toContain(
      'task-api: full: needs 260 places and has 200 (in the file: 13 of 200 places), 23.1 % of its requests refused',
    );
    const {operations, before} = await json('analyze', file, ...slow);
    expect(operations['create-task'].load[0].refusedShare).toBeCloseTo(1 - 200 / 260, 12);
    expect(before.operations['create-task'].latency.typicalMs).toBe(650);
  });

  it('Notification hangs: full after 2 s at 100/s, and list-tasks starves with it', async () => {
    const text = await said('analyze', file, '--down', 'notification', ...busyDay);
    expect(text).toContain('full after 2 s');
    expect(text).toContain('so it starves after 2 s: it shares a pool');
    const {state} = await json('analyze', file, '--down', 'notification', ...busyDay);
    expect(state.outcome).toMatchObject({
      fails: ['create-task'],
      starves: ['list-tasks'],
      starvesAfterSeconds: {'list-tasks': 2},
    });
  });

  it('converted: the accept path alone, and whether the consumers keep up', async () => {
    const convert = ['convert', file, '--call', 'task-api:notification,task-api:audit,task-api:reminder'];
    const {changes, lateBy} = await json(...convert, '--event', 'TaskCreated', '--outbox');
    expect(changes['create-task'].availability.after).toBe(0.999);
    expect(changes['create-task'].typicalMs).toEqual({before: 650, after: 50});
    expect(changes['create-task'].quanta).toEqual({before: 1, after: 4});
    // 60 handlers of 50 ms take 1,200/s, of 500 ms 120/s
    expect(lateBy).toMatchObject([
      {consumer: 'notification', keepsUp: true, capacity: 1200},
      {consumer: 'audit', keepsUp: true, capacity: 120},
      {consumer: 'reminder', keepsUp: true, capacity: 1200},
    ]);
    const text = await said(...convert, '--event', 'TaskCreated');
    expect(text).toContain(
      'notification reads "TaskCreated": keeps up. 20/s arrive, it handles 1,200/s; an outage of 10 min leaves 12,000 messages',
    );
  });

  it('of an outage: 10 minutes at 500/s with 800/s leave 300,000 messages, caught up 1,000 s later', async () => {
    const outage = here.file(
      'outage.yaml',
      `version: 1
name: outage
services: {p: {}, c: {}}
brokers: {k: {retention: 7d}}
events: {E: {producer: p, via: k, rate: 500/s, consumers: {c: {capacity: 800/s}}}}
operations: {o: {entry: p}}
`,
    );
    expect(await said('analyze', outage)).toContain(
      '500/s arrive, it handles 800/s; an outage of 10 min leaves 300,000 messages, caught up 16.7 min later; after 7 days of it messages are lost',
    );
    const {lag} = await json('analyze', outage);
    expect(lag[0]).toMatchObject({backlogPerOutageMinute: 30_000, catchUpSecondsPerOutageMinute: 100});
  });
});
