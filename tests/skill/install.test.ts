import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {packageRoot} from '../../src/root.ts';
import {packagedSkill} from '../../src/skill/find-skill.ts';
import {loadSkill} from '../../src/skill/load.ts';
import {emptyFolder, skillText, write} from './folder.ts';
import {run} from './improve/run.ts';

const copy = '.agents/skills/orders';
const link = '.claude/skills/orders';
const files = {
  'SKILL.md': `${skillText()}Read [more](references/more.md).\n`,
  'references/more.md': '# More\n',
  'scripts/run.sh': '#!/bin/sh\n',
  'evals/evals.json': '{"answers": 1}',
  'evals/rubric.yaml': 'name: x',
  'rubric.yaml': 'name: x',
};

function project() {
  const cwd = realpathSync(emptyFolder());
  write(join(cwd, 'skills/orders'), files);
  const there = (place: string) =>
    readdirSync(join(cwd, place), {recursive: true, encoding: 'utf8'})
      .filter((file) => file.includes('.'))
      .sort();
  return {cwd, there, read: (file: string) => readFileSync(join(cwd, file), 'utf8')};
}

describe('skill install', () => {
  it('copies the skill without the answers of its evaluation, links it for other clients, and says so', async () => {
    const {cwd, there, read} = project();
    const {code, out} = await run(cwd, ['install']);
    expect([code, out]).toEqual([
      0,
      `orders 1.0.0, from skills/orders\n${copy}: orders 1.0.0 is installed, 3 files.\nLeft out: 3 files of its evaluation, with answers or reviews.\n${link}: a link leads there.\n`,
    ]);
    expect(there(copy)).toEqual(['.eventcoach-install.json', 'SKILL.md', 'references/more.md', 'scripts/run.sh']);
    expect(readlinkSync(join(cwd, link))).toBe('../../.agents/skills/orders');
    expect(read(`${link}/SKILL.md`)).toBe(files['SKILL.md']);
    expect((await run(cwd, ['install'])).out).toContain(`${copy}: orders 1.0.0 is there already.\n`);
    // The copy is no second skill: commands go on with the source.
    expect((await run(cwd, ['show'])).err).toBe('skills/orders\n');
  });

  it('goes below the home folder with --user', async () => {
    const {cwd} = project();
    const home = realpathSync(emptyFolder());
    expect((await run(cwd, ['install', '--user'], {env: {HOME: home}})).code).toBe(0);
    expect(readFileSync(join(home, copy, 'SKILL.md'), 'utf8')).toBe(files['SKILL.md']);
    expect((await run(cwd, ['install', '--user'])).err).toContain('Your home folder is not known');
  });

  it('takes the skill that comes along where there is no other, once somebody has said yes to it', async () => {
    const cwd = realpathSync(emptyFolder());
    const {version} = await loadSkill(packagedSkill.path);
    const question = `There is no skill of your own here. Install kafka-events ${version}, the one that comes with eventcoach?`;
    expect(await run(cwd, ['install'])).toMatchObject({
      code: 2,
      err: `${question} Nobody can be asked here.\nAdd --yes if you mean it.\n`,
    });
    const no = await run(cwd, ['install'], {typed: ['']});
    expect([no.code, no.err]).toEqual([0, expect.stringContaining(question)]);
    expect(no.out).toBe('Nothing was written. To begin a skill of your own: eventcoach skill init\n');
    expect(readdirSync(cwd)).toEqual([]);
    const {code, out} = await run(cwd, ['install'], {typed: ['y']});
    expect([code, out.split('\n')[0]]).toEqual([0, `kafka-events ${version}, the skill that comes with eventcoach`]);
    const shipped = readFileSync(join(packageRoot, 'skills/kafka-events/SKILL.md'), 'utf8');
    expect(readFileSync(join(cwd, '.agents/skills/kafka-events/SKILL.md'), 'utf8')).toBe(shipped);
  });

  it('replaces an untouched copy at once, and a changed one only after the diff and a yes', async () => {
    const {cwd, read, there} = project();
    await run(cwd, ['install']);
    write(cwd, {'skills/orders/SKILL.md': `${files['SKILL.md']}New.\n`});
    expect((await run(cwd, ['install'])).code).toBe(0);
    expect(read(`${copy}/SKILL.md`)).toContain('New.');
    write(cwd, {[`${copy}/SKILL.md`]: `${files['SKILL.md']}Mine.\n`, [`${copy}/own.md`]: 'own'});
    const refused = await run(cwd, ['install']);
    expect(refused).toMatchObject({
      code: 2,
      out: expect.stringMatching(/\n-Mine\.\n\+New\.\n[\s\S]*goes away: \.agents\/skills\/orders\/own\.md\n/),
    });
    expect(refused.err).toContain(
      `${copy} was changed: SKILL.md, own.md. Overwrite it as shown? Nobody can be asked here.`,
    );
    expect((await run(cwd, ['install'], {typed: ['n']})).err).toContain(
      `${copy} was left as it is; nothing was written.`,
    );
    expect(read(`${copy}/SKILL.md`)).toContain('Mine.');
    expect((await run(cwd, ['install'], {typed: ['y']})).code).toBe(0);
    expect([read(`${copy}/SKILL.md`).includes('New.'), there(copy).includes('own.md')]).toEqual([true, false]);
  });

  it('takes every difference of a copy that somebody else made for a change', async () => {
    const {cwd, read} = project();
    write(cwd, {[`${copy}/SKILL.md`]: 'theirs', [`${link}/SKILL.md`]: 'theirs too'});
    expect((await run(cwd, ['install'])).code).toBe(2);
    expect(read(`${copy}/SKILL.md`)).toBe('theirs');
    expect(await run(cwd, ['install', '--yes'])).toMatchObject({
      code: 0,
      out: expect.stringContaining(`${link}: orders 1.0.0 is installed as a copy as well, 3 files.\n`),
    });
    expect([read(`${copy}/SKILL.md`), read(`${link}/SKILL.md`)]).toEqual([files['SKILL.md'], files['SKILL.md']]);
  });

  it.each([
    ['a folder that somebody has made', (cwd: string) => write(cwd, {[`${link}/SKILL.md`]: 'mine'})],
    ['a file', (cwd: string) => write(cwd, {[link]: 'mine'})],
    [
      'a link that leads elsewhere',
      (cwd: string) => {
        mkdirSync(join(cwd, '.claude/skills'), {recursive: true});
        symlinkSync('../../elsewhere', join(cwd, link));
      },
    ],
  ])('writes nothing at all where %s stands in the place of the link, and nobody says yes', async (_, prepare) => {
    const {cwd} = project();
    prepare(cwd);
    const before = readdirSync(cwd, {recursive: true});
    expect((await run(cwd, ['install'])).code).toBe(2);
    expect(await run(cwd, ['install'], {typed: ['n']})).toMatchObject({
      code: 2,
      err: expect.stringContaining('nothing was written.'),
    });
    expect(readdirSync(cwd, {recursive: true})).toEqual(before);
  });

  it('makes a copy again that a link still leads to', async () => {
    const {cwd, read} = project();
    await run(cwd, ['install']);
    rmSync(join(cwd, copy), {recursive: true});
    const {code, out} = await run(cwd, ['install']);
    expect([code, out]).toEqual([0, expect.stringContaining(`${link}: a link leads there already.\n`)]);
    expect(read(`${link}/SKILL.md`)).toBe(files['SKILL.md']);
  });

  it('asks before it turns a link that leads elsewhere', async () => {
    const {cwd} = project();
    mkdirSync(join(cwd, '.claude/skills'), {recursive: true});
    symlinkSync('../../elsewhere', join(cwd, link));
    expect((await run(cwd, ['install'])).err).toContain(
      `${link} is a link to ../../elsewhere. Link it to ${copy} instead?`,
    );
    expect(readlinkSync(join(cwd, link))).toBe('../../elsewhere');
    await run(cwd, ['install', '--yes']);
    expect(readlinkSync(join(cwd, link))).toBe('../../.agents/skills/orders');
  });

  it.each([
    [
      'a skill that breaks the format',
      {'skills/orders/SKILL.md': skillText(['name: other', 'description: x'])},
      'has to be that of the folder',
    ],
    ['a file in the place of the copy', {[copy]: 'x'}, 'is no folder; nothing was written.'],
  ])('refuses %s', async (_, changed, says) => {
    const {cwd} = project();
    write(cwd, changed);
    expect(await run(cwd, ['install', '--yes'])).toMatchObject({code: 2, err: expect.stringContaining(says)});
  });

  it('refuses a link in the place of the copy, which could lead anywhere', async () => {
    const {cwd} = project();
    mkdirSync(join(cwd, '.agents/skills'), {recursive: true});
    mkdirSync(join(cwd, 'elsewhere'));
    symlinkSync('../../elsewhere', join(cwd, copy));
    expect(await run(cwd, ['install', '--yes'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('is a link; nothing was written.'),
    });
    expect(readdirSync(join(cwd, 'elsewhere'))).toEqual([]);
  });

  it('brings back a copy that was moved aside by a process that was killed', async () => {
    const {cwd, read} = project();
    write(cwd, {
      '.agents/skills/.orders.0123456789ab.old/SKILL.md': 'mine',
      '.agents/skills/.orders.0123456789ab.new/SKILL.md': 'half',
    });
    expect((await run(cwd, ['install'])).err).toContain(`${copy} was changed`);
    expect(read(`${copy}/SKILL.md`)).toBe('mine');
    expect(readdirSync(join(cwd, '.agents/skills'))).toEqual(['orders']);
  });

  it('is what improve refuses to change: it names the source', async () => {
    const {cwd} = project();
    await run(cwd, ['install']);
    const {code, err} = await run(cwd, ['improve', '--apply', '--yes', '--skill', copy]);
    expect([code, err]).toEqual([
      2,
      expect.stringContaining('Change its source instead, skills/orders, and install that again.'),
    ]);
    expect(lstatSync(join(cwd, link)).isSymbolicLink()).toBe(true);
    writeFileSync(join(cwd, copy, '.eventcoach-install.json'), '{}');
    expect((await run(cwd, ['improve', '--apply', '--yes', '--skill', copy])).code).toBe(0);
  });
});
