import {describe, expect, it} from 'vitest';
import type {OldVersion} from '../../src/skill/improve/history.ts';
import type {Hunk} from '../../src/skill/improve/patch.ts';
import {skillFromText} from '../../src/skill/skill.ts';
import {starterSkill} from '../../src/skill/starter.ts';
import {diffRows, unifiedRows} from '../../src/ui/diff-rows.ts';
import {confirmLines, draftItems, hunkHead, hunkLines} from '../../src/ui/draft-lines.ts';
import {type DraftEvent, decisions, draft, draftBefore} from '../../src/ui/draft-state.ts';
import {versionLines} from '../../src/ui/history-lines.ts';
import {type HistoryEvent, history, historyBefore, marked} from '../../src/ui/history-state.ts';
import {aboutCriterion, criterionLines} from '../../src/ui/skill-lines.ts';
import {question, questionBefore, skillAnswers} from '../../src/ui/skill-question-state.ts';
import type {NamedSkill, SkillDraft} from '../../src/ui/skill-source.ts';
import {skill, skillBefore, standing} from '../../src/ui/skill-state.ts';

const named: NamedSkill = {name: 'x', version: '1.0.0', path: 'skills/x', option: '', note: undefined};
const hunk = (id: string, gaps: readonly string[] = [id]): Hunk => ({
  id: `SKILL.md#${id}`,
  file: 'SKILL.md',
  heading: 'Events',
  isNewSection: false,
  gaps,
  insert: `About ${id}.`,
  before: ['Before.'],
  after: [],
  place: {offset: 0, isAtEnd: true} as unknown as Hunk['place'],
  depth: 2,
});
const made = (hunks: readonly Hunk[]): SkillDraft => ({
  skill: named,
  recorded: [],
  patch: {
    skill: skillFromText(starterSkill('x')),
    from: '1.0.0',
    to: '1.1.0',
    hunks,
    left: [{gaps: ['gap-free'], why: 'there is no card for it: More.'}],
  },
});
const three = made([hunk('a'), hunk('b', ['gap-1']), hunk('c')]);
const drafted = (...events: readonly DraftEvent[]) => events.reduce(draft, draftBefore);
const loaded: DraftEvent = {kind: 'loaded', draft: three, at: undefined};
const edited = (text: string, flaw?: string): DraftEvent => ({
  kind: 'edited',
  id: 'SKILL.md#a',
  passage: {text, flaw},
});

