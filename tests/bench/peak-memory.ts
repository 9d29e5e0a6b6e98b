import {readFileSync} from 'node:fs';

/** The most memory that a process has used so far, in MB, as Linux tells it; undefined elsewhere, and for one that has ended. */
export function peakOf(pid: number | undefined): number | undefined {
  try {
    const kb = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kb === undefined ? undefined : Number(kb) / 1024;
  } catch {
    return undefined;
  }
}
