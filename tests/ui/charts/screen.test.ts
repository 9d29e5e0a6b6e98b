import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {openApp} from '../sample.ts';

const sizes = [
  [60, 16],
  [80, 24],
  [120, 40],
] as const;

describe.each(sizes)('the charts of the architecture at %i x %i', (columns, rows) => {
  it('are walked through by one key, fill the screen exactly, and show before and now of a conversion', async () => {
    const app = openApp({screen: 'architecture'}, {columns, rows});
    const calls = await app.until(/> \[call\] {2}task-api -> notification/);
    const fits = async () => {
      const shown = await app.rows();
      for (const row of shown) expect(stringWidth(row)).toBeLessThanOrEqual(columns);
      expect(shown[0]).toMatch(/^ eventcoach: Architecture/);
      expect(shown.at(-1)).not.toBe('');
      expect(shown.join('\n')).toMatch(/b next chart.*\? help {3}q quit/s);
    };
    app.type('b');
    // 0.999 to the fifth.
    await app.until(/\[1 availability\].*> create-task +█.*99\.501 %/s);
    await fits();
    app.type('b');
    await app.until(/\[2 waterfall\].*notification +█+ .*2 s.*提醒 +█+ /s);
    await fits();
    app.type('a');
    await app.until(/Before: .*2\.61 s.*Now: .*615 ms/s);
    await fits();
    app.type('b');
    await app.until(/\[3 couplings\].*task-api/s);
    await fits();
    app.type('4');
    await app.until(/\[4 dependencies\].*kafka \(broker\) +█/s);
    await fits();
    app.type('\u001b');
    await app.until(/\[event\]/);
    app.type('a');
    await app.until(/1 call is a call again\./);
    const list = (text: string) => text.split('\n').filter((row) => /\[call\]|\[event\]/.test(row));
    expect(list(await app.text())).toEqual(list(calls));
    // The chart that was seen last comes first.
    app.type('b');
    await app.until(/\[4 dependencies\]/);
    await app.close();
    expect(app.output()).not.toContain('\u001b[2J');
  });
});

describe('the charts of the architecture', () => {
  it('have their keys in the help', async () => {
    const app = openApp({screen: 'architecture'});
    await app.until(/> \[call\]/);
    app.type('?');
    await app.until(/b {2,}charts of availability, time and couplings/);
    app.type('\u001b');
    await app.until(/> \[call\]/);
    app.type('b?');
    await app.until(/b {2,}the next chart/);
    await app.close();
  });

  it('are ASCII where the terminal is not said to show more, wide names included', async () => {
    const app = openApp({screen: 'architecture'}, {env: {LANG: 'C'}});
    await app.until(/> \[call\]/);
    app.type('bb');
    const shown = await app.until(/\[2 waterfall\]/);
    expect(shown.replaceAll('提醒', '').replaceAll('️', '')).toMatch(/^[\n -~]*$/);
    expect(shown).toMatch(/ notification +#+ /);
    await app.close();
  });

  it('are sentences without bars for a screen reader', async () => {
    const app = openApp({screen: 'architecture'}, {env: {ACCESSIBLE: '1'}});
    await app.until(/task-api -> notification/);
    app.type('b');
    await app.until(/create-task: 99\.501 % available, down 43\.\d+ h a year\. No target is stated\./);
    app.type('b');
    await app.until(/notification: starts at 50 ms, takes 2 s, own work 2 s\./);
    app.type('b');
    await app.until(/task-api to audit: temporal tight, availability tight, behavioral partial/);
    app.type('b');
    const shown = await app.until(/notification: 43\.\d+ min a month, 8\.7\d h a year\./);
    expect(shown).not.toMatch(/[█░]|###/);
    await app.close();
  });
});

describe('progress', () => {
  it('is a bar with the same in words, at home and above the list of exercises', async () => {
    const app = openApp({screen: 'home'});
    await app.until(/\[\.\.\.\] 0 of 1 exercises done/);
    app.type('2');
    await app.until(/eventcoach: Exercises.*\[\.\.\.\] 0 of 1 exercises done/s);
    await app.close();
  });
});
