import {Worker} from 'node:worker_threads';
import type {Critique} from '../critique/critique.ts';
import type {Figures} from '../critique/figures.ts';
import type {Proposal} from '../critique/proposal.ts';
import {edited} from '../topology/edited.ts';
import type {LoadedText} from './accept-critique.ts';
import {joined, type Order, type Part} from './analyst-parts.ts';
import type {Day, WorkedDay} from './day.ts';

/** Works out days of one topology in a thread of its own, one after the other; keys are read meanwhile. */
export interface Analyst {
  /** Undefined: nobody wants it any more. What the file cannot be on that day is a UserError. */
  readonly day: (day: Day, signal: AbortSignal) => Promise<WorkedDay | undefined>;
  /** What a proposal changes, or why that is not known. */
  readonly proposal: (proposal: Proposal, verdict: Critique['verdict']) => Promise<Figures>;
  /** Ends the thread once it has answered what it was asked so far. */
  readonly end: () => void;
}

/** Days that are kept, the last ones: whoever takes a choice back sees its figures at once. */
const keptDays = 4;

/** Other work that waits has its turn first. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** An analyst of this topology. Its thread holds nobody who leaves. */
export function analyst(loaded: LoadedText): Analyst {
  const {ask, end} = thread(loaded);
  const known = new Map<string, WorkedDay>();
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  const keep = (key: string, day: WorkedDay): WorkedDay => {
    known.delete(key);
    known.set(key, day);
    for (const oldest of [...known.keys()].slice(0, -keptDays)) known.delete(oldest);
    return day;
  };
  return {
    day: (day, signal) =>
      inTurn(async () => {
        const key = JSON.stringify(day);
        const before = known.get(key);
        if (before) return keep(key, before);
        await turn();
        if (signal.aborted) return undefined;
        const topology = edited(loaded, day.edits);
        const parts = [await ask({kind: 'day', day})];
        while (parts.at(-1)!.kind !== 'rest') {
          await turn();
          if (signal.aborted) return undefined;
          parts.push(await ask({kind: 'more'}));
        }
        return keep(key, {topology, ...joined(parts)});
      }),
    proposal: (proposal, verdict) =>
      inTurn(async () => {
        const part = await ask({kind: 'proposal', proposal, verdict});
        if (part.kind !== 'proposal') throw new Error('the analyst answered something else');
        return part.figures;
      }),
    end: () => void last.then(end),
  };
}

/** The thread: one question at a time, one answer for each. */
function thread({text, file}: LoadedText): {readonly ask: (order: Order) => Promise<Part>; readonly end: () => void} {
  // The same module lies beside this one in the source and in the built program.
  const [ending] = /\.\w+$/.exec(import.meta.url) ?? [];
  const worker = new Worker(new URL(`./analyst-worker${ending}`, import.meta.url), {workerData: {text, file}});
  let answer: ((part: Part) => void) | undefined;
  let fail: ((error: unknown) => void) | undefined;
  let ended: Error | undefined;
  const over = (error: unknown) => {
    ended ??= error instanceof Error ? error : new Error('the analyst has ended');
    fail?.(ended);
  };
  worker.on('message', (part: Part) => answer?.(part));
  worker.on('error', over).on('exit', over);
  // Last: whoever listens to a thread's messages waits for its end.
  worker.unref();
  return {
    ask: (order) =>
      new Promise((resolve, reject) => {
        if (ended) throw ended;
        [answer, fail] = [resolve, reject];
        worker.postMessage(order);
      }),
    end: () => void worker.terminate(),
  };
}
