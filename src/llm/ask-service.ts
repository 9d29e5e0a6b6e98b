import {Interrupted, UserError} from '../errors.ts';
import {timeSpan} from '../figures.ts';
import {longestAnswer, type Patience} from './patience.ts';
import type {Listening, Reply} from './provider.ts';
import {calledName, type Service} from './service.ts';
import {refusesSchema, troubleOf} from './trouble.ts';

/** One try: its signal ends it (Ctrl-C or no time left), its text goes through `onText`. */
export interface Try {
  readonly signal: AbortSignal;
  readonly onText: (text: string) => void;
  /** Whether the form of the answer is demanded by the service's own means. */
  readonly schema: boolean;
}

/** Asks a service one question: `attempt` is one try at it. */
export type AskService = (listening: Listening, attempt: (one: Try) => Promise<Reply>) => Promise<Reply>;

/** How a service is asked; what it once refused is not demanded of it again. */
export function asker(service: Service, patience: Patience): AskService {
  const form = {demanded: true};
  return (listening, attempt) => ask(service, patience, form, listening, attempt);
}

/**
 * Asks until there is a whole answer: again after a pause where the service is busy, in trouble or breaks off, and at once
 * without the demanded form where it refuses that. Ends with Interrupted when `listening.signal` aborts, and with a
 * UserError when time or tries run out or the user has something to mend.
 */
async function ask(
  service: Service,
  patience: Patience,
  form: {demanded: boolean},
  listening: Listening,
  attempt: (one: Try) => Promise<Reply>,
): Promise<Reply> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), patience.total);
  const signal = AbortSignal.any([listening.signal, late.signal]);
  const stopped = (): Error | null => {
    if (listening.signal.aborted) return new Interrupted();
    return late.signal.aborted ? tooLate(service, patience) : null;
  };
  let failed = 0;
  try {
    for (;;) {
      let heard = 0;
      const onText = (text: string) => {
        heard += text.length;
        if (heard > longestAnswer) throw tooLong(service);
        listening.onText?.(text);
      };
      try {
        signal.throwIfAborted();
        const reply = await attempt({signal, onText, schema: form.demanded});
        signal.throwIfAborted();
        return reply;
      } catch (error) {
        const end = stopped();
        if (end) throw end;
        if (form.demanded && refusesSchema(error)) {
          form.demanded = false;
          listening.onNotice?.('The service refuses the question with a schema for the answer: asking without.');
          continue;
        }
        const trouble = troubleOf(error, service);
        const pause = trouble.pause ?? patience.backOff[failed];
        if (trouble.again === null || failed >= patience.backOff.length || pause === undefined) throw trouble.error;
        if (pause > patience.longestPause) throw tooBusy(service, trouble.again, pause);
        failed += 1;
        if (heard > 0) listening.onRestart?.();
        listening.onNotice?.(`${trouble.again}: trying again in ${timeSpan(pause)}.`);
        await patience.wait(pause, signal).catch((reason: unknown) => {
          throw stopped() ?? reason;
        });
      }
    }
  } finally {
    clearTimeout(timer);
  }
}

function tooLate(service: Service, {total}: Patience): UserError {
  return new UserError(
    `${calledName(service)} gave no whole answer within ${timeSpan(total)}.`,
    'Try again, or name a faster model with --model.',
  );
}

function tooBusy(service: Service, again: string, pause: number): UserError {
  return new UserError(
    `${calledName(service)} asks to wait ${timeSpan(pause)}. ${again}.`,
    'Try again then, or name another model with --model.',
  );
}

function tooLong(service: Service): UserError {
  return new UserError(`${calledName(service)} answers without end.`, 'Name another model with --model.');
}
