import type {Algebra} from '../failure-formula.ts';
import type {Variable} from '../variables.ts';
import type {Ref} from './gate-graph.ts';

/** `algebra`, watched for what only one node makes and uses; gates of `inner` may be used by others unseen. */
export function watching(algebra: Algebra<Ref>, inner: ReadonlySet<Ref>) {
  const several = -1;
  const makers = new Map<Ref | Variable, number>();
  const failures = new Map<number, Ref>();
  let maker = several;
  const made = (thing: Ref | Variable) => {
    if (makers.get(thing) !== maker) makers.set(thing, makers.has(thing) ? several : maker);
  };
  const watched: Algebra<Ref> = {
    ...algebra,
    variable: (variable) => {
      made(variable);
      const ref = algebra.variable(variable);
      made(ref);
      return ref;
    },
    atLeast: (least, items) => {
      const ref = algebra.atLeast(least, items);
      made(ref);
      return ref;
    },
    begin: (node) => {
      maker = node ?? several;
    },
    end: (node, failure) => {
      failures.set(node, failure);
    },
  };
  return {
    algebra: watched,
    /** What fails with this node, and perhaps with others too; undefined on a circle. */
    anyFailureOf: (node: number): Ref | undefined => failures.get(node),
    /** What fails with this node alone. */
    failureOf: (node: number): Ref | undefined => {
      const ref = failures.get(node);
      return ref !== undefined && makers.get(ref) === node && !inner.has(ref) ? ref : undefined;
    },
    /** The only node that a variable belongs to. */
    userOf: (variable: Variable): number | undefined => {
      const node = makers.get(variable);
      return node === several ? undefined : node;
    },
  };
}
