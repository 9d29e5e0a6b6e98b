import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {UserError} from '../../src/errors.ts';
import type {Answered, AskingScreen} from '../../src/ui/critique-ask.ts';
import {type Asking, type AskingEvent, asking, grown, notAsking} from '../../src/ui/critique-asking-state.ts';
import {heardRows, paneHead} from '../../src/ui/critique-pane-lines.ts';
import {inAppWords} from '../../src/ui/critique-trouble.ts';
import {typed} from '../../src/ui/field.ts';
import {openProposal} from './asked-proposal.ts';

const stateAfter = (...events: readonly AskingEvent[]): Asking => events.reduce(asking, notAsking);
const begin = {kind: 'begin'} as const;
const handed = {why: 'w', isCopied: true, file: 'p.txt'};

describe('a critic that is asked', () => {
  it('is known once it is chosen; its text grows, and a notice stands until text follows', () => {
    const state = stateAfter(begin, {kind: 'asked', critic: 'a', model: 'm-1'}, {kind: 'notice', text: 'busy'});
    expect(state).toMatchObject({kind: 'listening', critic: 'a', model: 'm-1', notice: 'busy', lines: []});
    expect(
      stateAfter(begin, {kind: 'notice', text: 'x'}, {kind: 'text', text: 'one\ntw'}, {kind: 'text', text: 'o'}),
    ).toEqual({
      kind: 'listening',
      critic: undefined,
      model: null,
      lines: ['one', 'two'],
      notice: undefined,
    });
  });

  it('begins anew where the answer does, and keeps who it is', () => {
    const state = stateAfter(
      begin,
      {kind: 'asked', critic: 'a', model: null},
      {kind: 'text', text: 'x'},
      {kind: 'restart'},
    );
    expect(state).toMatchObject({critic: 'a', lines: []});
  });

  it('says nothing any more once it has ended, whatever still comes in', () => {
    const ended = stateAfter(begin, {kind: 'end'});
    expect(ended).toBe(notAsking);
    for (const event of [
      {kind: 'text', text: 'x'},
      {kind: 'notice', text: 'x'},
      {kind: 'consent', question: 'x'},
      {kind: 'hand-out', handed},
      {kind: 'asked', critic: 'a', model: null},
      {kind: 'restart'},
    ] as const) {
      expect(asking(ended, event)).toBe(notAsking);
    }
  });

  it('waits for a yes, and for a pasted text of many lines', () => {
    expect(stateAfter(begin, {kind: 'consent', question: 'q?'})).toEqual({kind: 'consent', question: 'q?'});
    const pasting = stateAfter(begin, {kind: 'hand-out', handed});
    expect(pasting).toMatchObject({kind: 'pasting', handed, field: {before: '', after: ''}});
    const field = typed({before: '', after: ''}, 'a\nb', 400_000);
    expect(asking(pasting, {kind: 'type', field})).toMatchObject({field: {before: 'a\nb'}});
    expect(asking(stateAfter(begin), {kind: 'type', field})).toMatchObject({kind: 'listening'});
  });

  it('keeps the end of a text alone, whatever its lines are like', () => {
    let lines: readonly string[] = [];
    for (let i = 0; i < 2000; i += 1) lines = grown(lines, i % 7 === 0 ? `${i}\n` : 'word '.repeat(40));
    expect(lines.length).toBeLessThanOrEqual(160);
    expect(Math.max(...lines.map(({length}) => length))).toBeLessThanOrEqual(300);
    expect(grown([], 'x'.repeat(700)).map(({length}) => length)).toEqual([300, 300, 100]);
    // However it is cut into pieces, the text is the same.
    const text = 'one two\nthree \t four\n\nfive';
    expect([...text].reduce<readonly string[]>((known, one) => grown(known, one), [])).toEqual(grown([], text));
  });

  it('shows the last rows that fit; a full screen goes on by half of its rows', () => {
    const letters = [...'abcdefgh'];
    const shown = (count: number) =>
      heardRows(letters.slice(0, count), 20, 4)
        .map(({text}) => text)
        .join('');
    expect([1, 2, 3, 4, 5, 6, 7, 8].map(shown)).toEqual(['a', 'ab', 'abc', 'abcd', 'cde', 'cdef', 'efg', 'efgh']);
    expect(heardRows(['word '.repeat(10).trim()], 20, 2)).toHaveLength(2);
    expect(heardRows(['a'], 20, 0)).toEqual([]);
  });

  it('shows a file name or an address as text, whatever it holds', () => {
    const rows = paneHead(
      asking(stateAfter(begin), {kind: 'hand-out', handed: {...handed, file: 'a\u001b[2J\nb'}}),
      200,
    );
    expect(rows.map(({text}) => text).join('\n')).toContain('a\\x1b[2J\\nb');
  });
});

