/** Something that answers ClickHouse SQL: a server, a cluster, or chDB in this process. */
export interface SqlEngine {
  /**
   * Runs a statement that returns rows, each as a JSON object (format JSONEachRow), with parameters `{name:Type}`. Statements
   * may be longer than the server's own limit of 256 KiB: the engine raises `max_query_size` where it may.
   * Throws `Interrupted` when the signal aborts, UserError for what the user can mend.
   */
  readonly rows: (
    sql: string,
    parameters: Readonly<Record<string, string | number>>,
  ) => AsyncIterable<Readonly<Record<string, unknown>>>;
  /**
   * Keeps the rows of a statement until the next that is kept, and returns the table that they are in. Absent where nothing may
   * be written: there a statement runs again wherever its rows are needed.
   */
  readonly keep?: (select: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** A table of spans in the schema of the OpenTelemetry exporter, as probing found it. */
export interface TraceTable {
  readonly database: string;
  readonly name: string;
  /** How attributes are kept: `Map(String, String)`, or the type JSON. */
  readonly attributes: 'map' | 'json';
  /** Old tables lack some of these columns. */
  readonly hasTraceState: boolean;
  readonly hasStatusMessage: boolean;
  readonly hasLinks: boolean;
  /** Did this program fill the table? Then a column `Described` holds what `describedSql` makes of a row. */
  readonly isOwn: boolean;
}
