import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setImmediate as nextTurn, setTimeout as pause} from 'node:timers/promises';
import {describe, expect, it} from 'vitest';
import {UserError} from '../../src/errors.ts';
import {takeLock} from '../../src/workspace/lock.ts';
import {ownersOf, removeDeadCandidates, removeOwner} from '../../src/workspace/lock-folder.ts';
import {isGone, ownerName, parseOwner, thisProcess} from '../../src/workspace/lock-owner.ts';
import {type Child, startChild} from './child-process.ts';
import {temporaryFolder} from './temporary-folder.ts';

// Above the largest process number of Linux (4194304, proc(5)), macOS (99998) and what Windows gives out.
const nobody = 2_000_000_000;
const fakeLock = (folder: string, owner: string): void => {
  mkdirSync(join(folder, '.lock'));
  writeFileSync(join(folder, '.lock', owner), 'far-away\u001b[2J\n');
};

describe('takeLock', () => {
  it('leaves nothing behind when released', async () => {
    const folder = temporaryFolder();
    const lock = await takeLock(folder, 0);
    expect(readdirSync(folder)).toEqual(['.lock']);
    await lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused while held, with the process that holds it and what to do', async () => {
    const folder = temporaryFolder();
    const lock = await takeLock(folder, 0);
    const error = await takeLock(folder, 30).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toContain(`process ${process.pid} on `);
    expect((error as UserError).hint).toContain(`delete the folder ${join(folder, '.lock')}`);
    await lock.release();
    await (await takeLock(folder, 0)).release();
  });

  it('is had as soon as the holder lets go', async () => {
    const folder = temporaryFolder();
    const lock = await takeLock(folder, 0);
    const next = takeLock(folder, 10_000);
    await pause(20);
    await lock.release();
    expect((await next).takenOver).toBe(false);
  });

  it('is taken from a dead process at once, and says so', async () => {
    const folder = temporaryFolder();
    fakeLock(folder, ownerName({...thisProcess(), pid: nobody}));
    const lock = await takeLock(folder, 0);
    expect(lock.takenOver).toBe(true);
  });

  it('is had by one at a time when many find a dead process in it at the same moment', async () => {
    for (let round = 0; round < 8; round += 1) {
      const folder = temporaryFolder();
      fakeLock(folder, ownerName({...thisProcess(), pid: nobody}));
      let inside = 0;
      let most = 0;
      const enter = async () => {
        const lock = await takeLock(folder, 10_000);
        inside += 1;
        most = Math.max(most, inside);
        for (let turn = 0; turn < 20; turn += 1) await nextTurn();
        inside -= 1;
        await lock.release();
      };
      await Promise.all(Array.from({length: 6}, enter));
      expect(most).toBe(1);
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it('stays with its new owner when another one, who saw the dead owner too, comes to remove that one late', async () => {
    const folder = temporaryFolder();
    const dead = ownerName({...thisProcess(), pid: nobody});
    fakeLock(folder, dead);
    expect((await ownersOf(folder)).dead).toEqual([dead]);
    const lock = await takeLock(folder, 0);
    await removeOwner(folder, dead);
    await expect(takeLock(folder, 0)).rejects.toThrow(/is in use/);
    await lock.release();
  });

  it('is free when a killed process left an empty lock', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, '.lock'));
    expect((await takeLock(folder, 0)).takenOver).toBe(false);
  });

  it('is never taken from a process on another computer, which may be alive', async () => {
    const folder = temporaryFolder();
    fakeLock(folder, ownerName({...thisProcess(), pid: nobody, place: '00000000'}));
    await expect(takeLock(folder, 0)).rejects.toThrow(`process ${nobody} on far-away\\x1b[2J is writing`);
  });

  it('is never taken when it is not known whose it is', async () => {
    const folder = temporaryFolder();
    fakeLock(folder, 'unreadable');
    await expect(takeLock(folder, 0)).rejects.toThrow('another process is writing');
  });

  it('clears away what processes left that were killed while they prepared a lock', async () => {
    const folder = temporaryFolder();
    const [dead, alive] = [{...thisProcess(), pid: nobody}, thisProcess()].map((o) => `.lock-${ownerName(o)}`);
    mkdirSync(join(folder, dead!));
    mkdirSync(join(folder, alive!));
    await removeDeadCandidates(folder);
    expect(readdirSync(folder)).toEqual([alive]);
  });

  it('lets one process in at a time, while others are killed inside', {timeout: 30_000}, async () => {
    const folder = temporaryFolder();
    const start = (): Child => startChild('lock-until-killed', [folder]);
    const running = [start(), start(), start()];
    const ended: Child[] = [];
    for (let kills = 0; kills < 12; kills += 1) {
      const victim = running.shift()!;
      await victim.firstLine;
      await pause((kills * 7) % 23);
      victim.process.kill('SIGKILL');
      ended.push(victim);
      running.push(start());
    }
    await Promise.all(running.map((child) => child.firstLine));
    for (const child of running) child.process.kill('SIGKILL');
    const lines = (await Promise.all([...ended, ...running].map((child) => child.lines))).flat();
    expect(lines.filter((line) => line !== 'alone')).toEqual([]);
    // A child that ended by itself had an error.
    expect([...ended, ...running].map((child) => child.process.signalCode)).toEqual(Array(15).fill('SIGKILL'));
    expect(lines.length).toBeGreaterThan(ended.length);
  });
});

describe('a lock owner', () => {
  it('is read back from its file name', () => {
    const owner = thisProcess();
    expect(parseOwner(ownerName(owner))).toEqual(owner);
    expect(parseOwner('0-x-00000000-000000000000')).toBeUndefined();
    expect(parseOwner('.DS_Store')).toBeUndefined();
  });

  it('is here while its process runs, and gone when it was killed', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(child, 'spawn');
    const owner = {...thisProcess(), pid: child.pid!, started: undefined};
    expect(isGone(owner)).toBe(false);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isGone(owner)).toBe(true);
  });

  it.runIf(process.platform === 'linux')('is gone when its number was given to a later process', () => {
    expect(isGone(thisProcess())).toBe(false);
    expect(isGone({...thisProcess(), started: '1'})).toBe(true);
  });

  it.runIf(process.platform === 'linux')('is gone when it was killed and its parent has not noticed', async () => {
    // The shell becomes a program that never asks for its children.
    const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], {stdio: ['ignore', 'pipe', 'inherit']});
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    await pause(50);
    process.kill(pid, 'SIGKILL');
    const owner = {...thisProcess(), pid, started: undefined};
    for (let tries = 0; tries < 100 && !isGone(owner); tries += 1) await pause(10);
    expect(() => process.kill(pid, 0)).not.toThrow();
    expect(isGone(owner)).toBe(true);
    parent.kill('SIGKILL');
  });
});
