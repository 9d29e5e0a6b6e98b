import type {ServerAccess} from './clickhouse/access.ts';

/** A file (or the answer of an address, or a table of a database) that a user wants imported. */
export interface Artefact {
  /** As the user gave it, or as it lies in the folder that the user gave: what messages and `source.file` say. */
  readonly name: string;
  /** Where it lies on this machine; undefined where it is no file. */
  readonly path?: string | undefined;
  /** Its first 64 KiB as text; broken characters at the end are left out. */
  readonly head: string;
  /** All of it; a UserError where it is no UTF-8 or larger than a text can be. */
  readonly text: () => Promise<string>;
  /** All of it, as it comes from the disk, for what is too large to hold. */
  readonly bytes: () => AsyncIterable<Uint8Array>;
  /** Size in bytes, where known before reading. */
  readonly size: number | undefined;
  /** How many bytes a file has on disk that is packed (gzip); everything else is told of what is unpacked from it. */
  readonly packed?: number | undefined;
  /** Where the artefact is a table on a ClickHouse server, which is asked instead of read: how to. */
  readonly server?: ServerAccess | undefined;
  /**
   * The file that the artefact refers to by a path of its own (`.env`, `../common/messages.yaml`); undefined where there is
   * none, or where it lies outside the folder that the user named (the working directory, if the artefact is in it).
   */
  readonly beside: (path: string) => Promise<Artefact | undefined>;
  /**
   * The small text files in a folder that the artefact refers to: at most 50, none above 256 kB, down to two folders below
   * it, in an order that is always the same. None where there is no such folder, or where it lies outside.
   */
  readonly filesIn: (path: string) => Promise<readonly Artefact[]>;
}
