import {spawnSync} from 'node:child_process';
import {cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeEach, describe, expect, it} from 'vitest';

const root = join(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'eventcoach-compiled-'));
afterAll(() => rmSync(scratch, {recursive: true, force: true}));

const dist = join(scratch, 'dist');
const kept = join(dist, '.compiled');
const file = join(root, 'fixtures/topologies/ten-services.topology.yaml');

/** A run of the program, and what Node says about each thing that it kept of an earlier one. */
function analyze() {
  const {status, stdout, stderr} = spawnSync(process.execPath, [join(dist, 'cli.js'), 'analyze', file], {
    env: {...process.env, NODE_DEBUG_NATIVE: 'COMPILE_CACHE'},
  });
  // Node's own lines stand on either stream, between ours.
  const lines = `${stdout}${stderr}`.split('\n');
  return {
    status,
    accepted: lines.filter((line) => /^\[compile cache\].*\baccepted\b/.test(line)).length,
    said: lines.filter((line) => !line.startsWith('[compile cache]')).join('\n'),
  };
}

describe('what Node compiled of the built program', () => {
  beforeEach(() => {
    rmSync(dist, {recursive: true, force: true});
    // Not what other runs keep there meanwhile.
    cpSync(join(root, 'dist'), dist, {recursive: true, filter: (source) => !source.includes('.compiled')});
    for (const name of ['package.json', 'exercises', 'skills'])
      if (!readdirSync(scratch).includes(name)) symlinkSync(join(root, name), join(scratch, name));
  });

  it('is kept beside it, and used by the next run, which says the same', () => {
    const first = analyze();
    const next = analyze();
    expect([first.status, first.accepted]).toEqual([0, 0]);
    expect(next.accepted).toBeGreaterThan(0);
    expect(next.said).toBe(first.said);
    expect(first.said).toContain('buy-a-book');
  });

  it('is no loss where it is damaged, or cannot be kept', () => {
    const {said} = analyze();
    for (const name of readdirSync(kept, {recursive: true, withFileTypes: true}))
      if (name.isFile()) writeFileSync(join(name.parentPath, name.name), 'damaged');
    expect(analyze()).toEqual({status: 0, accepted: 0, said});
    rmSync(kept, {recursive: true});
    writeFileSync(kept, 'a file where the folder would be');
    expect(analyze()).toEqual({status: 0, accepted: 0, said});
  });
});
