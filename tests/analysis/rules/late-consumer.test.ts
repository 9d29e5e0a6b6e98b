import {describe, expect, it} from 'vitest';
import {fixture, judged} from './fixture.ts';
import {oneEvent} from './one-event.ts';

/** 10 messages a second arrive. */
const of = (consumer: object, billing: object = {}) =>
  judged('late-consumer', oneEvent({consumers: {billing: consumer}}, {billing}));

describe('late-consumer', () => {
  it('finds what its fixture does wrong, and nothing else there', () => {
    const {findings, line} = fixture('late-consumer');
    expect(findings).toMatchObject([
      {rule: 'late-consumer', severity: 'error', subject: {event: 'RideBooked', consumer: 'drivers'}, line},
    ]);
    expect(findings[0]!.message).toContain('drivers may be 10 s late with RideBooked, but it lags 30 s behind');
    // 40/s x 60 s = 2,400 messages; 4 handlers of 50 ms do 80/s, so 40/s are left to catch up: 60 s
    expect(findings[0]!.message).toContain('2,400 messages wait, and catching up takes 60 s');
  });

  it('compares the stated lag and the time for one message with the deadline', () => {
    const late = (consumer: object) => of({deadline: '10s', capacity: '1000/s', ...consumer}).findings;
    expect(late({lag: '11s'})).toMatchObject([
      {severity: 'error', subject: {event: 'OrderPlaced', consumer: 'billing'}},
    ]);
    expect(late({lag: '10s'})).toEqual([]);
    const slow = (handling: string) => of({deadline: '10s', handling, handlers: 1000}).findings;
    expect(slow('11s')).toMatchObject([
      {severity: 'error', message: expect.stringContaining('one message alone takes it 11 s')},
    ]);
    expect(slow('10s')).toEqual([]);
  });

  it('says nothing of a backlog where nothing arrives', () => {
    const consumers = {billing: {deadline: '10s', lag: '11s', capacity: '5/s'}};
    const [late] = judged('late-consumer', oneEvent({rate: '0/s', consumers})).findings;
    expect(late!.message).toMatch(/it lags 11 s behind\.$/);
  });

  it('takes the typical latency of the service for a handling that is not stated', () => {
    expect(of({deadline: '2s'}, {latency: '3s', concurrency: 100}).findings).toMatchObject([
      {severity: 'error', message: expect.stringContaining('one message alone takes it 3 s')},
    ]);
    expect(of({deadline: '4s'}, {latency: '3s', concurrency: 100}).findings).toEqual([]);
  });

  it('warns above 80 % of what a consumer can handle, with or without a deadline', () => {
    // 10/s of 12/s are 83.3 %; after a minute 600 messages wait, and 2/s are left for them: 300 s
    const [busy] = of({capacity: '12/s'}).findings;
    expect(busy).toMatchObject({severity: 'warning'});
    expect(busy!.message).toContain('billing uses 83.3 % of what it can handle of OrderPlaced: 10/s of 12/s');
    expect(busy!.message).toContain('600 messages wait, and catching up takes 5 min');
    expect(of({capacity: '12.5/s'}).findings).toEqual([]);
    expect(of({capacity: '12.4/s'}).findings).toMatchObject([{severity: 'warning'}]);
  });

  it('names the rate limit that makes it busy', () => {
    const calls = [{to: 'press', timeout: '1s'}];
    const file = oneEvent(
      {consumers: {billing: {handlers: 50, deadline: '1s'}}},
      {billing: {latency: '1ms', calls}, press: {rateLimit: '11/s'}},
    );
    const [busy] = judged('late-consumer', file).findings;
    // The limit slows the stream, not the one message: 50 handlers at 11/s are no 4.5 s each.
    expect(busy).toMatchObject({severity: 'warning'});
    expect(busy!.message).toContain('10/s of 11/s (the rate limit of press)');
    expect(busy!.advice).toContain('fewer calls to press');
  });

  it('leaves one that cannot keep up at all to consumer-falls-behind', () => {
    expect(of({capacity: '10/s'}).findings).toEqual([]);
    expect(of({capacity: '9/s'}).findings).toEqual([]);
  });

  it('is blind without a deadline', () => {
    expect(of({}).blindSpots).toEqual([{field: 'deadline', subject: 'OrderPlaced:billing'}]);
    expect(of({deadline: '1s'}).blindSpots).toEqual([]);
  });
});
