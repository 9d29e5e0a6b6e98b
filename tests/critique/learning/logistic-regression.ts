/** What is learned from: its features by number, each counted once, and its class. */
export interface Example {
  readonly features: Int32Array;
  readonly label: number;
  /** What each of its features counts; 1 unless it is said. */
  readonly scale?: number;
}

/** Weights by feature, then by class, and a bias for each class. */
export interface Fitted {
  readonly weights: Float64Array;
  readonly bias: Float64Array;
}

/**
 * Multinomial logistic regression with an L2 penalty of `penalty / 2` times the squared weights, the same for all features
 * or by feature (the biases are free), fitted by L-BFGS with ten pairs and a backtracking line search (Nocedal & Wright, Numerical Optimization, 2nd ed.,
 * algorithms 7.4 and 3.1). Deterministic: it starts from zero and visits the examples in their order.
 */
export function logisticRegression(
  examples: readonly Example[],
  features: number,
  classes: number,
  penalty: number | ((feature: number) => number),
): Fitted {
  const size = features * classes + classes;
  const costs = Float64Array.from({length: features}, (_, i) => (typeof penalty === 'number' ? penalty : penalty(i)));
  const loss = (at: Float64Array, gradient: Float64Array) => {
    gradient.fill(0);
    let sum = 0;
    const scores = new Float64Array(classes);
    const biases = features * classes;
    for (const {features: own, label, scale = 1} of examples) {
      for (let c = 0; c < classes; c += 1) scores[c] = at[biases + c]!;
      for (const feature of own) for (let c = 0; c < classes; c += 1) scores[c]! += scale * at[feature * classes + c]!;
      let most = -Infinity;
      for (const score of scores) most = Math.max(most, score);
      let total = 0;
      for (let c = 0; c < classes; c += 1) total += Math.exp(scores[c]! - most);
      sum -= scores[label]! - most - Math.log(total);
      for (let c = 0; c < classes; c += 1) {
        scores[c] = Math.exp(scores[c]! - most) / total - (c === label ? 1 : 0);
        gradient[biases + c]! += scores[c]!;
      }
      for (const feature of own)
        for (let c = 0; c < classes; c += 1) gradient[feature * classes + c]! += scale * scores[c]!;
    }
    for (let feature = 0, i = 0; feature < features; feature += 1) {
      for (const cost = costs[feature]!; i < (feature + 1) * classes; i += 1) {
        sum += (cost / 2) * at[i]! * at[i]!;
        gradient[i]! += cost * at[i]!;
      }
    }
    return sum;
  };
  const found = minimum(loss, size);
  return {weights: found.slice(0, features * classes), bias: found.slice(features * classes)};
}

const pairsKept = 10;
const mostSteps = 200;
/** Nearer to the minimum than this, in the largest part of the gradient, the verdicts no longer change. */
const flat = 1e-3;

function minimum(loss: (at: Float64Array, gradient: Float64Array) => number, size: number): Float64Array {
  let at = new Float64Array(size);
  let gradient = new Float64Array(size);
  let value = loss(at, gradient);
  const pairs: {readonly step: Float64Array; readonly change: Float64Array; readonly scale: number}[] = [];
  for (let count = 0; count < mostSteps && gradient.some((part) => Math.abs(part) > flat); count += 1) {
    const direction = descent(gradient, pairs);
    const slope = dot(direction, gradient);
    let length = count === 0 ? 1 / Math.sqrt(dot(gradient, gradient)) : 1;
    const next = new Float64Array(size);
    const nextGradient = new Float64Array(size);
    for (;;) {
      for (let i = 0; i < size; i += 1) next[i] = at[i]! + length * direction[i]!;
      const nextValue = loss(next, nextGradient);
      if (nextValue <= value + 1e-4 * length * slope || length < 1e-10) {
        value = nextValue;
        break;
      }
      length /= 2;
    }
    const step = next.map((part, i) => part - at[i]!);
    const change = nextGradient.map((part, i) => part - gradient[i]!);
    const curvature = dot(step, change);
    if (curvature > 1e-12) pairs.push({step, change, scale: 1 / curvature});
    if (pairs.length > pairsKept) pairs.shift();
    at = next;
    gradient = nextGradient;
  }
  return at;
}

/** Algorithm 7.4: minus the gradient, times what the last steps tell about the curvature. */
function descent(gradient: Float64Array, pairs: readonly {step: Float64Array; change: Float64Array; scale: number}[]) {
  const direction = gradient.map((part) => -part);
  const alphas: number[] = [];
  for (const {step, change, scale} of pairs.toReversed()) {
    const alpha = scale * dot(step, direction);
    alphas.unshift(alpha);
    add(direction, change, -alpha);
  }
  const last = pairs.at(-1);
  if (last) {
    const factor = 1 / (last.scale * dot(last.change, last.change));
    for (let i = 0; i < direction.length; i += 1) direction[i]! *= factor;
  }
  for (const [i, {step, change, scale}] of pairs.entries()) {
    add(direction, step, alphas[i]! - scale * dot(change, direction));
  }
  return direction;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += a[i]! * b[i]!;
  return sum;
}

function add(to: Float64Array, from: Float64Array, factor: number): void {
  for (let i = 0; i < to.length; i += 1) to[i]! += factor * from[i]!;
}