describe('a draft', () => {
  it('begins at the gap or the criterion that it was opened for, else at the first', () => {
    for (const [at, cursor] of [
      [undefined, 0],
      ['gap-1', 1],
      ['c', 2],
      ['gap-free', 3],
      ['strange', 0],
    ] as const) {
      expect(drafted({...loaded, at}).cursor).toBe(cursor);
    }
  });

  it('goes on to the next passage with each decision, and stays on the last', () => {
    const state = drafted(loaded, {kind: 'accept'}, {kind: 'reject'}, {kind: 'accept'});
    expect(decisions(state)).toEqual({accepted: 2, rejected: 1, open: 0});
    expect(state.cursor).toBe(2);
    expect(draftItems(state).map(({mark}) => mark)).toEqual(['[accepted]', '[rejected]', '[accepted]', '[no draft]']);
  });

  it('has nothing to accept, reject or edit at a gap without a passage', () => {
    for (const kind of ['accept', 'reject', 'open-field'] as const) {
      const state = drafted({...loaded, at: 'gap-free'}, {kind});
      expect(state).toMatchObject({cursor: 3, writing: undefined, message: {kind: 'note'}});
      expect(state.choices.size).toBe(0);
    }
  });

  it('takes an edited passage as accepted, also after it was rejected in between', () => {
    const state = drafted(loaded, edited('Mine.'));
    expect(state.choices.get('SKILL.md#a')).toEqual({kind: 'edit', text: 'Mine.'});
    expect(state.cursor).toBe(0);
    const again = [{kind: 'reject'}, {kind: 'move', move: 'up'}, {kind: 'accept'}] as const;
    expect(again.reduce<typeof state>(draft, state).choices.get('SKILL.md#a')).toEqual({kind: 'edit', text: 'Mine.'});
    expect(hunkLines(state, 60, 20).lines.map(({text}) => text)).toContain('+ Mine.');
  });

  it('never accepts a text that cannot stand there, and loses none', () => {
    const state = drafted(loaded, {kind: 'accept'}, {kind: 'move', move: 'up'}, edited('# No', 'it holds a heading'));
    for (const one of [state, draft(state, {kind: 'accept'})]) {
      expect(one.choices.size).toBe(0);
      expect(one.message).toMatchObject({kind: 'error', text: expect.stringContaining('it holds a heading')});
      expect(draft(one, {kind: 'open-field'}).writing).toEqual({before: '# No', after: ''});
    }
  });

  it('shows a new heading as added once: with the first of its passages that is not rejected', () => {
    const fresh = (id: string): Hunk => ({...hunk(id), heading: 'Failures', isNewSection: true});
    const both: DraftEvent = {kind: 'loaded', draft: made([fresh('a'), fresh('b')]), at: undefined};
    const headings = (...events: readonly DraftEvent[]) =>
      hunkLines(drafted(both, ...events), 60, 20)
        .lines.map(({text}) => text)
        .filter((text) => text.includes('## Failures'));
    expect(headings()).toEqual(['+ ## Failures']);
    expect(headings({kind: 'accept'})).toEqual(['  ## Failures']);
    expect(headings({kind: 'move', move: 'down'})).toEqual(['  ## Failures']);
    expect(headings({kind: 'reject'})).toEqual(['+ ## Failures']);
  });

  it('opens on the passage with the last lines of its section above it, all of which can be read', () => {
    const lines = ['# x', '', '## Events', '', 'One.', '', 'Two.', '', 'Three.', '', '## Other'];
    const text = lines.join('\n');
    const one = made([{...hunk('a'), own: {from: lines.indexOf('One.') + 1, to: lines.indexOf('Three.') + 1}}]);
    const patch = {...one.patch, skill: {...one.patch.skill, texts: [{file: 'SKILL.md', text}]}};
    const state = drafted({...loaded, draft: {...one, patch}});
    const {lines: rows, focus} = hunkLines(state, 60, 8);
    const texts = rows.map((row) => row.text.trim());
    expect(texts).toEqual(['## Events', '', 'One.', '', 'Two.', '', 'Three.', '+', '+ About a.']);
    // Half of the eight rows lie above what is added; where all have room, all are in view.
    expect([texts[focus.from], texts[focus.to]]).toEqual(['', '+ About a.']);
    expect(focus.to - focus.from).toBe(4 + 1);
    expect(hunkLines(state, 60, 40).focus.from).toBe(0);
    expect(hunkHead(state, 200).map((row) => row.text)).toEqual([
      'SKILL.md, under "Events", which has lines of its own: read these as well; for what the check does not find',
    ]);
  });

  it('says in words which gap it closes, and names the way on where there is no passage', () => {
    const gap = {id: 'gap-free', criterion: null, text: 'Names no topic.', evidence: [], source: 'user'} as const;
    const recorded = [{...gap, status: 'open', at: '2026-01-02T03:04:05Z'} as const];
    const one = made([hunk('a', ['gap-free'])]);
    const state = drafted({...loaded, draft: {...one, recorded}});
    expect(hunkHead(state, 200)[0]!.text).toBe('SKILL.md, under "Events"; closes the gap "Names no topic."');
    const left = (why: string, known = recorded) => {
      const patch = {...one.patch, hunks: [], left: [{gaps: ['gap-free'], why}]};
      const text = hunkLines(drafted({...loaded, draft: {...one, patch, recorded: known}}), 400, 20).lines;
      return text.map((row) => row.text);
    };
    expect(left('its passage is there already')).toEqual([
      'Names no topic.',
      'No draft: its passage is there already',
      'g shows the recorded gaps; c closes one there.',
      'If a reader would find it in the skill, say so: eventcoach skill check --accept gap-free FILE:LINES',
      'If not, a model may draft another passage: eventcoach skill improve --gap gap-free --draft anthropic',
    ]);
    // A reason that names the commands is not followed by the same once more.
    expect(left('nothing is known of it: eventcoach skill improve --gap gap-free', [])).toHaveLength(2);
  });

  it('takes a passage of the user in place of the draft for its criterion, and says so where there is none', () => {
    const own = {text: 'Mine.', flaw: undefined};
    const state = drafted({...loaded, at: 'b', own});
    expect([...state.choices]).toEqual([['SKILL.md#b', {kind: 'edit', text: 'Mine.'}]]);
    expect(state.message?.text).toMatch(/^Your passage stands here as accepted/);
    const strange = drafted({...loaded, at: 'strange', own});
    expect([strange.choices.size, strange.message?.text]).toEqual([
      0,
      expect.stringMatching(/^There is nothing to draft for your passage/),
    ]);
    expect(drafted({...loaded, at: 'b', own: {text: '# No', flaw: 'it holds a heading'}})).toMatchObject({
      choices: new Map(),
      message: {kind: 'error'},
    });
  });

  it('decides nothing by an edit that changes nothing', () => {
    expect(drafted(loaded, edited('About a.'))).toMatchObject({choices: new Map(), message: {kind: 'note'}});
  });

  it('keeps what was decided about passages that are drafted again, and forgets the others', () => {
    const before = drafted(loaded, {kind: 'accept'}, {kind: 'reject'});
    const again = draft(before, {kind: 'loaded', draft: made([hunk('c'), hunk('b')]), at: 'b'});
    expect([...again.choices]).toEqual([['SKILL.md#b', {kind: 'reject'}]]);
    // The mark stays where it was.
    expect(again.cursor).toBe(0);
  });

  it('says before writing how much goes where, and what is left out', () => {
    const state = drafted(loaded, {kind: 'accept'}, {kind: 'reject'}, {kind: 'confirm', sections: []});
    expect(confirmLines(state, 80).map(({text}) => text)).toEqual([
      'Write 1 passage to skills/x, version 1.0.0 -> 1.1.0?',
      'Left out: 1 rejected, 1 not decided.',
    ]);
    expect(draft(state, {kind: 'cancel'})).toMatchObject({confirming: undefined, choices: state.choices});
    const failed = draft(state, {kind: 'say', message: {kind: 'error', text: 'No.'}});
    expect(failed).toMatchObject({confirming: undefined, isBusy: false, choices: state.choices});
  });
});

