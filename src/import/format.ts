import type {Artefact} from './artefact.ts';
import type {Draft} from './draft.ts';

/** What an import may be told and may tell while it runs. */
export interface ImportRun {
  /** Aborted by Ctrl-C: whatever takes longer than a tenth of a second looks at it and throws `Interrupted`. */
  readonly signal: AbortSignal;
  /** Does this when Ctrl-C or a signal ends the command, which waits for it a little; missing where nobody sends any. */
  readonly beforeInterrupted?: ((work: () => Promise<void>) => void) | undefined;
  /** Bytes read so far of how many (undefined: not known) in which artefact. */
  readonly progress: (done: number, total: number | undefined, what: string) => void;
  /** Only spans and traces that began in this span of time (milliseconds since 1970); undefined: no bound. */
  readonly since: number | undefined;
  readonly until: number | undefined;
  /** What adds up traces in files: this program, in memory; chDB, beyond it; undefined or auto: as large as they are. */
  readonly engine?: 'auto' | 'memory' | 'chdb' | undefined;
  /** Takes one trace of this many, by its id; 1 takes all. */
  readonly sample: number;
}

/** One kind of artefact. */
export interface Format {
  /** In the user's words, for messages: "Docker Compose". */
  readonly title: string;
  /** Do only the files of one folder belong together, where a folder was named? Otherwise all of the kind do. */
  readonly byFolder?: boolean | undefined;
  /** Is it this kind? Decided from the name and the first 64 KiB. Where several say yes, the first in the table is taken. */
  readonly recognizes: (artefact: Artefact) => boolean;
  /** Does the artefact only lend to the others (variables), and describe nothing by itself? */
  readonly lends?: ((artefact: Artefact) => boolean) | undefined;
  /**
   * What artefacts of this kind say together. Throws a UserError (file:line:column, what to do next) for what is broken,
   * and for what holds nothing that could be imported.
   */
  readonly read: (artefacts: readonly Artefact[], run: ImportRun) => Promise<Draft>;
}
