// Runs under a limit on file sizes, which the system answers as it answers a full disk: a short write, then an error.
import {UserError} from '../../../src/errors.ts';
import {saveCritique} from '../../../src/workspace/critiques.ts';
import {recordGap} from '../../../src/workspace/gaps.ts';
import {openWorkspace} from '../../../src/workspace/layout.ts';

// Without a listener the signal ends the process.
process.on('SIGXFSZ', () => {});
const [dir = '', size = ''] = process.argv.slice(2);
const workspace = openWorkspace(dir);
const big = 'x'.repeat(Number(size));
const attempts = [
  () => saveCritique(workspace, 'first', big),
  () =>
    recordGap(
      workspace,
      {criterion: null, text: 'big', evidence: [{source: 'user', text: big.slice(0, 19_000)}], source: 'user'},
      '2026-01-02T03:04:05Z',
    ),
];
for (const attempt of attempts) {
  try {
    await attempt();
    console.log('saved');
  } catch (error) {
    console.log(error instanceof UserError ? `${error.message} | ${error.hint}` : `bug: ${error}`);
  }
}
