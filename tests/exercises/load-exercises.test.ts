import {cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {exerciseIds, exercisesFolder, loadExercise, loadHeads} from '../../src/exercises/load-exercises.ts';
import {parseManifest} from '../../src/exercises/parse-manifest.ts';
import {temporaryFolder} from '../workspace/temporary-folder.ts';

const first = '01-request-response-chain';

/** A copy of the packaged exercises, to be broken. */
function copy(): string {
  const folder = join(temporaryFolder(), 'exercises');
  cpSync(exercisesFolder, folder, {recursive: true});
  return folder;
}

describe('the packaged exercises', () => {
  it('are listed in the order of the course, with what the list shows', async () => {
    const heads = await loadHeads();
    expect(heads.map(({id}) => id)).toEqual(await exerciseIds());
    const {title, goal, minutes, steps} = await loadExercise(first);
    expect(heads[0]).toEqual({id: first, title, goal, minutes, steps: steps.length});
  });

  it('have heads that say the same as the whole exercise, however the manifest is written', async () => {
    const folder = copy();
    const file = join(folder, first, 'exercise.yaml');
    const [written] = await loadHeads(folder);
    for (const change of [
      (text: string) => text.replace(/^title: (.*)$/m, 'title: >-\n  $1'),
      (text: string) => `${text}\nx: 1\n`.replace(/\nx: 1\n$/, '\n# the end\n'),
      (text: string) => JSON.stringify(parseManifest(text).manifest),
    ]) {
      const text = change(readFileSync(join(exercisesFolder, first, 'exercise.yaml'), 'utf8'));
      writeFileSync(file, text);
      expect((await loadHeads(folder))[0]).toEqual(written);
    }
    for (const head of await loadHeads()) expect((await loadExercise(head.id)).steps).toHaveLength(head.steps);
  });

  it('are only folders with a number and a name', async () => {
    const folder = copy();
    for (const name of ['notes', '3-short', '04-Upper', '.05-hidden']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, '06-a-file'), '');
    expect(await exerciseIds(folder)).toEqual(await exerciseIds());
  });

  it.each(['README.md', 'exercise.yaml', 'scenario.topology.yaml', 'solution.yaml'])('need their %s', async (name) => {
    const folder = copy();
    rmSync(join(folder, first, name));
    await expect(loadExercise(first, folder)).rejects.toThrow(`${first}: ${name} is missing.`);
  });

  it('tell the place of a mistake', async () => {
    const folder = copy();
    writeFileSync(join(folder, first, 'exercise.yaml'), 'title: x\ngoal: y\nminutes: 1\nsteps:\n  - {kind: sing}\n');
    await expect(loadExercise(first, folder)).rejects.toThrow(
      /^01-request-response-chain\/exercise\.yaml:5:\d+: steps\.0\.kind: /,
    );
    writeFileSync(join(folder, first, 'exercise.yaml'), 'title: x\ngoal: y\nminutes: soon\nsteps: [{}]\n');
    await expect(loadHeads(folder)).rejects.toThrow(/^01-request-response-chain\/exercise\.yaml:3:10: minutes: /);
  });

  it('are not read through links that lead elsewhere', async () => {
    const folder = copy();
    rmSync(join(folder, first, 'README.md'));
    symlinkSync('/etc/hostname', join(folder, first, 'README.md'));
    await expect(loadExercise(first, folder)).rejects.toThrow(/symbolic link/);
  });

  it.each(['../01-request-response-chain', '01-request-response-chain/', '.', '99-none'])(
    'are not read as %s',
    async (id) => {
      await expect(loadExercise(id)).rejects.toThrow('there is no such exercise');
    },
  );
});
