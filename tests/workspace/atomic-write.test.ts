import {mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {UserError} from '../../src/errors.ts';
import {isTemporary, writeAtomic} from '../../src/workspace/atomic-write.ts';
import {temporaryFolder} from './temporary-folder.ts';

describe('writeAtomic', () => {
  it('writes a file for the user alone and leaves nothing else', async () => {
    const folder = temporaryFolder();
    await writeAtomic(join(folder, 'a'), 'ä\n');
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('ä\n');
    expect(readdirSync(folder)).toEqual(['a']);
    if (process.platform !== 'win32') expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o600);
  });

  it('replaces the file and never writes into the old one, which a reader may have open', async () => {
    const path = join(temporaryFolder(), 'a');
    writeFileSync(path, 'old', {mode: 0o644});
    const before = statSync(path);
    await writeAtomic(path, 'new');
    expect(statSync(path).ino).not.toBe(before.ino);
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('follows no link and leaves what it leads to', async () => {
    const folder = temporaryFolder();
    const outside = join(folder, 'outside');
    writeFileSync(outside, 'mine');
    symlinkSync(outside, join(folder, 'a'));
    await expect(writeAtomic(join(folder, 'a'), 'x')).rejects.toThrow(/a is a symbolic link/);
    expect(readFileSync(outside, 'utf8')).toBe('mine');
  });

  it('refuses a folder in the place of the file', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'a'));
    await expect(writeAtomic(join(folder, 'a'), 'x')).rejects.toThrow(UserError);
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('names its temporary files so that only they are taken for garbage', () => {
    expect(isTemporary('.progress.json.0123456789ab.tmp')).toBe(true);
    expect(['progress.json', '.gitignore', 'notes.tmp', '.x.tmp', '.torn'].filter(isTemporary)).toEqual([]);
  });
});
