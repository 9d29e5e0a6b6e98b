import {describe, expect, it} from 'vitest';
import {openProposal} from './asked-proposal.ts';
import {newFolder} from './built-program.ts';
import {type OpenApp, openApp} from './sample.ts';
import {screenStates} from './screen-table.ts';
import {openStep} from './written-steps.ts';

const enter = '\r';
const downKey = '\u001b[B';
const env = {ACCESSIBLE: '1'};

/** What is written while `work` is done, once it holds `wanted`. */
async function written(app: OpenApp, work: () => void, wanted: RegExp): Promise<string> {
  const before = app.output().length;
  work();
  await expect.poll(() => app.output().slice(before), {timeout: 8000}).toMatch(wanted);
  return app.output().slice(before);
}

/** Nothing but text and line ends: no full screen, no erasing, no jumps of the cursor, no colours. */
function expectOnlyText(output: string): void {
  expect(output.replace(/\u001b\[\?(?:2004[hl]|25h)/g, '')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
}

describe('with a screen reader', () => {
  it.each([{ACCESSIBLE: '1'}, {INK_SCREEN_READER: 'true'}])(
    '%j writes lines that stay, and of a change only what is new',
    async (own) => {
      const app = openApp({screen: 'home'}, {env: own});
      await app.until(/selected: 1 Start exercise 01: A sample, 5 min/);
      expect(await written(app, () => app.type(downKey), /selected/)).toBe('\nselected: 2 All exercises');
      expect(await written(app, () => app.type('k'), /selected/)).toBe(
        '\nselected: 1 Start exercise 01: A sample, 5 min',
      );
      const screen = await written(app, () => app.type(enter), /Same as: eventcoach exercise run 01-sample/);
      expect(screen).toMatch(/^\neventcoach: 01 A sample \| step 1 of 6\nAnswer one step/);
      const next = await written(app, () => app.type('n'), /Keys: /);
      expect(next).toMatch(/^\neventcoach: 01 A sample \| step 2 of 6\nAdd them up\n/);
      expect(next).not.toMatch(/Same as/);
      expect(await written(app, () => app.type('2'), /2/)).toBe('\nYour prediction: 2');
      expect(await written(app, () => app.type('.'), /\./)).toBe('.');
      expect(await written(app, () => app.type(`5 s${enter}`), /Keys:/)).toMatch(
        /\nRight\.\n2 s \+ 500 ms = 2\.5 s\nKeys: /,
      );
      app.type('q');
      await expect(app.ended).resolves.toBe(0);
      expectOnlyText(app.output());
      expect(app.output().endsWith('\n')).toBe(true);
    },
  );

  it('says in words what is ticked, sorted and answered', async () => {
    const app = openApp({screen: 'exercise', id: '01-sample'}, {env});
    await app.until(/First read this/);
    for (const [key, seen] of [
      ['n', /Your prediction:/],
      ['\u001b', /write the answer/],
      ['n', /selected: 1 the wrong one\n2 the right one/],
      ['2', /Right\./],
      ['n', /selected: 1 this, not ticked/],
      [' ', /selected: 1 this, ticked/],
      ['n', /selected: a task was created: no category yet/],
      ['1', /\na task was created: an event\nselected: send a message: no category yet/],
    ] as const) {
      await written(app, () => app.type(key), seen);
    }
    await app.close();
    expectOnlyText(app.output());
  });

  it('a critic that is asked does not stand in the way, whatever the width', async () => {
    const app = await openProposal({env, columns: 200, rows: 60}, async (screen) => {
      screen.onAsked('anthropic', 'm-1');
      screen.onText('half a sentence');
      await screen.agrees('Send it?');
      return {kind: 'unusable', why: 'It was nothing.'};
    });
    expect(await written(app, () => app.type('m'), /Send it\?[\s\S]*Keys: y yes/)).not.toMatch(
      /half a sentence|convert: an/,
    );
    expect(await written(app, () => app.type('y'), /It was nothing/)).not.toMatch(/convert: an event fits/);
    await app.close();
    expectOnlyText(app.output());
  });

  it('a system is described and a cursor is followed', async () => {
    const app = await openStep(newFolder(), '08-your-architecture', 'your-system', {env});
    await app.until(/Now yours/);
    app.type(enter);
    await written(app, () => undefined, /^/);
    await app.until(/Service: calls:/);
    expect(await written(app, () => app.type('shop: mail'), /mail/)).toMatch(/Service: calls: shop: mail$/);
    expect(await written(app, () => app.type('\u001b[D'), /before/)).toBe('\nCursor before l');
    app.type(`\u001b[F${enter}`);
    await app.until(/What a user wants from shop:/);
    app.type('\u001b');
    await app.until(/selected: call from shop to mail {3}result: \?/);
    await app.close();
    expectOnlyText(app.output());
  });

  it.each(screenStates.filter(({steps}) => !steps))(
    '$name is plain text, with its keys and its command',
    async (state) => {
      const app = openApp(state.start, {
        env,
        ...(state.folder ? {folder: state.folder()} : {}),
        services: (same) => state.services?.(same, '') ?? same,
      });
      await app.until(/Keys: [\s\S]*Same as: eventcoach/);
      expect(await app.text()).not.toMatch(/----|[│┌└▏…]|listitem|textbox/);
      await app.close();
      expectOnlyText(app.output());
    },
  );
});
