import {chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {starterSkill} from '../../src/skill/starter.ts';
import type {Services} from '../../src/ui/services.ts';
import {openApp, sampleFolder} from './sample.ts';
import {starterFile, starterFolder} from './skill-folders.ts';

const [enter, escapeKey, end] = ['\r', '\u001b', '\u001b[F'];
const skillScreen = {screen: 'skill'} as const;
const draftScreen = {screen: 'draft'} as const;

/** An editor that does this with the text of the passage. */
function editor(folder: string, change: string): Readonly<Record<string, string>> {
  const file = join(folder, 'editor.cjs');
  writeFileSync(
    file,
    `const fs = require('node:fs');
const file = process.argv[2];
const text = fs.readFileSync(file, 'utf8');
${change}\n`,
  );
  return {EDITOR: `"${process.execPath}" "${file}"`};
}

const config = (folder: string) => readFileSync(join(folder, '.eventcoach/config.yaml'), 'utf8');

describe('the question which skill it is', () => {
  it('is asked once: the folder that is named is kept, and a wrong name is not', async () => {
    const folder = sampleFolder();
    mkdirSync(join(folder, 'elsewhere/mine'), {recursive: true});
    writeFileSync(join(folder, 'elsewhere/mine/SKILL.md'), starterSkill('mine'));
    const app = openApp(skillScreen, {folder});
    await app.until(/> 1 Yes/);
    app.type(enter);
    await app.until(/Folder of your skill: ▏/);
    app.type(`nowhere${enter}`);
    await app.until(/Name the folder that holds SKILL\.md/);
    expect(existsSync(join(folder, '.eventcoach/config.yaml'))).toBe(false);
    app.type(`\u0015elsewhere/mine${enter}`);
    await app.until(/Skill mine[\s\S]*Same as: eventcoach skill check elsewhere\/mine/);
    expect(config(folder)).toMatch(/^skill: elsewhere\/mine$/m);
    await app.close();
    const again = openApp(skillScreen, {folder});
    await again.until(/Skill mine/);
    again.type('d');
    await again.until(/Same as: eventcoach skill improve --apply --skill elsewhere\/mine/);
    await again.close();
  });

  it('writes the starter', async () => {
    const app = openApp(skillScreen);
    await app.until(/> 1 Yes/);
    app.type('2');
    await app.until(/Skill kafka-events +\d+ of \d+ met/);
    expect(readFileSync(join(app.folder, starterFile), 'utf8')).toBe(starterSkill('kafka-events'));
    await app.close();
  });

  it('reads the packaged skill until there is another, and never writes to it', async () => {
    const app = openApp(skillScreen);
    await app.until(/> 1 Yes/);
    app.type('3');
    await app.until(/of \d+ met/);
    app.type('d');
    await app.until(
      /comes\s+with\s+eventcoach\s+and\s+is\s+never\s+changed[\s\S]*Begin\s+one\s+of\s+your\s+own\s+with:\s+eventcoach\s+skill\s+init/,
    );
    await app.close();
    const again = openApp(skillScreen, {folder: app.folder});
    await again.until(/of \d+ met/);
    again.type('o');
    await again.until(/> 1 Yes/);
    again.type('2');
    await again.until(/check skills\/kafka-events/);
    again.type('o');
    await again.until(/> 1 Yes/);
    again.type('3');
    await again.until(/skills\/kafka-events is in its place and counts/);
    again.type(escapeKey);
    await again.until(/\[unmet\]/);
    await again.close();
  });

  it('is asked where several skills lie, and says so', async () => {
    const folder = starterFolder();
    mkdirSync(join(folder, 'skills/other'));
    writeFileSync(join(folder, 'skills/other/SKILL.md'), starterSkill('other'));
    const app = openApp(skillScreen, {folder});
    await app.until(/There are 2 skills here: skills\/kafka-events, skills\/other/);
    app.type(`1skills/other${enter}`);
    await app.until(/Skill other/);
    await app.close();
  });
});

describe('the skill screen', () => {
  it('quotes the passage that meets a criterion with its place, and begins the draft at the criterion that is marked', async () => {
    const app = openApp(skillScreen, {folder: starterFolder()});
    await app.until(/> \[unmet\] +Availability coupling[\s\S]*No passage shows it/);
    app.type('/consumer lag');
    await app.until(/> \[unmet\] +Consumer lag/);
    app.type(enter);
    app.type('d');
    await app.until(/> \[open\] +consumer-lag/);
    app.type(escapeKey);
    await app.until(/Search: consumer lag/);
    app.type(escapeKey);
    await app.until(/(\[unmet\][\s\S]*){3}/);
    app.type(end);
    const shown = await app.until(/> \[met\][\s\S]*- SKILL\.md:\d+ /);
    const [, line = '', words = ''] = /- SKILL\.md:(\d+) (\S+ \S+ \S+)/.exec(shown)!;
    expect(starterSkill('kafka-events').split('\n')[Number(line) - 1]).toContain(words);
    await app.close();
  });

  it('records what is missing as a gap, from which a draft is made', async () => {
    const app = openApp(skillScreen, {folder: starterFolder()});
    await app.until(/> \[unmet\]/);
    app.type('a');
    await app.until(/Recorded as a gap: Availability coupling/);
    app.type('g');
    await app.until(/> \[open\] availability-coupling: Missing: Availability coupling/);
    app.type('d');
    await app.until(/> \[open\] +availability-coupling[\s\S]*closes\s+the\s+gap\s+"Missing:/);
    await app.close();
  });
});

describe('a criterion', () => {
  it('is shown in full with Enter, with the problems of the files, and Esc leads back to the list', async () => {
    const folder = starterFolder(starterSkill('kafka-events').replace('version: "0.1.0"', 'version: 0.1'));
    const app = openApp(skillScreen, {folder});
    await app.until(/> \[unmet\][\s\S]*\d problems? in the files: Enter tells\.[\s\S]*Enter more/);
    app.type(enter);
    await app.until(/availability-coupling: unmet[\s\S]*Why it matters:[\s\S]*What the check looks for:/);
    app.type(end);
    await app.until(/Problems in the files\n - \w+: [\s\S]*SKILL\.md:\d+\)/);
    app.type(escapeKey);
    await app.until(/> \[unmet\]/);
    app.type('a');
    await app.until(/Recorded as a gap/);
    app.type(`g`);
    await app.until(/1 open/);
    app.type(escapeKey);
    await app.until(/1 recorded\s+gap\s+is\s+open:\s+g\s+shows\s+them\./);
    await app.close();
  });
});

describe('the gaps', () => {
  it('begin with their criterion, and keep the lines of a table, cut where the screen ends', async () => {
    const table = `| case | answer |\n| --- | --- |\n| 1 | ${'long '.repeat(30)}|`;
    const services = (same: Services): Services => ({
      ...same,
      loadGaps: async () => [
        {
          id: 'gap-1',
          criterion: 'consumer-lag',
          text: 'With this skill a model gives wrong answers to graded cases of this criterion.',
          evidence: [{source: 'eval:1', text: table}],
          source: 'eval:1',
          status: 'open',
          at: '2026-01-02T03:04:05Z',
        },
      ],
    });
    const app = openApp({screen: 'gaps'}, {services});
    const shown = await app.until(/> \[open\] consumer-lag: With this skill/);
    expect(shown).toMatch(/^ - eval:1:\n {3}\| case \| answer \|\n {3}\| --- \| --- \|\n {3}\| 1 \| long .*…$/m);
    await app.close();
  });
});

describe('a draft', () => {
  it('is not written without an accepted passage, nor after Esc or Ctrl-C at the question', async () => {
    const folder = starterFolder();
    const app = openApp(draftScreen, {folder});
    await app.until(/> \[open\]/);
    app.type('w');
    await app.until(/Nothing is accepted yet/);
    app.type('yw');
    await app.until(/Write 1 passage/);
    app.type(escapeKey);
    await app.until(/1 accepted/);
    app.type('w');
    await app.until(/Write 1 passage/);
    app.type('\u0003');
    await expect(app.ended).resolves.toBe(130);
    expect(readFileSync(join(folder, starterFile), 'utf8')).toBe(starterSkill('kafka-events'));
    expect(existsSync(join(folder, '.eventcoach/skill-history'))).toBe(false);
  });

  it('takes what the editor leaves; a heading is refused, kept, and the next edit begins with it', async () => {
    const folder = starterFolder();
    const env = editor(
      folder,
      `fs.writeFileSync(file, text.startsWith('# Heading') ? 'It began with a heading.' : '# Heading');`,
    );
    const app = openApp(draftScreen, {folder, env});
    await app.until(/> \[open\]/);
    app.type('e');
    await app.until(/cannot stand under a heading: it holds a heading/);
    app.type('y');
    await app.until(/0 accepted[\s\S]*\+ # Heading[\s\S]*cannot stand under a heading/);
    app.type('e');
    await app.until(/> \[edited\][\s\S]*\+ It began with a heading\./);
    app.type('n');
    await app.until(/0 accepted, 1 rejected/);
    app.type('ky');
    await app.until(/1 accepted, 0 rejected/);
    await app.close();
  });

  it('says before vi starts how one leaves it', async () => {
    const folder = starterFolder();
    const app = openApp(draftScreen, {folder, env: {EDITOR: '/nowhere/vi -u NONE'}});
    await app.until(/> \[open\]/);
    app.type('e');
    await app.until(/e\s+once\s+more\s+starts\s+vi\.\s+There\s+Esc,\s+:wq\s+and\s+Enter\s+keeps\s+your\s+text/);
    app.type('e');
    await app.until(/The\s+editor\s+\/nowhere\/vi\s+cannot\s+be\s+started/);
    await app.close();
  });

  it('offers on a gap without a passage only what works there, and the list names the keys that move it', async () => {
    const folder = starterFolder();
    mkdirSync(join(folder, '.eventcoach'));
    const gap = {id: 'gap-own', criterion: null, text: 'Names no topic.', evidence: '', source: 'user'};
    const record = {...gap, status: 'open', at: '2026-01-02T03:04:05Z'};
    writeFileSync(join(folder, '.eventcoach/gaps.jsonl'), `${JSON.stringify(record)}\n`);
    const app = openApp(draftScreen, {folder});
    expect(await app.until(/> \[open\]/)).toMatch(/\.\.\. \d+ below \(↓\)[\s\S]*y accept/);
    app.type(end);
    const shown = await app.until(/> \[no draft\] Names no topic\./);
    expect(shown).not.toMatch(/y accept|n reject|e edit|w write/);
    app.type('g');
    await app.until(/> \[open\] Names no topic\./);
    await app.close();
  });

  it('stays as it was where the editor fails or leaves the text alone', async () => {
    const folder = starterFolder();
    const app = openApp(draftScreen, {folder, env: editor(folder, 'process.exit(3);')});
    await app.until(/> \[open\]/);
    app.type('e');
    await app.until(/ended with 3\.\s+The\s+passage\s+stays\s+as it was/);
    await app.close();
    const quiet = openApp(draftScreen, {folder, env: editor(folder, '')});
    await quiet.until(/> \[open\]/);
    quiet.type('e');
    await quiet.until(/0 accepted[\s\S]*The passage was not changed/);
    await quiet.close();
  });

  it('is read to a screen reader in words, and edited there as well', async () => {
    const folder = starterFolder();
    const env = {...editor(folder, `fs.appendFileSync(file, '\\nOne more sentence.\\n');`), ACCESSIBLE: '1'};
    const app = openApp(draftScreen, {columns: 500, rows: 80, folder, env});
    const shown = await app.until(/selected: \[open\] +availability-coupling[\s\S]*added: ## Couplings of a call/);
    expect(shown).not.toMatch(/^ ?\+/m);
    app.type('e');
    await app.until(/selected: \[edited\][\s\S]*added: One more sentence\./);
    await app.close();
  });

  it('is edited in the app where there is no editor', async () => {
    const folder = starterFolder();
    const app = openApp(draftScreen, {folder});
    await app.until(/> \[open\]/);
    app.type('e');
    await app.until(/Ctrl-D hand in/);
    app.type('\u0015Own words.\u0004');
    await app.until(/> \[edited\][\s\S]*\+ Own words\./);
    app.type('wy');
    await app.until(/is now version 0\.2\.0/);
    expect(readFileSync(join(folder, starterFile), 'utf8')).toContain('\n\nOwn words.\n');
    await app.close();
  });

  it('says what to do where a skill must not or cannot be written', async () => {
    const readOnly = starterFolder();
    chmodSync(join(readOnly, starterFile), 0o444);
    const locked = sampleFolder();
    mkdirSync(join(locked, '.agents/skills'), {recursive: true});
    renameSync(join(starterFolder(), 'skills/kafka-events'), join(locked, '.agents/skills/kafka-events'));
    const lock = {version: 1, skills: {'kafka-events': {source: 'github.com/example/skills'}}};
    writeFileSync(join(locked, 'skills-lock.json'), JSON.stringify(lock));
    for (const [folder, says] of [
      [readOnly, /SKILL\.md is read-only; nothing was written\. Give yourself/],
      [locked, /installed copy[\s\S]*Change its source instead,\s+github\.com\/example\/skills/],
    ] as const) {
      const app = openApp(draftScreen, {folder});
      await app.until(says);
      app.type('ywy');
      await app.until(says);
      await app.close();
      expect(existsSync(join(folder, '.eventcoach/skill-history'))).toBe(false);
    }
  });

  it('is not written over a change of somebody else; made anew, it keeps what was decided', async () => {
    const folder = starterFolder();
    const app = openApp(draftScreen, {folder});
    await app.until(/> \[open\]/);
    app.type('yn');
    await app.until(/1 accepted, 1 rejected/);
    const theirs = `${starterSkill('kafka-events')}\nA line of somebody else.\n`;
    writeFileSync(join(folder, starterFile), theirs);
    app.type('wy');
    await app.until(/was changed by somebody else since it was read/);
    expect(readFileSync(join(folder, starterFile), 'utf8')).toBe(theirs);
    app.type('r');
    await app.until(/1 accepted, 1 rejected[\s\S]*Drafted anew/);
    app.type('wy');
    await app.until(/is now version 0\.2\.0/);
    expect(readFileSync(join(folder, starterFile), 'utf8')).toContain('\nA line of somebody else.\n\n## ');
    await app.close();
  });
});

describe('the history', () => {
  it('says that there is none, and takes a way back back', async () => {
    const folder = starterFolder();
    const app = openApp({screen: 'history'}, {folder});
    await app.until(/No old version is kept/);
    app.type('u');
    await app.close();
    const drafted = openApp(draftScreen, {folder});
    await drafted.until(/> \[open\]/);
    drafted.type('ywy');
    await drafted.until(/is now version 0\.2\.0/);
    const improved = readFileSync(join(folder, starterFile), 'utf8');
    drafted.type('h');
    for (const [version, text] of [
      ['0.1.0', starterSkill('kafka-events')],
      ['0.2.0', improved],
    ] as const) {
      await drafted.until(new RegExp(`Bringing ${version} back changes:`));
      drafted.type('u');
      await drafted.until(new RegExp(`Bring version ${version} of`));
      drafted.type('n');
      await drafted.until(/u bring it back/);
      drafted.type('u');
      await drafted.until(/y yes/);
      drafted.type('y');
      await drafted.until(new RegExp(`is version ${version} again`));
      expect(readFileSync(join(folder, starterFile), 'utf8')).toBe(text);
    }
    await drafted.close();
  });
});
