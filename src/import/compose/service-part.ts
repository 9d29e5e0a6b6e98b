/** A value of a service with the place where it stands. */
export interface Entry {
  readonly value: string;
  readonly file: string;
  readonly line: number | undefined;
}

/** A file that a service's configuration refers to; `from` is the compose file, by the name that it was loaded under. */
export interface FileReference {
  readonly path: string;
  readonly from: string;
  readonly line: number;
}

/** A file or folder of the project that a service mounts; `target` is its place in the container. */
export interface Mount extends FileReference {
  readonly target: string;
}

/** The fields of a service that an import needs, as one file writes them, or as several files come to together. */
export interface ServicePart {
  readonly file: string;
  readonly line: number;
  readonly image?: string | undefined;
  readonly built?: boolean | undefined;
  readonly replicas?: number | undefined;
  readonly names: readonly string[];
  readonly networks: readonly string[];
  readonly ports: readonly number[];
  readonly profiles: readonly string[];
  /** Names that only this service knows, and the service behind each. */
  readonly links: readonly (readonly [string, string])[];
  readonly environment: ReadonlyMap<string, Entry>;
  readonly arguments: ReadonlyMap<string, Entry>;
  readonly labels: ReadonlyMap<string, Entry>;
  readonly environmentFiles: readonly (FileReference & {readonly required: boolean})[];
  /** The words of the command line, with their places. */
  readonly command?: readonly Entry[] | undefined;
  readonly entrypoint?: readonly Entry[] | undefined;
  readonly mounts: readonly Mount[];
  /** Names of the file's `configs` and `secrets`. */
  readonly configs: readonly string[];
  /** Fields that this part takes away (`!reset`) or replaces as a whole (`!override`) instead of adding to them. */
  readonly replaced: ReadonlySet<string>;
}

const lists = ['names', 'networks', 'ports', 'profiles', 'links', 'environmentFiles', 'mounts', 'configs'] as const;
const maps = ['environment', 'arguments', 'labels'] as const;

/** `over` laid over `base`, as Compose does it: maps are merged, lists grow, a command is replaced, `!reset` and `!override` win. */
export function mergedPart(base: ServicePart, over: ServicePart): ServicePart {
  const result: Record<string, unknown> = {...base};
  for (const key of ['image', 'built', 'replicas', 'command', 'entrypoint'] as const)
    if (over[key] !== undefined || over.replaced.has(key)) result[key] = over[key];
  for (const key of lists) result[key] = over.replaced.has(key) ? over[key] : [...base[key], ...over[key]];
  for (const key of maps)
    result[key] = over.replaced.has(key) ? over[key] : new Map<string, Entry>([...base[key], ...over[key]]);
  return result as unknown as ServicePart;
}
