import {mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {packageRoot} from '../../src/root.ts';
import {emptyFolder, skillText, write} from './folder.ts';
import {run} from './improve/run.ts';

const link = '.claude/skills/orders';
const files = {'SKILL.md': skillText()};

function project() {
  const cwd = realpathSync(emptyFolder());
  write(join(cwd, 'skills/orders'), files);
  return {cwd};
}

describe('skill install', () => {
  it('of the skill that comes along says the second time that all is up to date, shows what was changed, and repairs it', async () => {
    const cwd = realpathSync(emptyFolder());
    const ours = '.agents/skills/kafka-events';
    const shipped = readFileSync(join(packageRoot, 'skills/kafka-events/SKILL.md'), 'utf8');
    await run(cwd, ['install', '--yes']);
    // Who has it once is not asked again.
    expect(await run(cwd, ['install'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /^(kafka-events \S+), the skill that comes with eventcoach\n\.agents\/skills\/kafka-events: \1 is there already\.\n\.claude\/skills\/kafka-events: a link leads there already\.\n$/,
      ),
    });
    write(cwd, {[`${ours}/SKILL.md`]: `${shipped}Mine.\n`});
    const asked = await run(cwd, ['install']);
    expect([asked.code, asked.out, asked.err]).toEqual([
      2,
      expect.stringContaining('-Mine.'),
      expect.stringContaining(`${ours} was changed: SKILL.md. Overwrite it as shown?`),
    ]);
    expect((await run(cwd, ['install', '--yes'])).code).toBe(0);
    expect(readFileSync(join(cwd, ours, 'SKILL.md'), 'utf8')).toBe(shipped);
  });

  it('takes the source of the copy of a project for the home folder, and leaves nothing out where there is nothing', async () => {
    const [cwd, home] = [realpathSync(emptyFolder()), realpathSync(emptyFolder())];
    await run(cwd, ['install', '--yes']);
    const {code, out} = await run(cwd, ['install', '--user', '--yes'], {env: {HOME: home}});
    expect(code).toBe(0);
    expect(out).toContain('the skill that comes with eventcoach');
    expect(out).not.toContain('Left out');
    const record = readFileSync(join(home, '.agents/skills/kafka-events/.eventcoach-install.json'), 'utf8');
    expect(JSON.parse(record)).toMatchObject({source: 'eventcoach'});
    // A copy that is named counts as a skill, but the record in it is no answer.
    const other = realpathSync(emptyFolder());
    const named = ['install', '--user', '--skill', '.agents/skills/kafka-events'];
    expect((await run(cwd, named, {env: {HOME: other}})).out).not.toContain('Left out');
  });

  it('takes nothing for its source that others have installed here', async () => {
    const cwd = realpathSync(emptyFolder());
    for (const place of ['.claude/skills/pdf', '.agents/skills/docx'])
      write(cwd, {[`${place}/SKILL.md`]: skillText().replaceAll('orders', place.split('/').at(-1)!)});
    for (const [says, there] of [
      [' is installed, ', 'a link leads there.'],
      [' is there already.', 'leads there already.'],
    ] as const) {
      const {code, out} = await run(cwd, ['install', '--yes']);
      expect([code, out]).toEqual([0, expect.stringContaining(says)]);
      expect(out).toMatch(/^kafka-events \S+, the skill that comes with eventcoach\n/);
      expect(out).toContain(there);
    }
    expect(readdirSync(join(cwd, '.agents/skills')).sort()).toEqual(['docx', 'kafka-events']);
  });

  it('says so where the source of the copy is gone', async () => {
    const {cwd} = project();
    await run(cwd, ['install']);
    renameSync(join(cwd, 'skills'), join(cwd, 'moved'));
    expect(await run(cwd, ['install'])).toMatchObject({
      code: 2,
      err: expect.stringContaining(`${link} is a copy of skills/orders, and there is no skill any more.`),
    });
    expect((await run(cwd, ['install', '--skill', 'moved/orders'])).code).toBe(0);
  });

  it.each(['.agents', '.claude', '.agents/skills'])(
    'writes nothing through %s where that is a link out of the project',
    async (name) => {
      const {cwd} = project();
      const outside = realpathSync(emptyFolder());
      mkdirSync(join(cwd, name, '..'), {recursive: true});
      symlinkSync(outside, join(cwd, name));
      const {code, err} = await run(cwd, ['install', '--yes']);
      expect([code, err]).toEqual([2, expect.stringContaining(`lies behind a link that leads out of ${cwd}`)]);
      expect(readdirSync(outside)).toEqual([]);
    },
  );

  it('goes through a link that stays in the project', async () => {
    const {cwd} = project();
    mkdirSync(join(cwd, 'tools/agents'), {recursive: true});
    symlinkSync('tools/agents', join(cwd, '.agents'));
    expect((await run(cwd, ['install'])).code).toBe(0);
    expect(readFileSync(join(cwd, 'tools/agents/skills/orders/SKILL.md'), 'utf8')).toBe(files['SKILL.md']);
  });

  it('refuses a home folder that is no absolute path', async () => {
    const {cwd} = project();
    expect(await run(cwd, ['install', '--user'], {env: {HOME: 'home'}})).toMatchObject({
      code: 2,
      err: expect.stringContaining('HOME is home, which is no absolute path'),
    });
    expect(readdirSync(cwd)).not.toContain('home');
  });
});
