import {UserError} from '../errors.ts';

/** What the app has to say at the moment, above the footer. */
export interface Message {
  readonly kind: 'error' | 'done' | 'note';
  readonly text: string;
}

/** What went wrong and what to do, if it is something that the user can mend; undefined: a defect. */
export function messageOf(error: unknown): Message | undefined {
  if (!(error instanceof UserError)) return undefined;
  const {message, hint} = error;
  return {kind: 'error', text: `${/[.!?]$/.test(message) ? message : `${message}.`} ${hint}`};
}
