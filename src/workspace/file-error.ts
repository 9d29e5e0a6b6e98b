import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';

const otherFolder = 'or name another folder with --workspace DIR.';
const full = {
  says: 'the disk or your share of it is full.',
  hint: 'Free some space and try again; everything saved before is unchanged.',
};
const denied = {says: 'you have no permission.', hint: `Change the permissions of that place, ${otherFolder}`};
const notFolder = {says: 'a file stands where a folder should be.', hint: `Move that file away, ${otherFolder}`};

const causes: Readonly<Record<string, {readonly says: string; readonly hint: string}>> = {
  EACCES: denied,
  EPERM: denied,
  EROFS: {says: 'the place is read-only.', hint: `Make it writable, ${otherFolder}`},
  ENOSPC: full,
  EDQUOT: full,
  EFBIG: full,
  ENOTDIR: notFolder,
  EEXIST: notFolder,
  ELOOP: {says: 'it is a symbolic link.', hint: `Put a real file or folder there, ${otherFolder}`},
  ENOENT: {says: 'no folder can be made there, or it was removed meanwhile.', hint: `Try again, ${otherFolder}`},
  EMFILE: {
    says: 'too many files are open.',
    hint: 'Close other programs, or raise the limit (ulimit -n), and try again.',
  },
  ENAMETOOLONG: {says: 'the path is too long.', hint: 'Name a shorter folder with --workspace DIR.'},
};

/**
 * What the operating system refused, as a UserError that names `path` and what to do. Anything that is no refusal of the
 * operating system comes back as it is: throw what this returns.
 */
export function fileError(error: unknown, doing: 'read' | 'write', path: string): unknown {
  const code = errorCode(error);
  if (error instanceof UserError || code === undefined) return error;
  const cause = causes[code] ?? {
    says: `the system says ${code}.`,
    hint: `Check the disk and the folder, ${otherFolder}`,
  };
  return new UserError(`Cannot ${doing} ${printableLine(path)}: ${cause.says}`, cause.hint);
}

/** The operating system's code for `error`, such as ENOENT; undefined when it comes from elsewhere. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
