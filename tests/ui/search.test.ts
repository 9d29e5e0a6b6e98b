import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {fieldWith} from '../../src/ui/field.ts';
import type {Route} from '../../src/ui/router.ts';
import {found, type ListEvent, listed, type Narrowed, narrowed, wholeList} from '../../src/ui/search-state.ts';
import {openApp, sampleFolder} from './sample.ts';

const enter = '\r';
const escapeKey = '\u001b';
const downKey = '\u001b[B';

const texts = ['Orders -> Payment', 'Orders -> Émail', 'billing -> payment', '提醒'];
const typing = (text: string) => ({kind: 'type-search', field: fieldWith(text)}) as const;
const reduced = (...events: readonly ListEvent[]) =>
  events.reduce((state: Narrowed, event) => listed(state, event, texts), wholeList);
const searching = (text: string) => reduced({kind: 'search'}, typing(text));
const foundBy = (text: string) => found(texts, searching(text).search);

describe('a search', () => {
  it('finds every line that holds all its words, in any order, whatever their case and accents', () => {
    expect(foundBy('payment')).toEqual([0, 2]);
    expect(foundBy('PAYMENT  orders')).toEqual([0]);
    expect(foundBy('email')).toEqual([1]);
    expect(foundBy('提')).toEqual([3]);
    expect(foundBy('-> x')).toEqual([]);
    expect(foundBy(' ')).toEqual([0, 1, 2, 3]);
  });

  it('takes signs literally', () => {
    expect(foundBy('.*')).toEqual([]);
    expect(foundBy('->')).toEqual([0, 1, 2]);
  });

  it('marks the first line found, but stays where it stands while that is found', () => {
    expect(searching('billing').cursor).toBe(2);
    const onThird = reduced(
      {kind: 'move', move: 'down'},
      {kind: 'move', move: 'down'},
      {kind: 'search'},
      typing('pay'),
    );
    expect(onThird.cursor).toBe(2);
    expect(listed(onThird, typing('pay ord'), texts).cursor).toBe(0);
  });

  it('moves among what is found', () => {
    const state = searching('payment');
    expect(listed(state, {kind: 'move', move: 'down'}, texts).cursor).toBe(2);
    expect(listed(state, {kind: 'move', move: 'last'}, texts).cursor).toBe(2);
  });

  it('marks nothing where nothing is found, is not kept then, and leads back to where it began', () => {
    const lost = reduced({kind: 'move', move: 'down'}, {kind: 'search'}, typing('nowhere'));
    expect(lost.cursor).toBe(-1);
    expect(listed(lost, {kind: 'keep-search'}, texts)).toEqual(lost);
    expect(listed(lost, {kind: 'move', move: 'down'}, texts)).toEqual(lost);
    expect(listed(lost, {kind: 'end-search'}, texts)).toEqual({cursor: 1, search: undefined});
  });

  it('stays on what it has found when it ends', () => {
    expect(listed(searching('billing'), {kind: 'end-search'}, texts)).toEqual({cursor: 2, search: undefined});
    expect(listed(searching(' '), {kind: 'keep-search'}, texts).search).toBeUndefined();
  });

  it('goes on with the same words when it is begun again', () => {
    const kept = listed(searching('pay'), {kind: 'keep-search'}, texts);
    expect(kept.search?.isTyping).toBe(false);
    expect(listed(kept, {kind: 'search'}, texts).search).toMatchObject({field: {before: 'pay'}, isTyping: true});
  });

  it('ends by itself when the list changes and a finished one finds nothing any more', () => {
    const kept = listed(searching('提'), {kind: 'keep-search'}, texts);
    expect(narrowed(kept, texts.slice(0, 2))).toEqual({cursor: 1, search: undefined});
    expect(narrowed(searching('提'), texts.slice(0, 2)).cursor).toBe(-1);
  });

  const words = fc.string({unit: fc.constantFrom('a', 'b', 'É', 'é', ' ', '.'), maxLength: 6});
  const lists = fc.array(words, {maxLength: 12});

  it('never finds more when another letter is typed', () => {
    fc.assert(
      fc.property(lists, words, words, (list, text, more) => {
        const by = (typed: string) => found(list, {field: fieldWith(typed), isTyping: true, from: 0});
        const all = new Set(by(text));
        expect(by(text + more).filter((i) => !all.has(i))).toEqual([]);
      }),
      {seed: 11},
    );
  });

  const events: fc.Arbitrary<ListEvent> = fc.oneof(
    fc.constantFrom(
      {kind: 'search'} as const,
      {kind: 'keep-search'} as const,
      {kind: 'end-search'} as const,
      {kind: 'move', move: 'down'} as const,
      {kind: 'move', move: 'last'} as const,
      {kind: 'move', move: 'up'} as const,
    ),
    words.map((text) => typing(text)),
  );

  it('leaves the cursor on a line that is shown, or on none where none is', () => {
    fc.assert(
      fc.property(
        lists.filter((list) => list.length > 0),
        fc.array(events),
        (list, typed) => {
          const state = typed.reduce((before: Narrowed, event) => listed(before, event, list), wholeList);
          const shown = found(list, state.search);
          if (shown.length === 0) expect([state.cursor, state.search?.isTyping]).toEqual([-1, true]);
          else expect(shown).toContain(state.cursor);
        },
      ),
      {seed: 12},
    );
  });
});

