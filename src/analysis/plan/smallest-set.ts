/** Something to reach by choosing candidates (numbered from 0). */
export interface Goal {
  /** Candidates that matter to it. */
  readonly concerning: readonly number[];
  /** Is it reached with `chosen`, where those of `free` cost nothing and do no harm either? */
  readonly reached: (chosen: ReadonlySet<number>, free: ReadonlySet<number>) => boolean;
}

/**
 * The fewest candidates with which every goal is reached; undefined where no choice reaches them all. Among equally
 * small sets the one that comes first in candidate order. Exact: sets are tried by size, and a branch is left only when
 * the goals are missed even if all that is still open came for free. Candidates of one `kind` are interchangeable, so
 * that only the first of them are tried. 2^n at worst: meant for at most some sixteen candidates that matter.
 */
export function smallestSet(
  size: number,
  goals: readonly Goal[],
  kind: (candidate: number) => unknown = (candidate) => candidate,
): readonly number[] | undefined {
  const matters = new Set(goals.flatMap((goal) => goal.concerning));
  const candidates = Array.from({length: size}, (_, i) => i).filter((i) => matters.has(i));
  const reached = (chosen: ReadonlySet<number>, free: ReadonlySet<number>) =>
    goals.every((goal) => goal.reached(chosen, free));
  const none: ReadonlySet<number> = new Set();
  const search = (
    from: number,
    chosen: readonly number[],
    left: number,
    out: ReadonlySet<unknown>,
  ): number[] | undefined => {
    const now = new Set(chosen);
    if (left === 0) return reached(now, none) ? [...chosen] : undefined;
    const open = candidates.slice(from).filter((candidate) => !out.has(kind(candidate)));
    if (open.length < left || !reached(now, new Set(open))) return undefined;
    const [first] = open;
    const next = candidates.indexOf(first!) + 1;
    return (
      search(next, [...chosen, first!], left - 1, out) ?? search(next, chosen, left, new Set([...out, kind(first!)]))
    );
  };
  for (let wanted = 0; wanted <= candidates.length; wanted += 1) {
    const found = search(0, [], wanted, none);
    if (found) return found;
  }
  return undefined;
}
