#!/usr/bin/env node
import {enableCompileCache} from 'node:module';
import {basename, join} from 'node:path';
import {exitCodes} from './errors.ts';
import {main} from './main.ts';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(`eventcoach needs Node 22.12 or newer; this is Node ${process.versions.node}.\n`);
  process.stderr.write(
    'In a clone type "npm start -- analyze FILE": it brings Node 24 along. Elsewhere install a newer Node.\n',
  );
  process.exit(2);
}

// The built program keeps beside itself what Node compiled of it: from the second start on a command takes a tenth less
// time. Where its folder may not be written, nothing is kept. A run from the sources keeps nothing.
if (basename(import.meta.dirname) === 'dist') enableCompileCache(join(import.meta.dirname, '.compiled'));

/** Where the command was typed: npm runs the scripts of a clone in the clone, wherever `npm start --prefix` was typed. */
function folder(): string {
  const {npm_lifecycle_event: script, npm_package_name: name, INIT_CWD: typed} = process.env;
  return script === 'start' && name === 'eventcoach' && typed ? typed : process.cwd();
}

const interrupt = new AbortController();
process.on('SIGINT', () => interrupt.abort());
// `eventcoach analyze | head` closes our output: that is no error of anybody.
const closed = (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
};
const untilClosed = (stream: NodeJS.WriteStream) => stream.off('error', closed).on('error', closed);

const code = await main(process.argv.slice(2), {
  env: process.env,
  cwd: folder(),
  // Opening a stream takes a millisecond or three: only those that a command uses.
  get stdin() {
    return process.stdin;
  },
  get stdout() {
    return untilClosed(process.stdout);
  },
  get stderr() {
    return untilClosed(process.stderr);
  },
  signal: interrupt.signal,
  beforeEnd: (work) => {
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
      let isAsked = false;
      const end = () => {
        process.off(signal, listener).kill(process.pid, signal);
      };
      // Not `once`: what restores the terminal would find itself alone, and end the process before the work is done.
      const listener = () => {
        if (isAsked) return end();
        isAsked = true;
        work().finally(end);
      };
      process.on(signal, listener);
    }
  },
  // Not the event of the stream: that one is silent where the window has its old size again.
  onResize: (work) => {
    process.on('SIGWINCH', work);
    return () => process.off('SIGWINCH', work);
  },
  now: () => new Date(),
});
process.exitCode = code;
if (interrupt.signal.aborted) process.exit(code);
// Nothing listens any more. What may still be under way holds nobody who presses Ctrl-C now.
process.on('SIGINT', () => process.exit(exitCodes.interrupted));
