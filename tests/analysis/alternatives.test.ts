import {describe, expect, it} from 'vitest';
import {all, converted, done, taskApi} from './converted.ts';

describe('a cheaper alternative', () => {
  it('is priced by computing it', () => {
    const {alternatives: others} = done(converted(taskApi, all));
    // own 50 ms, then the slowest of 2 s, 500 ms and 50 ms
    expect(others.find((a) => a.kind === 'parallel')).toMatchObject({typicalMs: 2050, lostPerYear: 0});
    const ignoring = others.find((a) => a.kind === 'timeout-and-ignore')!;
    expect(ignoring.availability).toBeCloseTo(0.999, 14);
    // 20/s for a year, lost while each callee (audit with siem behind it) is down
    expect(ignoring.lostPerYear).toBeCloseTo(20 * 31_536_000 * (0.001 + 0.001999 + 0.001), 0);
  });

  it('counts what a timeout cuts among what is lost', () => {
    const impatient = {
      ...taskApi,
      services: {...taskApi.services, 'task-api': {calls: [{to: 'reminder', timeout: '10ms'}]}},
    };
    const [ignoring] = done(converted(impatient, ['task-api:reminder'])).alternatives;
    // reminder takes 50 ms: at 10 ms every one of 20/s is lost
    expect(ignoring!.lostPerYear).toBeCloseTo(20 * 31_536_000, 3);
  });
});
