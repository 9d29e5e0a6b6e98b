import {defineConfig} from 'vitest/config';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    env: {NO_COLOR: '1', FORCE_COLOR: '0', CI: '1'},
    reporters: ['default', './.config/closing-line.ts'],
  },
});
