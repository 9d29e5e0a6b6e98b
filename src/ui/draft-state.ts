import type {Hunk} from '../skill/improve/patch.ts';
import type {Choice, Choices, PatchSection} from '../skill/improve/patched-files.ts';
import {type Field, fieldWith} from './field.ts';
import {type Move, moved} from './list-cursor.ts';
import type {Message} from './message.ts';
import type {EditedPassage, SkillDraft} from './skill-source.ts';

export interface DraftState {
  /** Undefined until it is made. */
  readonly draft: SkillDraft | undefined;
  /** Counts the passages, then the gaps without one. */
  readonly cursor: number;
  /** What was decided so far, by the id of the hunk. */
  readonly choices: Choices;
  /** What somebody has made of a passage, by the same id, whether or not it can stand there. */
  readonly texts: ReadonlyMap<string, EditedPassage>;
  /** The marked passage while it is edited here. */
  readonly writing: Field | undefined;
  /** What would be written, while the user is asked. */
  readonly confirming: readonly PatchSection[] | undefined;
  /** What was written, in words: then there is nothing left to decide. */
  readonly written: string | undefined;
  readonly isBusy: boolean;
  readonly message: Message | undefined;
}

export type DraftEvent =
  /** Begins at the gap or criterion `at`, where nothing is marked yet, with the user's own `passage` for it. */
  | {readonly kind: 'loaded'; readonly draft: SkillDraft; readonly at: string | undefined; readonly own?: EditedPassage}
  | {readonly kind: 'move'; readonly move: Move}
  | {readonly kind: 'accept' | 'reject' | 'open-field' | 'leave-field' | 'cancel' | 'working'}
  | {readonly kind: 'type'; readonly field: Field}
  | {readonly kind: 'edited'; readonly id: string; readonly passage: EditedPassage}
  | {readonly kind: 'confirm'; readonly sections: readonly PatchSection[]}
  | {readonly kind: 'written'; readonly says: string}
  | {readonly kind: 'say'; readonly message: Message};

export const draftBefore: DraftState = {
  draft: undefined,
  cursor: 0,
  choices: new Map(),
  texts: new Map(),
  writing: undefined,
  confirming: undefined,
  written: undefined,
  isBusy: false,
  message: undefined,
};

/** The draft screen after `event`. */
export function draft(state: DraftState, event: DraftEvent): DraftState {
  const hunk = chosenHunk(state);
  switch (event.kind) {
    case 'loaded':
      return withOwn(loaded(state, event.draft, event.at), event.at, event.own);
    case 'move':
      return {...state, message: undefined, cursor: moved(state.cursor, event.move, count(state))};
    case 'accept':
      return hunk ? accepted(state, hunk) : withoutPassage(state);
    case 'reject':
      return hunk ? decided(state, hunk, {kind: 'reject'}) : withoutPassage(state);
    case 'open-field':
      return hunk ? {...state, message: undefined, writing: fieldWith(textToEdit(state, hunk))} : withoutPassage(state);
    case 'type':
      return state.writing ? {...state, writing: event.field} : state;
    case 'leave-field':
      return {...state, writing: undefined};
    case 'edited':
      return edited(state, event.id, event.passage);
    case 'confirm':
      return {...state, isBusy: false, message: undefined, confirming: event.sections};
    case 'cancel':
      return {...state, confirming: undefined};
    case 'working':
      return {...state, isBusy: true, message: undefined};
    case 'written':
      return {...draftBefore, draft: state.draft, written: event.says};
    case 'say':
      return {...state, isBusy: false, confirming: undefined, message: event.message};
  }
}

/** A draft that is made again keeps what was decided about the passages that are still in it. */
function loaded(state: DraftState, made: SkillDraft, at: string | undefined): DraftState {
  const {hunks, left} = made.patch;
  const ids = new Set(hunks.map(({id}) => id));
  const kept = <T>(map: ReadonlyMap<string, T>) => new Map([...map].filter(([id]) => ids.has(id)));
  const next = {...state, choices: kept(state.choices), texts: kept(state.texts)};
  const before = chosenHunk(state);
  const isWanted = ({id, gaps}: Pick<Hunk, 'id' | 'gaps'>) =>
    before ? id === before.id : at !== undefined && (gaps.includes(at) || id.endsWith(`#${at}`));
  const place = [...hunks, ...left.map(({gaps}) => ({id: '', gaps}))].findIndex(isWanted);
  const last = Math.max(0, hunks.length + left.length - 1);
  const cursor = place === -1 ? Math.min(state.cursor, last) : place;
  return {
    ...next,
    draft: made,
    cursor,
    confirming: undefined,
    written: undefined,
    isBusy: false,
    message: made.skill.note ?? (state.draft ? {kind: 'done', text: 'Drafted anew.'} : undefined),
  };
}