describe('/ on a screen with a list', () => {
  it('narrows the calls while it is typed; what is kept can be worked on, and Esc shows all of them again', async () => {
    const app = openApp({screen: 'architecture'});
    await app.until(/> \[call\] {2}task-api -> notification/);
    app.type('/');
    expect(await app.until(/Search: ▏/)).toContain('Enter keep these   Esc end the search');
    app.type('AUD');
    const narrow = await app.until(/Search: AUD▏ +1 of 4/);
    expect(narrow).toMatch(/> \[call\] {2}task-api -> audit/);
    expect(narrow).not.toContain('-> postman');
    app.type(enter);
    await app.until(/Search: AUD +1 of 4/);
    app.type('n ');
    await app.until(/> \[event\] task-api -> audit/);
    app.type(escapeKey);
    const whole = await app.until(/-> postman/);
    expect(whole).toMatch(/> \[event\] task-api -> audit/);
    expect(whole).not.toContain('Search:');
    await app.close();
  });

  it('says where nothing is found, acts on nothing then, and leads back', async () => {
    const app = openApp({screen: 'architecture'});
    await app.until(/> \[call\]/);
    app.type('/zq?');
    expect(await app.until(/Search: zq\?▏ +nothing found/)).not.toContain('[call]');
    app.type(`${enter}${downKey}`);
    await app.read();
    app.type(escapeKey);
    await app.until(/> \[call\] {2}task-api -> notification/);
    await app.close();
  });

  it.each<[Route, RegExp, string, RegExp, RegExp]>([
    [{screen: 'exercises'}, /> 01/, 'sample', /1 of 1/, /A sample/],
    [{screen: 'prompts'}, /> analyze/, 'improve', /1 of 5/, /> improve-my-skill/],
    [{screen: 'gaps'}, /\[open\] second gap/, 'second', /1 of 2/, /> \[open\] second gap/],
    [{screen: 'critique'}, /> .*Mail/, 'task-api audit', /1 of 2/, /> .*audit/],
  ])('works for %j', async ({screen}, shows, words, count, finds) => {
    const where = sampleFolder();
    const app = openApp({screen: 'home'}, {folder: where});
    await app.until(/Start exercise/);
    for (const text of ['first gap', 'second gap'])
      await app.services.recordGap({criterion: null, text, evidence: [], source: 'user'});
    const call = {topology: 'topology.yaml', caller: 'task-api', call: null, purpose: null};
    for (const callee of ['Mail', 'audit']) await app.services.proposeCall({...call, callee});
    const number = {exercises: '2', critique: '4', gaps: '6', prompts: '7'}[screen as 'gaps'];
    app.type(number);
    await app.until(shows);
    app.type(`/${words}`);
    const narrow = await app.until(count);
    expect(narrow).toMatch(finds);
    app.type('q');
    await app.until(new RegExp(`Search: ${words}q▏`));
    app.type(`\u007f${enter}`);
    await app.until(/\/ search/);
    app.type(escapeKey);
    await expect.poll(app.text, {timeout: 3000}).not.toContain('Search:');
    app.type(escapeKey);
    await app.until(/eventcoach: Home/);
    await app.close();
  });

  it.each([
    [60, 16],
    [80, 24],
    [120, 40],
  ])('leaves every row in its place at %i x %i', async (columns, rows) => {
    const where = sampleFolder();
    const services = Array.from({length: 40}, (_, i) => `  s${i}: {calls: [{to: s${i + 1}}]}\n`).join('');
    writeFileSync(join(where, 'topology.yaml'), `version: 1\nname: Many\nservices:\n${services}  s40: {}\n`);
    const app = openApp({screen: 'architecture'}, {columns, rows, folder: where});
    const before = await app.until(/> \[call\] {2}s0 -> s1/);
    app.type('/s3');
    // s2 -> s3, s3 -> s4, s29 -> s30 and the ten from s30 to s39.
    await app.until(/Search: s3▏ +13 of 40/);
    const shown = await app.rows();
    expect(shown[0]).toMatch(/^ eventcoach: Architecture/);
    expect(shown.at(-1)).not.toBe('');
    app.type(escapeKey);
    await expect.poll(app.text, {timeout: 3000}).not.toContain('Search:');
    app.type('kk');
    await expect.poll(app.text, {timeout: 3000}).toBe(before);
    await app.close();
    expect(app.output()).not.toContain('\u001b[2J');
  });
});
