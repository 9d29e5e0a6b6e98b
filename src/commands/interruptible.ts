import {Script} from 'node:vm';
import {Interrupted} from '../errors.ts';
import type {Topology} from '../topology/topology.ts';

const place = 'eventcoach: what is being computed';
let script: Script | undefined;
/** Endpoints and calls of systems that are worked out before anybody could want to end it. */
const soonDone = 50;

/**
 * The answer of work that is computed in one go. Meanwhile no handler of a signal could run; so Ctrl-C ends the work in the
 * middle, as it does in Node's own REPL, and Interrupted is thrown. What the work itself would catch or do at last is
 * passed over, so it should hold and write nothing.
 */
export async function interruptible<T>(work: () => T): Promise<T> {
  script ??= new Script(`globalThis[${JSON.stringify(place)}]()`);
  // While the script runs nobody else hears a Ctrl-C, and one that came before would be lost. Signals are looked for once in
  // a turn of the event loop, before what is immediate; so the second turn has certainly looked.
  await new Promise<void>((heard) => setImmediate(() => setImmediate(heard)));
  // A script sees what is global, and nothing else.
  Object.defineProperty(globalThis, place, {value: work, configurable: true});
  try {
    return script.runInThisContext({breakOnSigint: true, displayErrors: false});
  } catch (error) {
    throw (error as NodeJS.ErrnoException | null)?.code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED'
      ? new Interrupted()
      : error;
  } finally {
    Reflect.deleteProperty(globalThis, place);
  }
}

/** The same for work on this system. Of a small one it is not watched: that takes a fortieth of the time of `analyze`. */
export async function interruptibleOn<T>({nodes}: Topology, work: () => T): Promise<T> {
  const parts = nodes.reduce((sum, {calls}) => sum + 1 + calls.length, 0);
  return parts > soonDone ? interruptible(work) : work();
}