describe('a message about a service', () => {
  it.each([
    [
      'Name another model with --model, or use --critic clipboard.',
      'Name another model with "eventcoach config set model NAME", or press c for a chat window.',
    ],
    [
      'name it yourself: --base-url http://x/v1, or EVENTCOACH_BASE_URL in your environment.',
      'name it yourself: EVENTCOACH_BASE_URL=http://x/v1 in your environment.',
    ],
    ['name the address with --base-url or in EVENTCOACH_BASE_URL.', 'name the address in EVENTCOACH_BASE_URL.'],
    ['Check --base-url.', 'Check the setting baseUrl.'],
  ])('names no option: %s', (text, here) => {
    expect(inAppWords(text)).toBe(here);
  });
});

/** A critic that says what it is told to, and ends when it is told to or ended. */
function livingCritic() {
  const open: {screen?: AskingScreen; end?: (answered: Answered) => void; fail?: (error: Error) => void} = {};
  const critic = (screen: AskingScreen) =>
    new Promise<Answered>((resolve, reject) => {
      Object.assign(open, {screen, end: resolve, fail: reject});
      screen.signal.addEventListener('abort', () => reject(new Error('ended')));
      screen.onAsked('anthropic', 'm-1');
    });
  return {critic, screen: () => open.screen!, fail: (error: Error) => open.fail!(error)};
}

const sizes = [
  [60, 16],
  [80, 24],
  [120, 40],
] as const;

describe.each(sizes)('asking at %i x %i', (columns, rows) => {
  it('fills the screen exactly with the verdict and the text, beside or beneath it', async () => {
    const living = livingCritic();
    const app = await openProposal({columns, rows}, living.critic);
    app.type('m');
    await app.until(/Asking anthropic \(m-1\)/);
    for (let i = 0; i < 60; i += 1) living.screen().onText(`"line ${i}": 提醒 and some more words\n`);
    const shown = await app.until(/line 59/);
    const all = shown.split('\n');
    expect(all[0]).toMatch(/^ eventcoach: Critique +task-api -> audit$/);
    expect(all[2]).toMatch(/^ convert: an event fits/);
    expect(all.at(-1)).not.toBe('');
    for (const row of all) expect(stringWidth(row)).toBeLessThanOrEqual(columns);
    const [verdict, said] = [/convert: an event fits/, /Asking anthropic/].map((part) =>
      all.findIndex((row) => part.test(row)),
    );
    if (columns >= 100) expect(said).toBe(verdict);
    else expect(said).toBeGreaterThan(verdict!);
    // The question can be answered meanwhile.
    expect(shown).toMatch(/How is the event published\?/);
    app.resize(70, 18);
    await app.until(/line 59/);
    app.resize(columns, rows);
    await app.until(/line 59/);
    living.fail(new UserError('The service is away.', 'Try again.'));
    await app.until(/The service is away\. Try again\. The local verdict stands/);
    expect(await app.text()).not.toMatch(/line 59/);
    await app.close();
    expect(app.output()).not.toContain('\u001b[2J');
  });

  it('asks for consent and takes a pasted answer in what room there is', async () => {
    const answers: unknown[] = [];
    const app = await openProposal({columns, rows}, async (screen) => {
      answers.push(await screen.agrees('Send it?'));
      answers.push(await screen.paste({why: 'There is no key.', isCopied: false, file: 'critiques/p.prompt.txt'}));
      return {kind: 'unusable', why: 'It was nothing.'};
    });
    app.type('m');
    await app.until(/Send it\?[\s\S]*y sends it, n does not/);
    app.type('y');
    await app.until(/There is no key[\s\S]*critiques\/p\.prompt\.txt[\s\S]*Paste the answer here/);
    app.type('\u001b[200~first\rsecond\u001b[2J\rthird\u001b[201~');
    await app.until(/third▏/);
    const shown = await app.rows();
    expect(shown.at(-1)).not.toBe('');
    for (const row of shown) expect(stringWidth(row)).toBeLessThanOrEqual(columns);
    app.type('\rq m\u0004');
    await app.until(/It was nothing\. The local verdict stands/);
    expect(answers).toEqual([true, 'first\nsecond\u001b[2J\nthird\nq m']);
    await app.close();
    expect(app.output()).not.toContain('\u001b[2J');
  });
});

