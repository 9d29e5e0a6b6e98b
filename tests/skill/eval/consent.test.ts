import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {evalFolder} from './eval-folder.ts';
import {scriptedModel, skillOf} from './scripted-model.ts';

const folder = evalFolder();
let model: Awaited<ReturnType<typeof scriptedModel>>;
let [old, fresh] = ['', ''];
beforeAll(async () => {
  old = folder.skill('old', skillOf(['consumer-lag']));
  fresh = folder.skill('new', skillOf());
  model = await scriptedModel(3);
});
afterAll(() => {
  model.close();
  folder.remove();
});
const evaluate = (more: readonly string[], typed?: string, name = 'm-1', newer = fresh) =>
  folder.type(
    [
      ...['eval', '--old', old, '--new', newer, '--seed', '3'],
      ...['--critic', 'openai', '--base-url', model.url, '--model', name, ...more],
    ],
    typed === undefined ? {} : {typed},
  );
const questions = async (run: () => ReturnType<typeof evaluate>) => {
  const before = model.seen.length;
  const ran = await run();
  return {...ran, asked: model.seen.length - before};
};

describe('before the questions of skill eval are asked', () => {
  it('a user at a terminal is asked, and nothing is sent without a yes', async () => {
    for (const typed of ['\n', 'no\n', '']) {
      const {code, out, err, asked} = await questions(() => evaluate(['--cases', '2'], typed));
      expect([code, out, asked]).toEqual([0, '', 0]);
      expect(err).toContain('Ask the 6 questions at a cost that is not known? [y/N] Nothing was asked.');
    }
    expect(await questions(() => evaluate(['--cases', '2'], 'y\n'))).toMatchObject({code: 0, asked: 6});
    // What has an answer costs nothing, so there is nothing to agree to.
    const again = await questions(() => evaluate(['--cases', '2'], ''));
    expect([again.asked, again.err.includes('[y/N]'), again.out.length > 0]).toEqual([0, false, true]);
  });

  it('the cost is named where it is known', async () => {
    const {err, asked} = await questions(() => evaluate(['--cases', '3'], 'n\n', 'gpt-6.1-sol'));
    expect([asked, err]).toEqual([0, expect.stringMatching(/Ask the 9 questions for about \$\d+\.\d\d\? \[y\/N\]/)]);
  });

  it('--yes and --max-cost agree', async () => {
    expect(await questions(() => evaluate(['--cases', '3', '--yes'], ''))).toMatchObject({asked: 3});
    const limited = await questions(() => evaluate(['--cases', '1', '--max-cost', '2'], '', 'gpt-6.1-sol'));
    expect([limited.asked, limited.err.includes('[y/N]')]).toEqual([3, false]);
  });

  it('a pipeline goes on and says so', async () => {
    const {err, asked} = await questions(() => evaluate(['--cases', '4']));
    expect([asked, err]).toEqual([3, expect.stringContaining('Nobody can be asked here whether that is meant')]);
  });
});

describe('two skills that are the same text', () => {
  it('are said to be it before anything is asked', async () => {
    const copy = folder.skill('copy', skillOf(['consumer-lag']));
    const {err} = await evaluate(['--cases', '2'], undefined, 'm-1', copy);
    expect(err).toMatch(/^Both are the same text to the model/);
  });
});
