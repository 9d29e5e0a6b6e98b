/** The exit codes of every command. */
export const exitCodes = {ok: 0, findings: 1, user: 2, bug: 70, interrupted: 130} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/**
 * Something that the user can mend: one line of what is wrong, one line of what to do next. Ends a command with exit 2.
 * Where several things are wrong at once, `more` holds the others.
 */
export class UserError extends Error {
  readonly hint: string;
  readonly more: readonly {readonly message: string; readonly hint: string}[];
  constructor(message: string, hint: string, more: UserError['more'] = []) {
    super(message);
    this.name = 'UserError';
    this.hint = hint;
    this.more = more;
  }
}

/** The user pressed Ctrl-C. Ends a command with exit 130; `says` is what else the user has to know then, as a sentence. */
export class Interrupted extends Error {
  readonly says: string;
  constructor(says = '') {
    super('interrupted');
    this.name = 'Interrupted';
    this.says = says;
  }
}
