import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {loadCards} from '../../src/skill/cards.ts';
import {expectRestored, runProgram} from './built-program.ts';
import {starterFile, starterFolder} from './skill-folders.ts';

const [enter, escapeKey] = ['\r', '\u001b'];
const own = 'Ask whoever runs the login before its call changes.';

/** The starter skill, an exercise that waits for a passage, and an editor that adds a sentence. */
function prepared() {
  const folder = starterFolder();
  mkdirSync(join(folder, '.eventcoach'));
  const exercise = {status: 'started', step: 'what-stays', startedAt: '2026-01-02T03:04:05Z'};
  const progress = {schema: 'eventcoach/progress@1', exercises: {'11-reflect-on-your-skill': exercise}};
  writeFileSync(join(folder, '.eventcoach/progress.json'), JSON.stringify(progress));
  const editor = join(folder, 'editor.cjs');
  writeFileSync(editor, `require('node:fs').appendFileSync(process.argv[2], ${JSON.stringify(`\n${own}\n`)});\n`);
  const program = runProgram({
    folder,
    args: ['exercise', 'run', '11'],
    env: {EDITOR: `"${process.execPath}" "${editor}"`, VISUAL: ''},
  });
  const skill = () => readFileSync(join(folder, starterFile), 'utf8');
  const statuses = () =>
    readFileSync(join(folder, '.eventcoach/gaps.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).status);
  return {program, skill, statuses, editor};
}

describe('the built program', () => {
  it('takes a gap from an exercise into the skill: drafted, one passage edited, one left out, one accepted, written, undone', async () => {
    const {program, skill, statuses} = prepared();
    const starter = skill();
    const cards = await loadCards();
    await program.until(/Your passage: ▏/);
    program.type(`Mind the login.${enter}`);
    await program.until(/The check finds nothing on/);
    program.type('g');
    await program.until(/Noted among the gaps/);
    program.type(escapeKey);
    await program.until(/6 Gaps/);
    program.type('6');
    await program.until(/> \[open\] when-not-to-use-events: A reminder/);
    expect(statuses()).toEqual(['open']);

    program.type('d');
    await program.until(/> \[open\] +when-not-to-use-events[\s\S]*closes\s+the\s+gap/);
    program.type('e');
    await program.until(/> \[edited\] +when-not-to-use-events/);
    program.type('jn');
    await program.until(/\[rejected\] does-the-caller-need-the-result/);
    program.type('y');
    await program.until(/2 accepted, 1 rejected/);
    expect(program.buffer()).toBe('alternate');
    program.type('w');
    await program.until(/Write 2 passages to skills\/kafka-events, version 0\.1\.0 -> 0\.2\.0\?/);
    expect(skill()).toBe(starter);
    program.type('n');
    await program.until(/2 accepted, 1 rejected/);
    expect(skill()).toBe(starter);

    program.type('w');
    await program.until(/Write 2 passages/);
    program.type('y');
    await program.until(/skills\/kafka-events is now version 0\.2\.0\. A check now\s+finds \d+ of/);
    const written = skill();
    expect(written).toContain('  version: "0.2.0"');
    expect(written).toContain(`${cards.get('when-not-to-use-events')!.text}\n\n${own}\n`);
    expect(written).toContain(cards.get('what-events-do-not-fix')!.text);
    expect(written).not.toContain(cards.get('does-the-caller-need-the-result')!.text);
    // Every line of the starter is still there, in its order.
    const lines = written.split('\n');
    for (const line of starter.replace('"0.1.0"', '"0.2.0"').split('\n')) {
      expect(lines).toContain(line);
      lines.splice(0, lines.indexOf(line) + 1);
    }
    expect(statuses()).toEqual(['open', 'merged']);

    program.type('h');
    await program.until(/> 0\.1\.0: until [\s\S]*Bringing 0\.1\.0 back changes:/);
    program.type('u');
    await program.until(/Bring version 0\.1\.0 of skills\/kafka-events back\?/);
    expect(skill()).toBe(written);
    program.type('y');
    await program.until(/skills\/kafka-events is version 0\.1\.0 again/);
    expect(skill()).toBe(starter);
    expect(statuses()).toEqual(['open', 'merged', 'open']);
    program.type('q');
    await expect(program.ended).resolves.toEqual({code: 0, signal: undefined});
    await expectRestored(program);
  });
});
