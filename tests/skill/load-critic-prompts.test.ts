import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {loadCriticPrompts} from '../../src/skill/load-critic-prompts.ts';

const workspace = mkdtempSync(join(tmpdir(), 'prompts-'));
const folder = join(workspace, 'prompts', 'critique');
mkdirSync(folder, {recursive: true});
afterAll(() => rmSync(workspace, {recursive: true}));
const own = (name: string, text: string) => writeFileSync(join(folder, name), text);

describe('the prompts of a model critic', () => {
  it('come along, and one of the user takes the place of ours', async () => {
    const ours = await loadCriticPrompts('/nowhere');
    own('system.md', 'Judge in German.');
    expect(await loadCriticPrompts(workspace)).toEqual({...ours, system: 'Judge in German.'});
  });

  it.each([
    [
      'a placeholder that there is not',
      '{{proposal}} {{answers}} {{local}} {{topolgy}}',
      /question\.md: there is no \{\{topolgy\}\}/,
    ],
    ['a needed one that is missing', '{{proposal}} {{answers}}', /question\.md: \{\{local\}\} is missing/],
    ['a huge text', `{{proposal}}${'x'.repeat(70_000)}`, /larger than 64 KB/],
  ])('are refused with %s', async (_, text, message) => {
    own('question.md', text);
    await expect(loadCriticPrompts(workspace)).rejects.toThrow(message);
  });
});
