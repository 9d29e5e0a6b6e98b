import type {CallLine, Workbench} from './workbench.ts';

/** Asked for at every key: the calls of a file stay the same. */
const known = new WeakMap<readonly CallLine[], readonly string[]>();

/** What a search looks at, call by call: who calls whom, and how the call is named. */
export function searchedOf({bench}: {readonly bench: Workbench | undefined}): readonly string[] {
  if (!bench) return [];
  const texts = known.get(bench.calls) ?? bench.calls.map(({from, to, name}) => `${from} -> ${to} ${name}`);
  known.set(bench.calls, texts);
  return texts;
}
