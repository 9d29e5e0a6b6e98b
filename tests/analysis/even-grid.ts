import {type LatencyFile, ms, stepsOf, type TimedCall, type Work} from './latency-file.ts';

/** Half a millisecond; times to 4 s. Spread-out times are exact up to the square of it. */
const step = 0.5;
const size = 2 ** 13;
type Masses = Float64Array<ArrayBuffer>;
/** Masses over the grid's points, of requests that are answered and of those that are given up. */
interface End {
  readonly ok: Masses;
  readonly lost: Masses;
}

const nothing = (): Masses => new Float64Array(size);
/** All at one time; between two points it is divided so that the mean stays. */
const at = (time: number): Masses => {
  const d = nothing();
  const below = Math.floor(time / step);
  d[below] = 1 - (time / step - below);
  d[below + 1] = 1 - d[below]!;
  return d;
};
const plus = (...parts: readonly Masses[]) => nothing().map((_, i) => parts.reduce((sum, part) => sum + part[i]!, 0));
const times = (d: Masses, factor: number) => d.map((mass) => mass * factor);
const total = (d: Masses) => d.reduce((sum, mass) => sum + mass, 0);
function cumulative(d: Masses): Masses {
  let sum = 0;
  return d.map((mass) => (sum += mass));
}
const differences = (c: Masses): Masses => c.map((value, i) => value - (i > 0 ? c[i - 1]! : 0));

/** Masses between the points' middles, by Simpson's rule over the normal density of the logarithm. */
function lognormal(p50: number, p99: number): Masses {
  const sigma = Math.log(p99 / p50) / 2.326347874;
  const density = (x: number) =>
    x <= 0 ? 0 : Math.exp(-((Math.log(x / p50) / sigma) ** 2) / 2) / (x * sigma * Math.sqrt(2 * Math.PI));
  return nothing().map((_, i) => {
    const [from, to] = [Math.max(0, (i - 0.5) * step), (i + 0.5) * step];
    return ((to - from) / 6) * (density(from) + 4 * density((from + to) / 2) + density(to));
  });
}

const work = (w: Work): Masses => (typeof w === 'string' ? at(ms(w)) : lognormal(ms(w.p50), ms(w.p99)));

const turns = (f: (angle: number) => number) => nothing().map((_, k) => f((Math.PI * k) / size));
const [cosines, sines] = [turns(Math.cos), turns(Math.sin)];

/** In place; as long as twice the grid. The textbook radix-2 transform. */
function transform(re: Masses, im: Masses, sign: 1 | -1): void {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i += 1) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j]!, re[i]!];
      [im[i], im[j]] = [im[j]!, im[i]!];
    }
  }
  for (let length = 2; length <= n; length *= 2) {
    const half = length / 2;
    for (let start = 0; start < n; start += length) {
      for (let k = 0; k < half; k += 1) {
        const [a, b] = [start + k, start + k + half];
        const turn = k * (n / length);
        const [cos, sin] = [cosines[turn]!, sign * sines[turn]!];
        const r = re[b]! * cos - im[b]! * sin;
        const i = re[b]! * sin + im[b]! * cos;
        re[b] = re[a]! - r;
        im[b] = im[a]! - i;
        re[a] = re[a]! + r;
        im[a] = im[a]! + i;
      }
    }
  }
}

const occupied = (d: Masses) => d.reduce((n, mass) => n + (mass > 0 ? 1 : 0), 0);

/** One after the other. Two real sequences in one complex transform: their product is the imaginary half of its square. */
function after(a: Masses, b: Masses): Masses {
  const [few, other] = occupied(a) < occupied(b) ? [a, b] : [b, a];
  if (occupied(few) <= 4) {
    const sum = nothing();
    for (let i = 0; i < size; i += 1)
      if (few[i]! > 0) for (let j = 0; i + j < size; j += 1) sum[i + j]! += few[i]! * other[j]!;
    return sum;
  }
  const [re, im] = [new Float64Array(2 * size), new Float64Array(2 * size)];
  re.set(a);
  im.set(b);
  transform(re, im, 1);
  for (let i = 0; i < re.length; i += 1) [re[i], im[i]] = [re[i]! ** 2 - im[i]! ** 2, 2 * re[i]! * im[i]!];
  transform(re, im, -1);
  return im.slice(0, size).map((mass) => Math.max(0, mass / (2 * re.length)));
}

