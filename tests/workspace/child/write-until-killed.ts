// Saves progress, answers and gaps, and acknowledges each on stdout only when it is saved. Ends after COUNT rounds.
import {writeSync} from 'node:fs';
import {saveAnswers} from '../../../src/workspace/answers.ts';
import {recordGap} from '../../../src/workspace/gaps.ts';
import {openWorkspace} from '../../../src/workspace/layout.ts';
import {updateProgress} from '../../../src/workspace/progress.ts';

const [dir = '', name = '', count = ''] = process.argv.slice(2);
const workspace = openWorkspace(dir, {patienceMs: 20_000});
for (let i = 1; i <= Number(count); i += 1) {
  const id = `${name}-${i}`;
  await updateProgress(workspace, (progress) => ({
    ...progress,
    exercises: {...progress.exercises, [id]: {status: 'done', step: id}},
  }));
  writeSync(1, `progress ${id}\n`);
  await saveAnswers(workspace, 'shared', {[id]: 'x'.repeat(i)});
  writeSync(1, `answer ${id}\n`);
  await recordGap(workspace, {criterion: null, text: id, evidence: [], source: 'user'}, '2026-01-02T03:04:05Z');
  writeSync(1, `gap ${id}\n`);
}
