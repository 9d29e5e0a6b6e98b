import {existsSync, readFileSync} from 'node:fs';
import type {Reporter, TestModule} from 'vitest/node';

/** Why the tests that need chDB cannot run, as .config/fetch-chdb.mjs left it. */
const whyNoChdb = 'node_modules/.cache/chdb/why-not.txt';

/** Ends the run with the plain line `N passed, N failed`, after one of what was skipped; a file that cannot be loaded counts as one failure. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0;
    let failed = errors.length;
    let skipped = 0;
    for (const module of modules) {
      failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const {state} = test.result();
        if (state === 'passed') passed += 1;
        if (state === 'failed') failed += 1;
        if (state === 'skipped') skipped += 1;
      }
    }
    const why = existsSync(whyNoChdb) ? ` (chDB: ${readFileSync(whyNoChdb, 'utf8')})` : '';
    if (skipped > 0) console.log(`${skipped} skipped${why}`);
    console.log(`${passed} passed, ${failed} failed`);
  }
}
