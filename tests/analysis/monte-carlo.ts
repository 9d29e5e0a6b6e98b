import {type LatencyFile, ms, stepsOf, type TimedCall, type Work} from './latency-file.ts';

interface End {
  readonly ms: number;
  readonly ok: boolean;
}

/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Times of `draws` requests, ascending, each played through call by call; and the share that was given up. */
export function played(file: LatencyFile, draws: number, seed: number) {
  const next = random(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const work = (w: Work) =>
    typeof w === 'string' ? ms(w) : ms(w.p50) * Math.exp((Math.log(ms(w.p99) / ms(w.p50)) / 2.326347874) * normal());

  const attempts = (target: string, {timeout, retries}: TimedCall): End => {
    const limit = timeout === undefined ? Infinity : ms(timeout);
    let spent = 0;
    for (let tries = 0; ; tries += 1) {
      const end = request(target);
      if (end.ok && end.ms <= limit) return {ms: spent + end.ms, ok: true};
      spent += Math.min(end.ms, limit);
      if (tries === (retries?.max ?? 0)) return {ms: spent, ok: false};
      spent += ms(retries!.backoff);
    }
  };
  const once = (call: TimedCall): End => {
    const [targets, required] = typeof call.to === 'string' ? [[call.to], 1] : [call.to.of, call.to.required];
    const ends = targets.map((target) => attempts(target, call)).sort((a, b) => a.ms - b.ms);
    const good = ends.filter(({ok}) => ok)[required - 1];
    if (good) return good;
    const end = ends.filter(({ok}) => !ok)[targets.length - required]!;
    if (call.onFailure === 'ignore') return {ms: end.ms, ok: true};
    if (typeof call.onFailure !== 'object') return end;
    const spare = request(call.onFailure.fallback);
    return {ms: end.ms + spare.ms, ok: spare.ok};
  };
  const called = (call: TimedCall): End => {
    if (next() >= (call.probability ?? 1)) return {ms: 0, ok: true};
    let spent = 0;
    for (let n = 0; n < (call.count ?? 1); n += 1) {
      const end = once(call);
      spent += end.ms;
      if (!end.ok) return {ms: spent, ok: false};
    }
    return {ms: spent, ok: true};
  };
  const request = (name: string): End => {
    const {latency, calls} = file.services[name]!;
    let spent = work(latency);
    for (const step of stepsOf(calls)) {
      const ends = step.map(called);
      const failures = ends.filter(({ok}) => !ok).map((end) => end.ms);
      if (failures.length > 0) return {ms: spent + Math.min(...failures), ok: false};
      spent += Math.max(...ends.map((end) => end.ms));
    }
    for (const {producer, via, outbox, probability} of Object.values(file.events)) {
      if (producer === name && !outbox && next() < probability) spent += work(file.brokers[via]!.latency);
    }
    return {ms: spent, ok: true};
  };

  const times = new Float64Array(draws);
  let failed = 0;
  for (let i = 0; i < draws; i += 1) {
    const end = request('s');
    times[i] = end.ms;
    if (!end.ok) failed += 1;
  }
  return {times: times.sort(), failedShare: failed / draws};
}
