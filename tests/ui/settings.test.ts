import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {marked, type Settings, settings, settingsBefore, themeShown} from '../../src/ui/settings-state.ts';
import {openApp, sampleFolder} from './sample.ts';

const enter = '\r';
const escapeKey = '\u001b';
const screen = {screen: 'settings'} as const;
const config = (folder: string) => join(folder, '.eventcoach', 'config.yaml');
const written = (folder: string) => readFileSync(config(folder), 'utf8');

const all: Settings = {
  lines: [
    {key: 'model', text: 'not set', value: undefined, written: undefined, choices: []},
    {key: 'theme', text: 'dark (config.yaml)', value: 'dark', written: 'dark', choices: ['auto', 'dark', 'light']},
  ],
  theme: 'dark',
  keys: [],
};
const loaded = settings(settingsBefore, {kind: 'loaded', settings: all, message: undefined});
const onTheme = settings(loaded, {kind: 'move', move: 'down'});

describe('the settings', () => {
  it('begin a choice at what counts now, and move in the choices while one is made', () => {
    const choosing = settings(onTheme, {kind: 'edit'});
    expect(choosing.editing).toEqual({kind: 'choice', cursor: 1});
    const moved = settings(choosing, {kind: 'move', move: 'down'});
    expect([moved.cursor, moved.editing]).toEqual([1, {kind: 'choice', cursor: 2}]);
  });

  it('show the theme that is looked at, and the one that is set when the look is over', () => {
    expect(themeShown(settingsBefore)).toBeUndefined();
    const looking = settings(settings(onTheme, {kind: 'edit'}), {kind: 'move', move: 'last'});
    expect(themeShown(looking)).toBe('light');
    expect(themeShown(settings(looking, {kind: 'leave'}))).toBe('dark');
  });

  it('begin a text with what the file says, and change nothing before they are read', () => {
    expect(settings(loaded, {kind: 'edit'}).editing).toEqual({kind: 'text', field: {before: '', after: ''}});
    expect(settings(settingsBefore, {kind: 'edit'})).toEqual(settingsBefore);
    expect(marked(settingsBefore)).toBeUndefined();
  });
});

describe('on the settings screen', () => {
  it('a provider is chosen, written, told in the words of the command, and taken out again', async () => {
    const app = openApp(screen);
    await app.until(/> 1 provider {2}local \(default\)/);
    app.type(enter);
    await app.until(/> 1 local +the rules alone/);
    app.type(`j${enter}`);
    await app.until(/provider is anthropic in .*config\.yaml\./);
    await app.until(/> 1 provider {2}anthropic \(config\.yaml\)/);
    expect(written(app.folder)).toContain('provider: anthropic\n');
    app.type('x');
    await app.until(/provider is no longer set[\s\S]*The default counts now:\s+local\./);
    expect(written(app.folder)).not.toContain('provider');
    await app.close();
  });

  it('a model and an address are typed; what cannot be set is refused as by the command, and a key is kept nowhere', async () => {
    const app = openApp(screen);
    await app.until(/> 1 provider/);
    app.type(`jj${enter}`);
    await app.until(/baseUrl: ▏ for example/);
    app.type(`file:///etc/passwd${enter}`);
    await app.until(/not an http or https address[\s\S]*Nothing was changed/);
    app.type(enter);
    await app.until(/baseUrl: ▏/);
    app.type(`https://models.example.com/v1${enter}`);
    await app.until(/are asked before anything is\s+sent there/);
    app.type(`k${enter}`);
    await app.until(/model: ▏/);
    app.type(`sk-test-7f3a9b2c${enter}`);
    expect(await app.until(/looks like a key/)).not.toContain('7f3a9b2c');
    expect(written(app.folder)).toContain('baseUrl: https://models.example.com/v1');
    expect(written(app.folder)).not.toContain('7f3a9b2c');
    await app.close();
  });

  it('keys are told as set or not set, and nothing of them is shown', async () => {
    const env = {ANTHROPIC_API_KEY: 'sk-ant-7f3a9b2c', EVENTCOACH_MODEL: 'mine'};
    const app = openApp(screen, {env});
    const shown = await app.until(/ANTHROPIC_API_KEY is set/);
    expect(shown).toContain('OPENAI_API_KEY is not set');
    expect(shown).toContain('model     mine (EVENTCOACH_MODEL)');
    app.type('jjj');
    await app.until(/> 4 theme/);
    await app.close();
    expect(app.output()).not.toContain('7f3a9b2c');
  });

  it('leaves a choice with Esc as it was, and the screen with the next Esc', async () => {
    const app = openApp(screen);
    await app.until(/> 1 provider/);
    app.type(`${enter}j`);
    await app.until(/> 2 anthropic/);
    app.type(escapeKey);
    await app.until(/ANTHROPIC_API_KEY is/);
    expect(existsSync(config(app.folder))).toBe(false);
    app.type(escapeKey);
    await app.until(/eventcoach: Home/);
    await app.close();
  });

  it('says what is wrong with a file that cannot be read', async () => {
    const folder = sampleFolder();
    mkdirSync(join(folder, '.eventcoach'));
    writeFileSync(config(folder), 'theme: pink\n');
    const app = openApp(screen, {folder});
    await app.until(/The settings cannot be read\.[\s\S]*theme/);
    app.type(`${enter}x`);
    await app.read();
    await app.close();
    expect(readFileSync(config(folder), 'utf8')).toBe('theme: pink\n');
  });
});