describe('a diff on the screen', () => {
  it('begins every row with the sign of its line, however long that is, and says it in words to a screen reader', () => {
    const rows = diffRows([`+${'word '.repeat(30).trim()}`, ' same', '-gone'], 40);
    expect(rows.map(({text}) => text[0]).join('')).toMatch(/^\+{4,} -$/);
    expect(rows.map(({spoken}) => spoken).filter(Boolean)).toEqual([
      `added: ${'word '.repeat(30).trim()}`,
      'as before: same',
      'removed: gone',
    ]);
    for (const {text} of rows) expect(text.length).toBeLessThanOrEqual(40);
  });

  it('shows what a terminal would obey, and no carriage returns', () => {
    const diff = '--- a/x\n+++ b/x\n@@ -1,1 +1,1 @@\n-a\r\n+\u001b[2J\r\n';
    expect(unifiedRows(diff, 'x', 40).map(({text}) => text)).toEqual([
      'x',
      '@@ -1,1 +1,1 @@',
      '- a',
      expect.any(String),
    ]);
    for (const {text} of unifiedRows(diff, '\u001b', 40)) expect(text).not.toMatch(/[\u001b\r]/);
  });
});

describe('the history', () => {
  const version = (id: string) => ({id, gaps: []}) as unknown as OldVersion;
  const read: HistoryEvent = {
    kind: 'loaded',
    history: {skill: named, versions: [version('2'), version('1')], recorded: []},
    message: undefined,
  };
  const plan = (files: number) => ({
    from: null,
    to: null,
    files: Array.from({length: files}, () => ({file: 'SKILL.md', before: 'a', after: 'b', diff: ''})),
  });
  const historyAfter = (...events: readonly HistoryEvent[]) => events.reduce(history, historyBefore);

  it('asks only about what is on the screen, and not where nothing would change', () => {
    expect(historyAfter(read, {kind: 'ask'}).isAsking).toBe(false);
    expect(historyAfter(read, {kind: 'planned', id: '1', revert: plan(1)}, {kind: 'ask'}).isAsking).toBe(false);
    const same = historyAfter(read, {kind: 'planned', id: '2', revert: plan(0)}, {kind: 'ask'});
    expect(same).toMatchObject({isAsking: false, message: {kind: 'note'}});
    const asked = historyAfter(read, {kind: 'planned', id: '2', revert: plan(1)}, {kind: 'ask'});
    expect(asked.isAsking).toBe(true);
    expect(history(asked, {kind: 'cancel'}).isAsking).toBe(false);
  });

  it('names the gaps that a version has closed in words', () => {
    const gap = {id: 'gap-1', criterion: 'consumer-lag', text: 'x', evidence: [], source: 'user'} as const;
    const recorded = [{...gap, status: 'merged', at: '2026-01-02T03:04:05Z'} as const];
    const versions = [{id: '1', gaps: ['gap-1', 'migration']} as unknown as OldVersion];
    const state = historyAfter({...read, history: {skill: named, versions, recorded}});
    expect(versionLines(state, 80)[0]!.text).toBe('Gaps closed after it: consumer-lag, migration');
  });

  it('forgets the changes of one version at the next', () => {
    const state = historyAfter(
      read,
      {kind: 'planned', id: '2', revert: plan(1)},
      {kind: 'move', move: 'down'},
      {kind: 'ask'},
    );
    expect([marked(state)?.id, state.isAsking]).toEqual(['1', false]);
  });
});

