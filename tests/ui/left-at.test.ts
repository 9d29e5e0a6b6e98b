import {mkdirSync, mkdtempSync, renameSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {loadExercise} from '../../src/exercises/load-exercises.ts';
import type {Desk} from '../../src/ui/left.ts';
import {lastPlace, leftAt} from '../../src/ui/left-at.ts';
import {sampleSystem} from '../../src/ui/topology-place.ts';
import type {LastPlace, Progress} from '../../src/workspace/progress.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'eventcoach-left-'));
const foldersIn = (cwd: string) => ({cwd, workspace: join(cwd, '.eventcoach')});
const progress = (last: LastPlace, exercises: Progress['exercises'] = {}): Progress => ({
  schema: 'eventcoach/progress@1',
  exercises,
  last,
});

const id = '02-cascading-failure';
const {steps} = await loadExercise(id);
const tried = {converted: ['a'], answers: {b: true}, down: ['c'], slow: ['d'], call: 'a'};
const call = {caller: 'shop', callee: 'audit', call: null, purpose: null};

describe('where the app was left', () => {
  it('in an exercise is the step, counted as its manifest has them', async () => {
    const at = async (step: string, more: Partial<Progress['exercises'][string]> = {}) => {
      const kept = {[id]: {status: 'started', step, ...more} as const};
      return (await leftAt(foldersIn('/nowhere'), progress({screen: 'exercise', exercise: id, step}, kept)))?.at;
    };
    for (const [i, step] of steps.entries()) expect(await at(step.id)).toBe(`step ${i + 1} of ${steps.length}`);
    expect(await at('a-step-that-is-gone')).toBeUndefined();
    // At the end of one that is done there is nothing to go on with, unless its last answer is being written anew.
    const [first, last] = [steps[0]!.id, steps.at(-1)!.id];
    expect(await at(last, {status: 'done'})).toBeUndefined();
    expect(await at(last, {status: 'done', draft: 'But'})).toBe(`step ${steps.length} of ${steps.length}`);
    expect(await at(first, {status: 'done'})).toBe(`step 1 of ${steps.length}`);
  });

  it('is nowhere when nothing was begun, or what was begun is gone', async () => {
    const folders = foldersIn(newFolder());
    expect(await leftAt(folders, {schema: 'eventcoach/progress@1', exercises: {}})).toBeUndefined();
    const gone: readonly LastPlace[] = [
      {screen: 'exercise', exercise: '77-gone'},
      {screen: 'exercise', exercise: 'constructor'},
      {screen: 'exercise'},
      {screen: 'architecture', file: '../gone.topology.yaml'},
      {screen: 'architecture', file: '..'},
      {screen: 'critique', file: 'critiques/gone.proposal.yaml', index: 0},
      lastPlace(folders, {screen: 'critique'}),
      {screen: 'constructor'},
      {screen: 'home'},
    ];
    for (const last of gone) expect(await leftAt(folders, progress(last))).toBeUndefined();
  });

  it('in a file is that file, also from another folder and after all of it was moved', async () => {
    const cwd = newFolder();
    const folders = foldersIn(cwd);
    mkdirSync(join(cwd, '.eventcoach/critiques'), {recursive: true});
    writeFileSync(join(cwd, 'shop.topology.yaml'), '');
    writeFileSync(join(cwd, '.eventcoach/critiques/a.proposal.yaml'), '');
    const path = join(cwd, '.eventcoach/critiques/a.proposal.yaml');
    const places: readonly (readonly [Desk, string])[] = [
      [
        {screen: 'architecture', file: 'shop.topology.yaml', tried: {...tried, file: 'shop.topology.yaml'}},
        'shop.topology.yaml',
      ],
      [{screen: 'critique', about: {topology: 'shop.topology.yaml', ...call}}, 'shop -> audit'],
      [{screen: 'critique', kept: {path, index: 0}}, 'a'],
      [{screen: 'critique', kept: {path, index: 2}}, 'a, number 3'],
    ];
    for (const [route, at] of places) {
      expect(await leftAt(folders, progress(lastPlace(folders, route)))).toEqual({route, at});
    }
    const last = lastPlace(folders, places[0]![0]);
    const other = newFolder();
    const seen = await leftAt({cwd: other, workspace: folders.workspace}, progress(last));
    expect(seen?.route).toMatchObject({file: join(cwd, 'shop.topology.yaml')});
    const moved = join(other, 'moved');
    renameSync(cwd, moved);
    expect(await leftAt(foldersIn(moved), progress(last))).toEqual({route: places[0]![0], at: 'shop.topology.yaml'});
  });

  it('with the system that comes with the program is not bound to where that is installed', async () => {
    const folders = foldersIn(newFolder());
    const route: Desk = {screen: 'architecture', file: sampleSystem, tried: {...tried, file: sampleSystem}};
    const last = lastPlace(folders, route);
    expect(last).not.toHaveProperty('file');
    expect(await leftAt(folders, progress(last))).toEqual({
      route: {screen: 'architecture', tried: {...tried, file: sampleSystem}},
      at: undefined,
    });
  });
});