describe('while a critic answers', () => {
  it('a question can be answered; Ctrl-C ends the request first and the app second', async () => {
    const living = livingCritic();
    const app = await openProposal({}, living.critic);
    app.type('m');
    await app.until(/Asking anthropic/);
    app.type('4\r');
    await app.until(/convert -> needs-work/);
    expect(await app.text()).toMatch(/Asking anthropic/);
    app.type('\u0003');
    await app.until(/Ended\. The local verdict stands/);
    expect(living.screen().signal.aborted).toBe(true);
    living.screen().onText('too late');
    await app.read();
    expect(await app.text()).not.toMatch(/too late|Asking/);
    app.type('\u0003');
    await expect(app.ended).resolves.toBe(130);
  });

  it('q ends the request and the app', async () => {
    const living = livingCritic();
    const app = await openProposal({}, living.critic);
    app.type('m');
    await app.until(/Asking anthropic/);
    app.type('q');
    await expect(app.ended).resolves.toBe(0);
    expect(living.screen().signal.aborted).toBe(true);
  });

  it('m and c do nothing, so that one answer is paid for', async () => {
    let asked = 0;
    const living = livingCritic();
    const app = await openProposal({}, (screen) => {
      asked += 1;
      return living.critic(screen);
    });
    app.type('mmcm');
    await app.until(/Asking anthropic/);
    await app.read();
    expect(asked).toBe(1);
    expect(await app.text()).not.toMatch(/ask a model|ask a chat/);
    app.type('\u0003');
    await app.until(/Ended/);
    await app.close();
  });

  it('a screen reader hears that it is asked and what came of it, and no half sentences', async () => {
    const living = livingCritic();
    // Appended lines: what came first has to be on the screen still.
    const app = await openProposal({env: {ACCESSIBLE: '1'}, rows: 60}, living.critic);
    app.type('m');
    await app.until(/Asking anthropic/);
    living.screen().onText('half a sentence');
    living.fail(new UserError('The service is away.', 'Try again.'));
    await app.until(/The service is away/);
    expect(app.output()).not.toContain('half a sentence');
    await app.close();
  });

  it.each(sizes)(
    'writes little at %i x %i, erases nothing, and draws far fewer times than words come',
    async (columns, rows) => {
      const living = livingCritic();
      const app = await openProposal({columns, rows}, living.critic);
      app.type('m');
      await app.until(/Asking anthropic/);
      await app.read();
      const before = app.output().length;
      const words = 400;
      for (let i = 0; i < words; i += 1) {
        living.screen().onText(`word${i} `);
        await new Promise((resolve) => setTimeout(resolve, 3));
      }
      await app.until(/word399/);
      const written = app.output().slice(before);
      // Each frame is one synchronized update. 400 words would be as many frames without pacing.
      const frames = written.split('\u001b[?2026h').length - 1;
      expect(frames).toBeGreaterThan(3);
      expect(frames).toBeLessThan(words / 8);
      // Five times the text: new words, the rest of their rows, and now and then half of the rows.
      expect(written.length).toBeLessThan(5 * Array.from({length: words}, (_, i) => `word${i} `).join('').length);
      // The rest of a row that has changed may go, a whole row or screen may not.
      expect(written).not.toMatch(/\u001b\[(?:[0-3]?J|[12]K)/);
      app.type('\u0003');
      await app.until(/Ended/);
      await app.close();
    },
  );
});
