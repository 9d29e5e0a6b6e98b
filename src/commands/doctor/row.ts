/** A line of the doctor's report: what it is about, and what was found. */
export type Row = readonly [label: string, text: string];

/** What was found out about one subject, and what the user has to mend. */
export interface Finding {
  readonly rows: readonly Row[];
  readonly problems: readonly {readonly message: string; readonly hint: string}[];
}
