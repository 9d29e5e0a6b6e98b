import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {PassThrough} from 'node:stream';
import {expect, it} from 'vitest';
import {main} from '../../../src/main.ts';
import {emptyFolder} from '../folder.ts';
import {run} from './run.ts';

it('says that nothing was written when Ctrl-C ends the questions of improve, also behind a yes', async () => {
  const cwd = emptyFolder();
  await run(cwd, ['init']);
  const read = () => readFileSync(join(cwd, 'skills/kafka-events/SKILL.md'), 'utf8');
  const first = read();
  const stdin = Object.assign(new PassThrough(), {isTTY: true});
  const stop = new AbortController();
  let [err, asked] = ['', 0];
  const code = await main(['skill', 'improve', '--apply'], {
    env: {},
    cwd,
    stdin,
    stdout: {write: () => true},
    stderr: {
      write: (text: string) => {
        err += text;
        if (!/\] $/.test(text)) return;
        asked += 1;
        if (asked === 1) stdin.write('y\n');
        else stop.abort();
      },
    },
    signal: stop.signal,
    now: () => new Date('2026-11-23T10:00:00Z'),
  });
  expect([code, asked, read()]).toEqual([130, 2, first]);
  expect(err).toMatch(/\nInterrupted\. Nothing was written\.\n$/);
});
