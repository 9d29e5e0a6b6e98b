import {isAbsolute, join, relative, resolve} from 'node:path';
import {packageRoot} from '../root.ts';

/** The system that is shown where there is none: the Task API of exercise 01. */
export const sampleSystem = join(packageRoot, 'exercises/01-request-response-chain/scenario.topology.yaml');

/** Does `file`, as named in `cwd`, come with the program? */
export function isPackaged(cwd: string, file: string): boolean {
  return isInside(join(packageRoot, 'exercises'), resolve(cwd, file));
}

/** Does `file`, as named in `folder`, lie in that folder or below? */
export function isInside(folder: string, file: string): boolean {
  const way = relative(folder, resolve(folder, file));
  return way !== '' && way !== '..' && !/^\.\.[\\/]/.test(way) && !isAbsolute(way);
}
