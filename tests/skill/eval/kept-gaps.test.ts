import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, onTestFinished} from 'vitest';
import {evalFolder} from './eval-folder.ts';
import {knows, scriptedModel, skillOf} from './scripted-model.ts';

let model: Awaited<ReturnType<typeof scriptedModel>>;
beforeAll(async () => {
  model = await scriptedModel(7, knows, () => '{"calls": [], "operations": []}');
});
afterAll(() => model.close());

const id = 'sagas-and-compensation';

/** A folder with a skill of the user's that lacks a passage, and an older one that has it. */
function own() {
  const folder = evalFolder();
  onTestFinished(folder.remove);
  folder.skill('skills', skillOf([id]));
  folder.skill('old', skillOf());
  const asked = ['--critic', 'openai', '--model', 'm-1', '--base-url', model.url];
  const evaluate = (...more: readonly string[]) =>
    folder.type(['eval', '--old', 'old/kafka-events', '--seed', '7', '--cases', '14', ...asked, ...more]);
  const test = (...more: readonly string[]) => folder.type(['test', ...asked, ...more]);
  const gaps = () => {
    const file = join(folder.cwd, '.eventcoach', 'gaps.jsonl');
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
  };
  return {...folder, evaluate, test, gaps};
}

describe('what a model got wrong with the skill', () => {
  it("becomes a gap of the user's own skill, with the failed cases as evidence, and that is said", async () => {
    const {evaluate, gaps, type} = own();
    const {err} = await evaluate();
    const found = gaps();
    expect(found.map(({criterion, source, status}) => [criterion, source, status])).toEqual([
      [id, 'eval:compensation', 'open'],
    ]);
    for (const {source, text} of found[0].evidence) {
      expect(source).toMatch(/^eval:seed-7\/compensation-\d+$/);
      expect(text).toMatch(/\n\nRight: \{[\s\S]*\n\nAnswered: \{/);
    }
    expect(err).toContain(`Kept as gaps: ${found[0].id}. "eventcoach skill gaps" lists them`);
    expect(err).toContain('--no-gaps keeps none.');
    // Asked again, with the same skill by name, it is the same gap.
    expect((await evaluate('--new', 'skills/kafka-events')).err).toContain(`Kept as gaps: ${found[0].id}.`);
    expect(gaps()).toHaveLength(1);
    const {sections} = JSON.parse((await type(['improve', '--gap', found[0].id, '--format', 'json'])).out);
    expect(sections).toMatchObject([{gaps: [found[0].id]}]);
  });

  it('is left out with --no-gaps, and only offered for a skill that is not the own one', async () => {
    const {evaluate, gaps, skill} = own();
    expect((await evaluate('--no-gaps')).err).not.toContain('gaps');
    const other = skill('other', skillOf([id]));
    expect((await evaluate('--new', other)).err).toContain(
      'One thing that the skill lacks can be kept as gaps: add --record-gaps.',
    );
    expect(gaps()).toEqual([]);
    await evaluate('--new', other, '--record-gaps');
    expect(gaps()).toHaveLength(1);
  });

  it('is not kept unasked where it was one scenario asked once', async () => {
    const {test, gaps} = own();
    expect((await test()).err).toMatch(/\d things that the skill lacks can be kept as gaps: add --record-gaps\./);
    expect(gaps()).toEqual([]);
  });

  it('is refused to be kept and not kept at once, before anything is asked', async () => {
    const {evaluate} = own();
    const before = model.seen.length;
    expect(await evaluate('--record-gaps', '--no-gaps')).toMatchObject({
      code: 2,
      err: expect.stringContaining('say the opposite'),
    });
    expect(model.seen.length).toBe(before);
  });
});