/** The draft with a passage of the user's in place of the one for `at`, if there is one for it. */
function withOwn(state: DraftState, at: string | undefined, own: EditedPassage | undefined): DraftState {
  if (!own || !state.draft) return state;
  const hunk = chosenHunk(state);
  const isFor = hunk && at !== undefined && (hunk.gaps.includes(at) || hunk.id.endsWith(`#${at}`));
  const note = state.draft.skill.note;
  if (!isFor) {
    const text = 'There is nothing to draft for your passage: the check finds in the skill what it is about.';
    return {...state, message: note ?? {kind: 'note', text}};
  }
  const next = edited(state, hunk.id, own);
  const text = 'Your passage stands here as accepted; e edits it, n leaves it out, w writes it into the skill.';
  return {...next, message: note ?? (own.flaw === undefined ? {kind: 'done', text} : next.message)};
}

function accepted(state: DraftState, hunk: Hunk): DraftState {
  const own = state.texts.get(hunk.id);
  if (own === undefined) return decided(state, hunk, {kind: 'accept'});
  if (own.flaw !== undefined) return {...state, message: flawed(own.flaw)};
  return decided(state, hunk, {kind: 'edit', text: own.text});
}

/** Notes the choice and goes on to the next passage, as far as there is one. */
function decided(state: DraftState, {id}: Hunk, choice: Choice): DraftState {
  const last = (state.draft?.patch.hunks.length ?? 1) - 1;
  const cursor = Math.min(last, state.cursor + 1);
  return {...state, message: undefined, cursor, choices: new Map(state.choices).set(id, choice)};
}

/** A passage that was changed is accepted as it is now; the mark stays, so that it can be read. */
function edited(state: DraftState, id: string, passage: EditedPassage): DraftState {
  const hunk = state.draft?.patch.hunks.find((one) => one.id === id);
  const next = {...state, writing: undefined, isBusy: false};
  if (!hunk) return next;
  if (passage.flaw !== undefined) {
    const choices = new Map(state.choices);
    choices.delete(id);
    return {...next, choices, texts: new Map(state.texts).set(id, passage), message: flawed(passage.flaw)};
  }
  if (passage.text === textToEdit(state, hunk)) {
    return {...next, message: {kind: 'note', text: 'The passage was not changed. y accepts it, n leaves it out.'}};
  }
  return {
    ...next,
    texts: new Map(state.texts).set(id, passage),
    choices: new Map(state.choices).set(id, {kind: 'edit', text: passage.text}),
    message: {kind: 'done', text: 'Edited, and accepted so. n leaves it out.'},
  };
}

function flawed(flaw: string): Message {
  return {kind: 'error', text: `Your text cannot stand under a heading: ${flaw}. e goes on with it, n leaves it out.`};
}

function withoutPassage(state: DraftState): DraftState {
  return {...state, message: {kind: 'note', text: 'There is no passage for this gap.'}};
}

function count({draft: made}: DraftState): number {
  return made ? made.patch.hunks.length + made.patch.left.length : 0;
}

/** The hunk under the cursor; undefined on a gap for which there is none. */
export function chosenHunk({draft: made, cursor}: DraftState): Hunk | undefined {
  return made?.patch.hunks[cursor];
}

/** The gap under the cursor for which there is no passage, with what was recorded of it. */
export function chosenLeft({draft: made, cursor}: Pick<DraftState, 'draft' | 'cursor'>) {
  const left = made?.patch.left[cursor - made.patch.hunks.length];
  if (!made || !left) return undefined;
  return {...left, recorded: made.recorded.filter(({id}) => left.gaps.includes(id))};
}

/** Is the marked gap one that has no passage and was recorded, so that it can be closed? */
export function isRecorded(state: DraftState): boolean {
  return (chosenLeft(state)?.recorded.length ?? 0) > 0;
}

/** What an edit of a passage begins with: what somebody has made of it, else the draft. */
export function textToEdit({texts}: Pick<DraftState, 'texts'>, {id, insert}: Hunk): string {
  return texts.get(id)?.text ?? insert;
}

/** How many passages are accepted, edited ones among them, left out, and not decided. */
export function decisions({draft: made, choices}: Pick<DraftState, 'draft' | 'choices'>) {
  const kinds = (made?.patch.hunks ?? []).map(({id}) => choices.get(id)?.kind);
  const number = (...wanted: readonly (Choice['kind'] | undefined)[]) =>
    kinds.filter((kind) => wanted.includes(kind)).length;
  return {accepted: number('accept', 'edit'), rejected: number('reject'), open: number(undefined)};
}
