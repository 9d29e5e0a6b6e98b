import {describe, expect, it} from 'vitest';
import {packageRoot} from '../../src/root.ts';
import type {SkillCheck} from '../../src/skill/check.ts';
import {exercises, exercisesBefore} from '../../src/ui/exercises-state.ts';
import {exitText, startedBy} from '../../src/ui/exit-text.ts';
import {chosen, gaps, gapsBefore} from '../../src/ui/gaps-state.ts';
import {home, homeBefore, menu, standing} from '../../src/ui/home-state.ts';
import type {Left} from '../../src/ui/left.ts';
import {skill, skillBefore} from '../../src/ui/skill-state.ts';
import type {Gap} from '../../src/workspace/gap.ts';
import type {Progress} from '../../src/workspace/progress.ts';

const all = ['01-a', '02-b', '03-c'].map((id) => ({id, title: `Title of ${id}`, minutes: 5}));
type Status = 'new' | 'started' | 'done';
const progress = (statuses: Readonly<Record<string, Status>>, last?: string): Progress => ({
  schema: 'eventcoach/progress@1',
  exercises: Object.fromEntries(Object.entries(statuses).map(([id, status]) => [id, {status, step: null}])),
  ...(last === undefined ? {} : {last: {screen: 'exercise', exercise: last}}),
});

describe('the home screen', () => {
  it('starts with the first exercise, goes on with what was left, else with the first that is not done', () => {
    expect(standing(all, progress({}))).toMatchObject({next: all[0], begun: false, done: 0, total: 3});
    expect(standing(all, progress({'01-a': 'done', '02-b': 'started', '03-c': 'started'}, '03-c')).next).toBe(all[2]);
    expect(standing(all, progress({'01-a': 'done', '03-c': 'started'}, '01-a'))).toMatchObject({
      next: all[2],
      begun: true,
    });
    expect(standing(all, progress({'01-a': 'done'})).next).toBe(all[1]);
  });

  it('offers the exercise after the one whose last step was left open', () => {
    const now = standing(all, progress({'01-a': 'done', '02-b': 'started'}, '02-b'));
    const left: Left = {route: {screen: 'exercise', id: '02-b'}, at: 'step 9 of 9', isLast: true};
    expect(menu(now, left).at(-1)).toMatchObject({route: {screen: 'exercise', id: '03-c'}});
    expect(
      menu(now, left)
        .slice(0, -1)
        .map(({id}) => id),
    ).toEqual(menu(now).map(({id}) => id));
    expect(menu(now, {...left, isLast: false})).toHaveLength(menu(now).length);
  });

  it('keeps every line of the menu in its place when the progress is read', () => {
    const before = menu(undefined).map(({id}) => id);
    expect(menu(standing(all, progress({}))).map(({id}) => id)).toEqual(before);
    const done = progress({'01-a': 'done', '02-b': 'done', '03-c': 'done'});
    expect(menu(standing(all, done)).map(({id}) => id)).toEqual(before);
    expect(menu(standing(all, done))[0]).toMatchObject({
      text: expect.stringContaining('is done'),
      route: {screen: 'exercises'},
    });
  });

  it('offers first the very place that was left, and keeps the lines in their place', () => {
    const now = standing(all, progress({'02-b': 'started'}, '02-b'));
    const places: readonly (readonly [Left, string, string | undefined])[] = [
      [
        {route: {screen: 'exercise', id: '02-b'}, at: 'step 4 of 9'},
        'Go on with exercise 02: Title of 02-b',
        undefined,
      ],
      [
        {route: {screen: 'architecture', file: 'a.topology.yaml'}, at: 'a.topology.yaml'},
        'Go on with the architecture',
        'next: 02',
      ],
      [{route: {screen: 'critique'}, at: 'shop -> audit'}, 'Go on with the critique', 'next: 02'],
    ];
    for (const [left, text, next] of places) {
      const [first, second, ...others] = menu(now, left);
      expect(first).toEqual({id: 'go-on', text, aside: left.at, route: left.route});
      expect(second).toMatchObject({id: 'exercises', route: {screen: 'exercises'}});
      expect(second!.aside).toBe(next);
      expect(others).toEqual(menu(now).slice(2));
    }
  });

  it('moves the mark over the menu', () => {
    const last = home(homeBefore, {kind: 'move', move: 'last'});
    expect(menu(last.standing)[last.cursor]?.id).toBe('settings');
  });
});

describe('the list of exercises', () => {
  it('begins at the first that is not done and stays where it is when it is read again', () => {
    const loaded = {kind: 'loaded', exercises: all, progress: progress({'01-a': 'done'})} as const;
    const first = exercises(exercisesBefore, loaded);
    expect(first.lines?.map(({status}) => status)).toEqual(['done', 'new', 'new']);
    expect(first.cursor).toBe(1);
    expect(exercises(exercises(first, {kind: 'move', move: 'down'}), loaded).cursor).toBe(2);
  });
});

