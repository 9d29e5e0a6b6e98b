import {spawnSync} from 'node:child_process';
import {expect, it} from 'vitest';

const printed = (program: string, args: readonly string[]) => {
  const {status, stdout, stderr} = spawnSync(process.execPath, [program, ...args], {maxBuffer: 2 ** 26});
  return {status, stdout: stdout.toString('latin1'), stderr: stderr.toString('latin1')};
};

it.each([
  '--help',
  'analyze fixtures/topologies/ten-services.topology.yaml --format json',
  'analyze fixtures/topologies/hostile.topology.yaml --format json',
  'exercise list --format json',
  // Loads a library that is CommonJS; nobody listens there.
  'import clickhouse://127.0.0.1:1/otel',
])('the built program prints what the source prints: %s', (line) => {
  const built = printed('dist/cli.js', line.split(' '));
  expect(built).toEqual(printed('src/cli.ts', line.split(' ')));
  expect(built.stdout + built.stderr).not.toBe('');
});
