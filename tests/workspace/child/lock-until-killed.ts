// Takes and releases the lock for ever; says "alone" each time that nobody else was inside meanwhile, "together" otherwise.
import {readFileSync, writeFileSync, writeSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {takeLock} from '../../../src/workspace/lock.ts';

const [dir = ''] = process.argv.slice(2);
const inside = join(dir, 'inside');
for (;;) {
  const lock = await takeLock(dir, 20_000);
  writeFileSync(inside, String(process.pid));
  await pause(1);
  writeSync(1, readFileSync(inside, 'utf8') === String(process.pid) ? 'alone\n' : 'together\n');
  await lock.release();
}
