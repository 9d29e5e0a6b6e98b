import {realpath} from 'node:fs/promises';
import {dirname, sep} from 'node:path';
import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';

/** Refuses a place to write to, below the folder `base` by its name, which a link leads out of it. Both are absolute. */
export async function assertStaysWithin(base: string, path: string): Promise<void> {
  const root = await realpath(base).catch(() => base);
  const [folder, real] = await nearest(dirname(path), base);
  if (real === root || real.startsWith(root.endsWith(sep) ? root : root + sep)) return;
  throw new UserError(
    `${printableLine(folder)} lies behind a link that leads out of ${printableLine(base)}; nothing was written.`,
    `Take the link away, or install it there yourself: it leads to ${printableLine(real)}.`,
  );
}

/** The nearest folder above that is there, and where it really lies. */
async function nearest(folder: string, base: string): Promise<readonly [string, string]> {
  for (let at = folder; ; at = dirname(at)) {
    const real = await realpath(at).catch(() => undefined);
    if (real !== undefined) return [at, real];
    if (at === base || dirname(at) === at) return [base, base];
  }
}
