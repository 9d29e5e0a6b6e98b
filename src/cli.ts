#!/usr/bin/env node
import {main} from './main.ts';

const interrupt = new AbortController();
process.on('SIGINT', () => interrupt.abort());
for (const stream of [process.stdout, process.stderr]) {
  // `eventcoach analyze | head` closes our output: that is no error of anybody.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}

const code = await main(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interrupt.signal,
  now: () => new Date(),
});
process.exitCode = code;
if (interrupt.signal.aborted) process.exit(code);