describe('the criteria', () => {
  it('stand as unmet, unsure and met, in this order', () => {
    const criterion = (id: string, met: boolean, unsure = false) => {
      const perhaps = unsure ? [{file: 'SKILL.md', line: 7, quote: 'It may.'}] : [];
      return {id, title: id, met, unsure, evidence: [], accepted: [], perhaps};
    };
    const criteria = [criterion('a', true), criterion('b', false, true), criterion('c', false)];
    const check = {
      skill: {name: 'x', version: null, path: 'skills/x', tokens: 1},
      problems: [],
      criteria,
      gaps: ['b', 'c'],
      coverage: 1 / 3,
    };
    const state = skill(skillBefore, {
      kind: 'checked',
      shown: {kind: 'shown', skill: named, check, asks: [], openGaps: 0},
    });
    expect(state.criteria.map((one) => [one.id, standing(one)])).toEqual([
      ['c', 'unmet'],
      ['b', 'unsure'],
      ['a', 'met'],
    ]);
    const about = aboutCriterion({...state, cursor: 1}, 200).map(({text}) => text);
    expect(about).toEqual([
      'b',
      'The check is not sure, so it does not count. Read the passage, or draft a clearer one with d.',
      '- SKILL.md:7 It may.',
      'To take it as it is: eventcoach skill check --accept b SKILL.md:7',
    ]);
    const accepted = [{file: 'SKILL.md', line: 9, quote: 'It does.', by: 'Ada', at: '2026-11-23T10:00:00Z'}];
    const reviewed = {...criterion('d', true), accepted, evidence: [{file: 'SKILL.md', line: 9, quote: 'It does.'}]};
    expect(aboutCriterion({...state, criteria: [reviewed], cursor: 0}, 200).map(({text}) => text)).toEqual([
      'd',
      'Accepted by Ada on 2026-11-23 (SKILL.md:9).',
      '- SKILL.md:9 It does.',
    ]);
    const asksFor = [{id: 'b', question: 'Is b said?', why: 'B counts.', evidence: 'Says b.'}];
    const problem = {severity: 'warning', message: 'Too long.', file: 'SKILL.md', line: 3} as const;
    const open = {...state, cursor: 1, openGaps: 10, asksFor, check: {...check, problems: [problem]}};
    expect(aboutCriterion(open, 200)[0]!.text).toBe(
      '10 recorded gaps are open: g shows them. 1 problem in the files: Enter tells.',
    );
    expect(criterionLines(open, 200).map(({text}) => text)).toEqual([
      'b',
      'Is b said?',
      '',
      'Why it matters: B counts.',
      '',
      'What the check looks for: Says b.',
      '',
      'What it found',
      'The check is not sure, so it does not count.',
      '- SKILL.md:7 It may.',
      'To take it as it is: eventcoach skill check --accept b SKILL.md:7',
      '',
      'Problems in the files',
      '- warning: Too long. (SKILL.md:3)',
    ]);
    expect([skill(open, {kind: 'open'}).isOpen, skill(skillBefore, {kind: 'open'}).isOpen]).toEqual([true, false]);
    const asked = skill(state, {kind: 'ask'});
    expect(asked.asks).toBeDefined();
    expect(skill(asked, {kind: 'stop-asking'})).toEqual(state);
  });
});

describe('the question which skill it is', () => {
  it('keeps the name that is typed while it is asked again, and stays within its answers', () => {
    const typed = [{kind: 'name'}, {kind: 'type', field: {before: 'x', after: ''}}] as const;
    const state = typed.reduce<typeof questionBefore>(question, questionBefore);
    expect(question(state, {kind: 'name'}).naming).toEqual({before: 'x', after: ''});
    expect(question(state, {kind: 'mark', index: 9})).toBe(state);
    expect(question(questionBefore, {kind: 'move', move: 'last'}).cursor).toBe(skillAnswers.length - 1);
    expect(question(state, {kind: 'leave'}).naming).toBeUndefined();
  });
});
