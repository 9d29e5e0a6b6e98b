import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {openApp} from './sample.ts';
import {longNames} from './screen-table.ts';

describe('a terminal without UTF-8', () => {
  it('gets ASCII for every sign of the screens, of the same width', async () => {
    for (const [env, plain] of [
      [{LANG: 'C'}, true],
      [{LC_ALL: 'POSIX', LANG: 'de_DE.UTF-8'}, true],
      [{LANG: 'C.UTF-8'}, false],
      [{}, false],
    ] as const) {
      const app = openApp({screen: 'gaps'}, {env});
      await app.until(/No gap/);
      app.type('a');
      await app.until(plain ? /get wrong: \|/ : /get wrong: ▏/);
      app.type('x\u001b');
      await app.until(/add a gap/);
      app.type('?');
      await app.until(plain ? /\^ k/ : /↑ k/);
      await app.close();
      expect([env, /[^\u0000-\u007f]/.test(app.output())]).toEqual([env, !plain]);
    }
  });
});

describe('any terminal', () => {
  it('keeps its mouse: what is on screen can be selected', async () => {
    const app = openApp({screen: 'home'});
    await app.until(/Start exercise/);
    await app.close();
    // The modes that xterm calls mouse tracking: 9, 1000 to 1006, 1015 and 1016.
    expect(app.output()).not.toMatch(/\u001b\[\?(?:9|100[0-6]|101[56])h/);
  });

  it('takes an emoji as one character, typed and deleted', async () => {
    const app = openApp({screen: 'gaps'});
    await app.until(/No gap/);
    app.type('a');
    await app.until(/get wrong: ▏/);
    for (const emoji of ['🚀', '👩‍👩‍👧', '👍🏽', '🇨🇭', '❤️', '提']) {
      app.type(`a${emoji}b`);
      await app.until(/b▏/);
      app.type('\u007f\u007f');
      await app.until(/get wrong: a▏/);
      app.type('\u007f');
      await app.until(/get wrong: ▏/);
    }
    await app.close();
  });

  it.each([60, 80, 120])(
    'lines long and wide names up at %i columns, and shows both ends of a call',
    async (columns) => {
      const app = openApp({screen: 'architecture'}, {columns, rows: 24, folder: longNames()});
      const shown = await app.until(/\[call\]/);
      const calls = shown.split('\n').filter((row) => row.includes('[call]'));
      expect(calls).toHaveLength(3);
      for (const row of calls) expect(stringWidth(row)).toBe(columns - 1);
      expect(calls[0]).toMatch(/-> 支付/);
      expect(calls[1]).toMatch(/-> 🚀-rockets/);
      expect(calls[2]).toMatch(/-> a-service/);
      await app.close();
    },
  );

  it.each([60, 80, 200])('keeps the cursor of a long text in sight at %i columns', async (columns) => {
    const app = openApp({screen: 'architecture'}, {columns, rows: 16});
    await app.until(/\[call\]/);
    app.type('o');
    await app.until(/Topology file: ▏/);
    app.type(`\u001b[200~${'0123456789'.repeat(250)}\u001b[201~`);
    expect(await app.until(/9▏/)).toMatch(/Full at 2000 characters: ….*9▏/);
    app.type('\u001b[D\u001b[D\u001b[D');
    await app.until(/6▏789/);
    app.type('\u001b[H');
    await app.until(/: ▏0123.*…/);
    app.type('\u001b[F\u007f');
    const shown = await app.until(/Topology file: ….*8▏/);
    for (const row of shown.split('\n')) expect(stringWidth(row)).toBeLessThanOrEqual(columns);
    await app.close();
  });
});
