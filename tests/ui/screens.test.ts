import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import type {Route} from '../../src/ui/router.ts';
import type {Services} from '../../src/ui/services.ts';
import {openApp, sampleFolder} from './sample.ts';
import {screenStates} from './screen-table.ts';

const screens: readonly {readonly start: Route; readonly shows: RegExp}[] = [
  {start: {screen: 'home'}, shows: /Start exercise 01: A sample/},
  {start: {screen: 'exercises'}, shows: /01 \[ {4}\] A sample/},
  {start: {screen: 'exercise', id: '01-sample'}, shows: /Answer one step of every kind/},
  {start: {screen: 'architecture'}, shows: /task-api -> audit/},
  {start: {screen: 'critique'}, shows: /No proposal is kept here yet/},
  {start: {screen: 'gaps'}, shows: /No gap is recorded/},
  {start: {screen: 'skill'}, shows: /> 1 Yes: I name its folder/},
  {start: {screen: 'draft'}, shows: /There is no skill yet/},
  {start: {screen: 'history'}, shows: /There is no skill yet/},
  {start: {screen: 'prompts'}, shows: /> analyze-my-architecture/},
  {start: {screen: 'settings'}, shows: /> 1 provider {2}local/},
];
const sizes = [
  [60, 16],
  [80, 24],
  [120, 40],
  [200, 60],
] as const;

describe('at 60 x 16, 80 x 24, 120 x 40 and 200 x 60', () => {
  it.each(screenStates)('$name fills the terminal exactly and shows what matters there', async (state) => {
    const folder = state.folder?.() ?? sampleFolder();
    const services = (same: Services) => state.services?.(same, folder) ?? same;
    const app = openApp(state.start, {columns: 60, rows: 16, folder, services});
    for (const [shown, keys] of state.steps ?? []) {
      await app.until(shown);
      app.type(keys);
      await app.read();
    }
    for (const [columns, rows] of sizes) {
      app.resize(columns, rows);
      await app.until(new RegExp(`^-{${columns}}$`, 'm'));
      for (const wanted of state.shows) await app.until(wanted);
      const shown = await app.rows();
      const footer = shown.slice(shown.findLastIndex((row) => /^-+$/.test(row)) + 1).join(' ');
      expect(shown[0]).toMatch(/^ eventcoach: /);
      expect(shown.filter((row) => row.startsWith(' eventcoach: '))).toHaveLength(1);
      expect(shown.at(-1)).not.toBe('');
      expect(footer).toMatch(/\? help +q quit|Esc leave the field|Esc stop|Esc end the search|Esc close the help/);
      expect(footer).toMatch(/ Same as: eventcoach /);
      for (const row of shown) expect(stringWidth(row)).toBeLessThanOrEqual(columns);
    }
    app.type('\u0003');
    await app.close();
    // Taller frames make Ink clear the screen each time: it comes to that where the size changes, and at the end.
    expect(app.output().split('\u001b[1;1H\u001b[J').length - 1).toBeLessThanOrEqual(sizes.length);
  });
});

describe.each(screens)('the $start.screen screen', ({start, shows}) => {
  it('looks after a resize as if it had been opened at that size', async () => {
    const fresh = openApp(start, {columns: 70, rows: 18});
    await fresh.until(shows);
    const app = openApp(start, {columns: 120, rows: 40, folder: fresh.folder});
    await app.until(shows);
    app.resize(60, 16);
    await app.until(shows);
    app.resize(70, 18);
    const wanted = await fresh.text();
    await expect.poll(app.text, {timeout: 3000}).toBe(wanted);
    await app.close();
    await fresh.close();
  });

  it('has its help on ?, with every key of its footer, and leaves it with Esc', async () => {
    const app = openApp(start);
    const before = await app.until(shows);
    app.type('?');
    const help = await app.until(/Keys on this screen/);
    expect(help).toMatch(/help for/);
    app.type('\u001b');
    await app.until(shows);
    await expect.poll(app.text, {timeout: 3000}).toBe(before);
    await app.close();
  });

  it('has no borders, no full screen and no cursor mark for a screen reader', async () => {
    const app = openApp(start, {env: {ACCESSIBLE: '1'}});
    await app.until(new RegExp(shows.source.replace(/^> /, 'selected: ').replace('\\[ {4}\\] ', '')));
    expect(app.buffer()).toBe('normal');
    expect(await app.text()).not.toMatch(/----|[│┌└▏]/);
    await app.close();
  });
});

describe('the app', () => {
  it('asks for a larger terminal below 60 x 16 and takes only q and Ctrl-C there', async () => {
    const app = openApp({screen: 'home'}, {columns: 59, rows: 16});
    const shown = await app.until(/enlarge the terminal to 60x16/);
    expect(shown.trim().split('\n')).toHaveLength(1);
    app.type('\r?');
    await app.read();
    app.resize(60, 16);
    await app.until(/Start exercise 01/);
    app.resize(40, 5);
    await app.until(/enlarge/);
    app.type('q');
    await expect(app.ended).resolves.toBe(0);
  });

  it('leaves the full screen on q with 0 and on Ctrl-C with 130', async () => {
    for (const [key, code] of [
      ['q', 0],
      ['\u0003', 130],
    ] as const) {
      const app = openApp({screen: 'home'});
      await app.until(/Start exercise/);
      expect(app.buffer()).toBe('alternate');
      app.type(key);
      await expect(app.ended).resolves.toBe(code);
      await app.text();
      expect(app.buffer()).toBe('normal');
    }
  });

  it('waits for what is being saved, but no longer than until it is asked twice', async () => {
    const app = openApp(
      {screen: 'home'},
      {services: (services) => ({...services, settled: () => new Promise<void>(() => {})})},
    );
    await app.until(/Go on with|Start exercise/);
    app.type('q');
    await app.read();
    expect(app.buffer()).toBe('alternate');
    app.type('\u0003');
    await expect(app.ended).resolves.toBe(130);
  });

  it('restores the terminal when a screen breaks, and throws what broke it', async () => {
    const app = openApp(
      {screen: 'gaps'},
      {services: (services) => ({...services, loadGaps: () => Promise.reject(new TypeError('broken on purpose'))})},
    );
    await expect(app.ended).rejects.toThrow('broken on purpose');
    await app.text();
    expect(app.buffer()).toBe('normal');
    expect(app.output()).toContain('\u001b[?7h\u001b[?1049l');
  });

  it('shows what the user can mend and goes on', async () => {
    const app = openApp({screen: 'architecture'});
    await app.until(/task-api -> notification/);
    app.type('onowhere.yaml\r');
    await app.until(/nowhere\.yaml: there is no such file/);
    app.type(' ');
    await app.until(/\[event\]/);
    await app.close();
  });

  it('shows what a terminal could obey instead of sending it', async () => {
    const app = openApp(
      {screen: 'home'},
      {
        services: (services) => ({
          ...services,
          listExercises: async () => [{id: '01-x', title: 'a\u001b[2Jb\u0007', minutes: 1}],
        }),
      },
    );
    await app.until(/a\\x1b\[2Jb\\x07/);
    await app.close();
  });
});
