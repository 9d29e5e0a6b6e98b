import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import type {LoadedPrompt} from '../../src/skill/load-prompts.ts';
import {filledLines, promptCommand} from '../../src/ui/prompts-lines.ts';
import {type FilledPrompt, marked, prompts, promptsBefore} from '../../src/ui/prompts-state.ts';
import {folder} from '../commands/typed.ts';
import {openApp, sampleFolder, sampleTopology} from './sample.ts';

const enter = '\r';
const escapeKey = '\u001b';
const screen = {screen: 'prompts'} as const;

const prompt = (name: string, inputs: LoadedPrompt['inputs'] = ['topology']): LoadedPrompt => ({
  name,
  description: `What ${name} is for.`,
  inputs,
  body: '',
  own: false,
});
const loaded = prompts(promptsBefore, {kind: 'loaded', prompts: [prompt('a'), prompt('b', ['skill'])]});
const filled: FilledPrompt = {text: 'Text', topology: 'my shop.yaml', note: undefined};

/** What the last clipboard sequence of the output holds (xterm, "Operating System Commands": OSC 52). */
function onClipboard(output: string): string | undefined {
  const [, base64] = [...output.matchAll(/\u001b\]52;c;([A-Za-z0-9+/=]*)\u0007/g)].at(-1) ?? [];
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString();
}

describe('the prompts', () => {
  it('keep the marked one when they are read again, and have none before', () => {
    const second = prompts(loaded, {kind: 'move', move: 'last'});
    expect(marked(prompts(second, {kind: 'loaded', prompts: [prompt('a'), prompt('b')]}))?.name).toBe('b');
    expect(marked(promptsBefore)).toBeUndefined();
  });

  it('name the command that does the same, with the file it was filled from', () => {
    expect(promptCommand(promptsBefore)).toBe('eventcoach prompt list');
    expect(promptCommand(loaded)).toBe('eventcoach prompt copy a --topology FILE');
    const shown = prompts(loaded, {kind: 'shown', filled});
    expect(promptCommand(shown)).toBe("eventcoach prompt show a --topology 'my shop.yaml'");
    expect(promptCommand(prompts(shown, {kind: 'ask-path'}))).toBe(
      "eventcoach prompt copy a --topology 'my shop.yaml' -o a.txt",
    );
    expect(promptCommand(prompts(loaded, {kind: 'move', move: 'down'}))).toBe('eventcoach prompt copy b');
  });

  it('show the beginning of a very long one and say so', () => {
    const lines = filledLines('word '.repeat(100_000), 60);
    expect(lines[0]?.text).toMatch(/^It goes on/);
    expect(lines.length).toBeLessThan(3000);
    for (const {text} of lines.slice(0, 50)) expect(stringWidth(text)).toBeLessThanOrEqual(60);
    expect(filledLines('short', 60)).toHaveLength(1);
  });

  it('keep the indentation of a topology', () => {
    expect(filledLines('a:\n  b: 1\n\tc', 60).map(({text}) => text)).toEqual(['a:', '  b: 1', '  c']);
  });
});

describe('on the prompts screen', () => {
  it('a prompt is shown with the names and figures of the topology, copied as the command copies it, and left', async () => {
    const app = openApp(screen);
    await app.until(/> analyze-my-architecture/);
    expect(await app.text()).toContain('Same as: eventcoach prompt copy analyze-my-architecture --topology FILE');
    app.type(enter);
    await app.until(/Prompt analyze-my-architecture +topology\.yaml/);
    // The indentation is part of what a topology says.
    expect(await app.text()).toMatch(/\n services:\n {3}task-api:\n/);
    app.type('c');
    await app.until(/Sent to the clipboard of your terminal/);
    const here = folder();
    here.file('topology.yaml', sampleTopology);
    const {out} = await here.type(['prompt', 'show', 'analyze-my-architecture', '--topology', 'topology.yaml']);
    here.remove();
    expect(onClipboard(app.output())).toBe(out);
    // The five services of the sample in a chain, 99.9 % each: 0.999^5.
    expect(out).toContain('99.501 %');
    expect(out).toContain('提醒');
    app.type('\u001b[6~');
    await app.until(/above \(PgUp\)/);
    app.type(escapeKey);
    await app.until(/> analyze-my-architecture/);
    await app.close();
  });

  it('is filled from the file that was opened last on the architecture screen', async () => {
    const where = sampleFolder();
    writeFileSync(join(where, 'other.yaml'), 'version: 1\nname: Other\nservices: {lonely-service: {}}\n');
    const app = openApp({screen: 'architecture'}, {folder: where});
    await app.until(/task-api -> audit/);
    app.type(`oother.yaml${enter}`);
    await app.until(/no synchronous calls/);
    app.type(escapeKey);
    await app.until(/eventcoach: Home/);
    app.type('7');
    await app.until(/> analyze-my/);
    app.type('c');
    await app.until(/Sent to/);
    expect(onClipboard(app.output())).toContain('lonely-service');
    expect(onClipboard(app.output())).not.toContain('audit');
    await app.close();
  });

  it('without a topology of the user is filled from exercise 01 and says so', async () => {
    const where = sampleFolder();
    rmSync(join(where, 'topology.yaml'));
    const app = openApp(screen, {folder: where});
    await app.until(/> analyze-my/);
    app.type(enter);
    await app.until(/Shown\s+instead: the Task API of exercise 01/);
    await app.close();
  });

  it('a prompt is written to a new file, and never over one that is there', async () => {
    const app = openApp(screen);
    await app.until(/> analyze-my/);
    app.type('\u001b[F');
    await app.until(/> test-my-skill/);
    app.type('f');
    await app.until(/New file: test-my-skill\.txt▏/);
    app.type(enter);
    await app.until(/Written to test-my-skill\.txt\./);
    const text = readFileSync(join(app.folder, 'test-my-skill.txt'), 'utf8');
    expect(text).toMatch(/<data name="skill">[\s\S]*<data name="topology">/);
    app.type('f');
    await app.until(/New file/);
    app.type(enter);
    await app.until(/is there already; nothing was written\. Choose another name\./);
    app.type('f');
    await app.until(/New file/);
    app.type(`\u0015${enter}`);
    await app.until(/Enter show it/);
    await app.close();
  });

  it("the user's own prompt is listed as theirs, and text that a terminal could obey is made visible", async () => {
    const where = sampleFolder();
    const own = join(where, '.eventcoach', 'prompts');
    mkdirSync(own, {recursive: true});
    writeFileSync(join(own, 'mine.md'), '---\nname: a-mine\ndescription: D\u001b[2J.\n---\nSay \u001b]0;x\u0007 it.\n');
    const app = openApp(screen, {folder: where});
    await app.until(/> a-mine +yours/);
    expect(await app.text()).toContain('D\\x1b[2J.');
    app.type(enter);
    await app.until(/Say \\x1b\]0;x\\x07 it\./);
    await app.close();
    expect(app.output()).not.toContain('\u001b]0;x');
  });

  it('says what is wrong with a prompt of the user that cannot be read', async () => {
    const where = sampleFolder();
    mkdirSync(join(where, '.eventcoach', 'prompts'), {recursive: true});
    writeFileSync(join(where, '.eventcoach', 'prompts', 'mine.md'), 'Text.\n');
    const app = openApp(screen, {folder: where});
    await app.until(/mine\.md: this is no prompt/);
    app.type(`cf${enter}`);
    await app.read();
    expect(await app.text()).toContain('The prompts cannot be read.');
    await app.close();
    expect(existsSync(join(where, 'prompt.txt'))).toBe(false);
  });
});
