import type {ImportRun} from '../format.ts';
import type {Read} from './watch.ts';

/** The part of the time that loading takes, and how far each statement after it reaches, as measured on files of 0.7 and 5 GB. */
const loading = 0.45;
const reaching = [0.5, 0.68, 0.78, 1] as const;

/** Tells how far an import of files of `size` bytes is, as if all of its work were reading them. It never goes back. */
export function howFar(progress: ImportRun['progress'], size: number) {
  let furthest = 0;
  let before = 0;
  let statements = 0;
  const tell = (share: number, what: string): void => {
    furthest = Math.max(furthest, Math.min(1, share));
    progress(Math.round(furthest * size), size, what);
  };
  const load = (bytes: number, what: string) =>
    tell(size === 0 ? 0 : (Math.min(size, before + bytes) / size) * loading, what);
  return {
    loading: ({bytes}: Read, what: string): void => load(bytes, what),
    loaded: (bytes: number, what: string): void => {
      load(bytes, what);
      before += bytes;
    },
    /** A statement over all that is loaded begins; what it returns is told how far it is. */
    adding: (what: string): ((read: Read) => void) => {
      const from = statements === 0 ? loading : (reaching[statements - 1] ?? 1);
      const to = reaching[statements] ?? 1;
      statements += 1;
      tell(from, what);
      return ({share = 0}) => tell(from + share * (to - from), what);
    },
  };
}
