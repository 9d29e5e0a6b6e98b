import type {OldVersion} from './history.ts';

/** The ids of the gaps for which a skill holds passages that updates have put in. */
export interface GapsHeld {
  readonly now: ReadonlySet<string>;
  /** By the id of an old version. */
  readonly then: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Which gaps' passages the skill and each of its old versions (the latest first) hold: an update adds its gaps to those of
 * the version before; a way back has those of the version that it went to, which is known by the hashes of its files.
 */
export function gapsHeld(versions: readonly Pick<OldVersion, 'id' | 'by' | 'gaps' | 'files' | 'changed'>[]): GapsHeld {
  const then = new Map<string, ReadonlySet<string>>();
  const older: (typeof versions)[number][] = [];
  let now: ReadonlySet<string> = new Set();
  for (const version of versions.toReversed()) {
    then.set(version.id, now);
    if (version.by === 'improve') now = new Set([...now, ...version.gaps]);
    else {
      const target = older.findLast(({files}) =>
        version.changed.every((one) => files.some(({file, sha256}) => file === one.file && sha256 === one.sha256)),
      );
      now = (target && then.get(target.id)) ?? now;
    }
    older.push(version);
  }
  return {now, then};
}