/** At least `k` of several independent things by each time. */
function atLeast(k: number, parts: readonly Masses[]): Masses {
  const by = parts.map(cumulative);
  const counts = new Float64Array(parts.length + 1);
  return differences(
    nothing().map((_, i) => {
      counts.fill(0);
      counts[0] = 1;
      for (const c of by) {
        for (let n = parts.length; n >= 0; n -= 1)
          counts[n] = counts[n]! * (1 - c[i]!) + (n > 0 ? counts[n - 1]! * c[i]! : 0);
      }
      return total(counts.subarray(k));
    }),
  );
}

function attempts({timeout, retries}: TimedCall, callee: End): End {
  const limit = timeout === undefined ? size : Math.floor(ms(timeout) / step);
  const early = (d: Masses) => d.map((mass, i) => (i <= limit ? mass : 0));
  const inTime = early(callee.ok);
  const refused = early(callee.lost);
  // What lies beyond the end of the grid counts as late where there is a timeout.
  const cut = timeout === undefined ? nothing() : times(at(ms(timeout)), 1 - total(inTime) - total(refused));
  const failing = plus(refused, cut);
  let ok = inTime;
  let lost = failing;
  for (let n = 0; n < (retries?.max ?? 0); n += 1) {
    const again = after(lost, at(ms(retries!.backoff)));
    ok = plus(ok, after(again, inTime));
    lost = after(again, failing);
  }
  return {ok, lost};
}

/** The distribution of an operation's time, worked out on an even grid from the file itself. */
export function onEvenGrid(file: LatencyFile): {readonly ends: Masses; readonly failedShare: number} {
  const known = new Map<string, End>();
  const called = (call: TimedCall): End => {
    const targets = typeof call.to === 'string' ? [call.to] : call.to.of;
    const required = typeof call.to === 'string' ? 1 : call.to.required;
    const tries = targets.map((target) => attempts(call, node(target)));
    const [only] = tries;
    const once: End =
      tries.length === 1
        ? only!
        : {
            ok: atLeast(
              required,
              tries.map(({ok}) => ok),
            ),
            lost: atLeast(
              targets.length - required + 1,
              tries.map(({lost}) => lost),
            ),
          };
    let handled = once;
    if (call.onFailure === 'ignore') handled = {ok: plus(once.ok, once.lost), lost: nothing()};
    else if (typeof call.onFailure === 'object') {
      const spare = node(call.onFailure.fallback);
      handled = {ok: plus(once.ok, after(once.lost, spare.ok)), lost: after(once.lost, spare.lost)};
    }
    let all = handled;
    for (let n = 1; n < (call.count ?? 1); n += 1)
      all = {ok: after(all.ok, handled.ok), lost: plus(all.lost, after(all.ok, handled.lost))};
    const p = call.probability ?? 1;
    return {ok: plus(times(all.ok, p), times(at(0), 1 - p)), lost: times(all.lost, p)};
  };
  const node = (name: string): End => {
    const done = known.get(name);
    if (done) return done;
    const {latency, calls} = file.services[name]!;
    let ok = work(latency);
    let lost = nothing();
    for (const parallel of stepsOf(calls)) {
      const ends = parallel.map(called);
      const [only] = ends;
      const all =
        ends.length === 1
          ? only!
          : {
              ok: atLeast(
                ends.length,
                ends.map((e) => e.ok),
              ),
              lost: atLeast(
                1,
                ends.map((e) => e.lost),
              ),
            };
      lost = plus(lost, after(ok, all.lost));
      ok = after(ok, all.ok);
    }
    for (const {producer, via, outbox, probability} of Object.values(file.events)) {
      if (producer !== name || outbox) continue;
      const publish = work(file.brokers[via]!.latency);
      ok = after(ok, plus(times(publish, probability), times(at(0), 1 - probability)));
    }
    const end = {ok, lost};
    known.set(name, end);
    return end;
  };
  const {ok, lost} = node('s');
  return {ends: plus(ok, lost), failedShare: total(lost)};
}

/** Share of the requests that are done within `time`, interpolated between the middles of the points. */
export function shareWithin(ends: Masses, time: number): number {
  const position = time / step + 0.5;
  const whole = Math.floor(position);
  let sum = 0;
  for (let i = 0; i < Math.min(whole, size); i += 1) sum += ends[i]!;
  return sum + (whole < size ? (position - whole) * ends[whole]! : 0);
}
