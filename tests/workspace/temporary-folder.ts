import {mkdtempSync, realpathSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import {openWorkspace, type Workspace} from '../../src/workspace/layout.ts';

/** A real folder, removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'eventcoach-'));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  return folder;
}

/** A workspace that nobody has written to. Waits for nobody unless told so: a lock that should be free must be free at once. */
export function temporaryWorkspace(patienceMs = 0): Workspace {
  return openWorkspace(join(temporaryFolder(), '.eventcoach'), {patienceMs});
}
