import {createHash, randomBytes} from 'node:crypto';
import {readFileSync, readlinkSync} from 'node:fs';
import {hostname} from 'node:os';

/** Who holds a lock, readable from a file name alone: it is complete as soon as it exists. */
export interface LockOwner {
  readonly pid: number;
  /** When the process was started, in the kernel's ticks: tells it from a later one with the same number. Only Linux says. */
  readonly started: string | undefined;
  /** Where `pid` means something: a hash of host name and, on Linux, of the container's process numbering. */
  readonly place: string;
  /** Different each time, so that removing the lock of a dead process cannot hit that of its successor. */
  readonly token: string;
}

/** A new owner: this process, now. */
export function thisProcess(): LockOwner {
  const {pid} = process;
  return {pid, started: processState(pid)?.started, place: here(), token: randomBytes(6).toString('hex')};
}

/** The file name that states `owner`. */
export function ownerName({pid, started, place, token}: LockOwner): string {
  return [pid, started ?? 'x', place, token].join('-');
}

/** The owner that a file name states; undefined when it states none. */
export function parseOwner(name: string): LockOwner | undefined {
  const match = /^([1-9]\d{0,9})-(\d{1,20}|x)-([0-9a-f]{8})-([0-9a-f]{12})$/.exec(name);
  if (match === null) return undefined;
  const [, pid, started, place, token] = match as unknown as [string, string, string, string, string];
  return {pid: Number(pid), started: started === 'x' ? undefined : started, place, token};
}

/** Has the owner's process surely ended? Of a process on another computer or in another container nobody here can tell. */
export function isGone({pid, started, place}: LockOwner): boolean {
  if (place !== here()) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
  const now = processState(pid);
  if (now === undefined) return false;
  // A killed process that its parent has not asked about yet keeps its number (Z) but never runs again.
  return now.state === 'Z' || now.state === 'X' || (started !== undefined && now.started !== started);
}

function here(): string {
  let numbering = '';
  try {
    numbering = readlinkSync('/proc/self/ns/pid');
  } catch {
    // Not Linux: process numbers hold for the whole computer.
  }
  return createHash('sha256').update(`${hostname()}\n${numbering}`).digest('hex').slice(0, 8);
}

/** State and start of a process by proc(5): fields 3 and 22 of its stat file, counted after the name in parentheses. */
function processState(pid: number): {readonly state: string; readonly started: string} | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, started] = [fields[0], fields[19]];
    return state === undefined || started === undefined ? undefined : {state, started};
  } catch {
    return undefined;
  }
}
