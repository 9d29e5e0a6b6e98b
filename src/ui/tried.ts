import type {ArchitectureState} from './architecture-state.ts';
import type {CallLine, Choices, Workbench} from './workbench.ts';

/** What was tried on a topology file and is taken up again. Its calls go by `keyOf`. */
export interface Tried extends Choices {
  /** The file as a command takes it: on another one none of this holds. */
  readonly file: string;
  /** The call that was marked. */
  readonly call?: string | undefined;
}

// An id alone is a place in the file: after a change of the file another call may stand there.
const keyOf = ({id, to, name}: CallLine) => `${id} -> ${to} ${name}`;

/** Asked for at every key: the calls of a file stay the same. */
const knownKeys = new WeakMap<Workbench['calls'], ReadonlyMap<string, string>>();

function keysOf({calls}: Workbench): ReadonlyMap<string, string> {
  const keys = knownKeys.get(calls) ?? new Map(calls.map((call) => [call.id, keyOf(call)]));
  knownKeys.set(calls, keys);
  return keys;
}

/** What is tried now; undefined until a file is open. */
export function triedOf(state: ArchitectureState): Tried | undefined {
  const {bench, cursor, converted, answers, down, slow} = state;
  if (!bench) return undefined;
  const keys = keysOf(bench);
  const marked = bench.calls[cursor];
  return {
    file: bench.file,
    converted: converted.map((id) => keys.get(id)!),
    answers: Object.fromEntries(Object.entries(answers).map(([id, answer]) => [keys.get(id)!, answer])),
    down,
    slow,
    call: marked && keyOf(marked),
  };
}

/** What of it the file still takes, and where the marked call stands; the file may have been written to since. */
export function stillTried(tried: Tried, bench: Workbench): Choices & {readonly cursor: number} {
  const calls = new Map(bench.calls.map((call) => [keyOf(call), call]));
  const callees = new Set(bench.calls.map(({callee}) => callee));
  const answers = Object.fromEntries(
    Object.entries(tried.answers).flatMap(([key, answer]) => {
      const call = calls.get(key);
      return call && call.needsResult === undefined ? [[call.id, answer]] : [];
    }),
  );
  const converted = tried.converted.flatMap((key) => {
    const call = calls.get(key);
    return call && bench.refusal(call.id, answers) === undefined ? [call.id] : [];
  });
  const marked = bench.calls.findIndex((call) => keyOf(call) === tried.call);
  return {
    answers,
    converted,
    down: tried.down.filter((name) => callees.has(name)),
    slow: tried.slow.filter((name) => callees.has(name)),
    cursor: Math.max(0, marked),
  };
}