const gap = (id: string, status: Gap['status']): Gap => ({
  id,
  criterion: null,
  text: `text of ${id}`,
  evidence: [],
  source: 'user',
  status,
  at: '2026-01-02T03:04:05Z',
});

describe('the gaps', () => {
  const loaded = {kind: 'loaded', gaps: [gap('a', 'rejected'), gap('b', 'open')]} as const;

  it('list what is open first', () => {
    expect(gaps(gapsBefore, loaded).gaps?.map(({id}) => id)).toEqual(['b', 'a']);
  });

  it('ask why a gap is closed, and do not close one twice', () => {
    const state = gaps(gapsBefore, loaded);
    expect(gaps(state, {kind: 'close'}).writing?.what).toBe('why');
    const onClosed = gaps(state, {kind: 'move', move: 'down'});
    expect(chosen(onClosed)?.id).toBe('a');
    expect(gaps(onClosed, {kind: 'close'})).toMatchObject({writing: undefined, message: {kind: 'note'}});
    expect(gaps(gapsBefore, {kind: 'close'})).toEqual(gapsBefore);
  });
});

describe('the skill', () => {
  it('lists what is missing first', () => {
    const criterion = (id: string, met: boolean) => ({
      id,
      title: id,
      met,
      unsure: false,
      evidence: [],
      accepted: [],
      perhaps: [],
    });
    const check: SkillCheck = {
      skill: {name: 'x', version: null, path: 'skills/x', tokens: 1},
      problems: [],
      criteria: [criterion('a', true), criterion('b', false)],
      gaps: ['b'],
      coverage: 0.5,
    };
    const named = {name: 'x', version: null, path: 'skills/x', option: '', note: undefined};
    const shown = {kind: 'shown', skill: named, check, asks: [], openGaps: 0} as const;
    expect(skill(skillBefore, {kind: 'checked', shown}).criteria.map(({id}) => id)).toEqual(['b', 'a']);
  });
});

describe('the words at the end', () => {
  it('say what was saved, where, and how to go on; a folder cannot send escape sequences', () => {
    const step: Left = {route: {screen: 'exercise', id: '02-cascading-failure'}, at: 'step 4 of 9'};
    expect(exitText({answers: 1, gaps: 2, failed: undefined}, '/w', step, 'eventcoach')).toBe(
      'Saved 1 answer and 2 gaps. Your workspace: /w\nGo on where you were (exercise 02, step 4 of 9): eventcoach\n',
    );
    const none = exitText({answers: 0, gaps: 0, failed: undefined}, '/\u001b[2J', undefined, 'npm start');
    expect(none).toMatch(/^No new answers[\s\S]*\nGo on: npm start\n$/);
    const strange: Left = {route: {screen: 'architecture'}, at: '\u001b[2J'};
    for (const text of [none, exitText({answers: 0, gaps: 0, failed: undefined}, '/w', strange, 'eventcoach')]) {
      expect(text).not.toContain('\u001b');
    }
    const tried = {answers: {a: true}, converted: ['b', 'c'], down: [], slow: ['d'], file: 'shop.yaml'};
    const desk: Left = {route: {screen: 'architecture', file: 'shop.yaml', tried}, at: 'shop.yaml'};
    expect(exitText({answers: 0, gaps: 0, failed: undefined}, '/w', desk, 'eventcoach')).toBe(
      'Nothing was written to a file. Your workspace: /w\n' +
        'Kept there for the next time, not in the file: 1 answer, 2 calls as events and 1 service on a bad day.\n' +
        'Go on where you were (the architecture, shop.yaml): eventcoach\n',
    );
    const untouched = {...tried, answers: {}, converted: [], slow: []};
    const looked: Left = {route: {screen: 'architecture', file: 'shop.yaml', tried: untouched}, at: 'shop.yaml'};
    expect(exitText({answers: 0, gaps: 0, failed: undefined}, '/w', looked, 'x')).toMatch(/^No new answers\./);
    expect(exitText({answers: 0, gaps: 0, failed: 'The disk is full.'}, '/w', undefined, 'eventcoach')).toContain(
      'not saved. The disk is full.',
    );
  });

  it('name the command as it was typed: with --prefix from a folder outside of the clone', () => {
    const env = {npm_lifecycle_event: 'start', npm_package_name: 'eventcoach'};
    expect(startedBy({})).toBe('eventcoach');
    expect(startedBy({...env, npm_package_name: 'shop', INIT_CWD: '/srv/shop'})).toBe('eventcoach');
    for (const folder of [packageRoot, `${packageRoot}/fixtures`, undefined])
      expect(startedBy({...env, INIT_CWD: folder})).toBe('npm start');
    const elsewhere = startedBy({...env, INIT_CWD: '/srv/shop'});
    expect(elsewhere.replaceAll("'", '')).toBe(`npm start --prefix ${packageRoot}`);
  });
});
