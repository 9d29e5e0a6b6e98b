/** What is known of a failure in a state: its chance and the opposite at least and at most, in this order. */
export type Bounds = ArrayLike<number>;
export const leastDown = 0;
export const leastUp = 1;
export const mostDown = 2;
export const mostUp = 3;
export const boundsEach = 4;

/**
 * At least `least` of what stands at `list`, which may share parts (Esary, Proschan and Walkup 1967): that any fails is
 * as frequent as the most frequent of them at least, as if they were independent at most; that all do, the other way
 * round.
 */
export function bound(figures: Float64Array, own: number, least: number, list: Int32Array) {
  if (least === 1 || least === list.length) {
    const start = least === 1 ? 0 : 1;
    figures[own + leastDown] = figures[own + mostDown] = start;
    figures[own + leastUp] = figures[own + mostUp] = 1 - start;
    for (const input of list) (least === 1 ? either : both)(figures, own, own, input);
    return;
  }
  // row k: at least k of those so far; one more is chosen for, or not.
  const rows = new Float64Array(boundsEach * (least + 3));
  for (let k = 0; k <= least; k += 1) rows.set(k === 0 ? [1, 0, 1, 0] : [0, 1, 0, 1], boundsEach * k);
  const item = boundsEach * (least + 1);
  const chosen = boundsEach * (least + 2);
  for (const input of list) {
    rows.set(figures.subarray(input, input + boundsEach), item);
    for (let k = least; k > 0; k -= 1) {
      rows.copyWithin(chosen, item, item + boundsEach);
      both(rows, chosen, chosen, boundsEach * (k - 1));
      either(rows, boundsEach * k, boundsEach * k, chosen);
    }
  }
  figures.set(rows.subarray(boundsEach * least, boundsEach * (least + 1)), own);
}

/** Either of two fails. */
function either(figures: Float64Array, to: number, a: number, b: number) {
  const [ld, lu] = [figures[a + leastDown]!, figures[a + leastUp]!];
  const other = figures[b + leastDown]! > ld;
  figures[to + leastDown] = other ? figures[b + leastDown]! : ld;
  figures[to + leastUp] = other ? figures[b + leastUp]! : lu;
  const [md, mu] = [figures[a + mostDown]!, figures[a + mostUp]!];
  figures[to + mostDown] = md + mu * figures[b + mostDown]!;
  figures[to + mostUp] = mu * figures[b + mostUp]!;
}

/** Both fail. */
function both(figures: Float64Array, to: number, a: number, b: number) {
  const [md, mu] = [figures[a + mostDown]!, figures[a + mostUp]!];
  const other = figures[b + mostDown]! < md;
  figures[to + mostDown] = other ? figures[b + mostDown]! : md;
  figures[to + mostUp] = other ? figures[b + mostUp]! : mu;
  const [ld, lu] = [figures[a + leastDown]!, figures[a + leastUp]!];
  figures[to + leastUp] = lu + ld * figures[b + leastUp]!;
  figures[to + leastDown] = ld * figures[b + leastDown]!;
}
