import {contentOf} from '../exercises/content.ts';
import type {ExerciseStep, StepOf} from '../exercises/exercise.ts';
import {eventText, namedEvent} from '../exercises/named-event.ts';
import type {StepDraft} from '../workspace/progress.ts';
import {type Field, fieldWith, longest, textOf} from './field.ts';
import {moved} from './list-cursor.ts';

/** A step that asks for something. */
export type AskingStep = Exclude<ExerciseStep, {readonly kind: 'read'}>;

/** The learner's answer to the step on screen while it is made. */
export interface Draft {
  /** To a question for a number or for words. */
  readonly field: Field;
  /** The option or item that the keys act on. */
  readonly cursor: number;
  /** Options that are ticked, where several may be right. */
  readonly ticked: readonly string[];
  /** Category by item. */
  readonly sorted: Readonly<Record<string, string>>;
  /** The text of a file: one's own system, a proposal, a whole skill. */
  readonly content: string | undefined;
}

export const noDraft: Draft = {field: fieldWith(''), cursor: 0, ticked: [], sorted: {}, content: undefined};

/** Is the answer typed? */
export function isTyped(step: ExerciseStep): step is StepOf<'predict' | 'reflect' | 'name' | 'skill'> {
  return ['predict', 'reflect', 'name', 'skill'].includes(step.kind);
}

/** Is the answer made in a form of its own? */
export function isFilled(step: ExerciseStep): step is StepOf<'describe' | 'propose'> {
  return step.kind === 'describe' || step.kind === 'propose';
}

/** Rows that the cursor moves over. */
export function choicesOf(step: AskingStep): number {
  if (step.kind === 'choose') return step.options.length;
  return step.kind === 'classify' ? step.items.length : 1;
}

/** The answer that the draft stands for, in the form in which it is judged and kept; undefined: none yet. */
export function answerOf({field, cursor, ticked, sorted, content}: Draft, step: AskingStep): unknown {
  switch (step.kind) {
    case 'predict':
    case 'reflect':
    case 'name':
      return textOf(field).trim() || undefined;
    case 'describe':
    case 'propose':
      return content;
    case 'skill':
      return content ?? (textOf(field).trim() || undefined);
    case 'choose':
      return step.several ? (ticked.length > 0 ? ticked : undefined) : step.options[cursor]!.id;
    case 'classify':
      return Object.keys(sorted).length > 0 ? sorted : undefined;
  }
}

/** The draft that stands for a kept answer; whatever does not fit the step is left out. */
export function draftOf(answer: unknown, step: AskingStep): Draft {
  switch (step.kind) {
    case 'predict':
    case 'reflect':
      return {...noDraft, field: fieldWith(['string', 'number'].includes(typeof answer) ? String(answer) : '')};
    case 'choose': {
      const chosen: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
      const ticked = step.options.map(({id}) => id).filter((id) => chosen.includes(id));
      const cursor = step.options.findIndex(({id}) => id === ticked[0]);
      return {...noDraft, ticked, cursor: Math.max(0, cursor)};
    }
    case 'name': {
      const event = namedEvent(answer);
      return {
        ...noDraft,
        field: fieldWith(typeof event === 'string' ? '' : eventText(event)),
      };
    }
    case 'describe':
    case 'propose':
      return {...noDraft, content: contentOf(answer)};
    case 'skill': {
      const text = contentOf(answer) ?? '';
      return isWholeSkill(text) ? {...noDraft, content: text} : {...noDraft, field: fieldWith(text)};
    }
    case 'classify': {
      if (typeof answer !== 'object' || answer === null) return noDraft;
      const given = Object.entries(answer).filter(([, category]) => typeof category === 'string');
      return {...noDraft, sorted: Object.fromEntries(given)};
    }
  }
}

/** A passage fits into the field; a SKILL.md begins with its front matter, or is longer. */
const isWholeSkill = (text: string) => text.length > longest || /^\uFEFF?---\s/.test(text);

/** Has the learner written something to the step, now or in the kept `answer`? A whole file is not written here. */
export function isWritten(draft: Draft, answer: unknown, step: AskingStep): boolean {
  return [draft, draftOf(answer, step)].some(({field}) => textOf(field).trim() !== '');
}

/** The draft of a wrong answer when another one is made: at the first item that was sorted wrongly; a skill in a file is no passage. */
export function reopened(draft: Draft, step: AskingStep): Draft {
  if (step.kind === 'skill') return {...draft, content: undefined};
  if (step.kind !== 'classify') return draft;
  const wrong = step.items.findIndex(
    ({id, category}) => Object.hasOwn(draft.sorted, id) && draft.sorted[id] !== category,
  );
  return wrong === -1 ? draft : {...draft, cursor: wrong};
}

/** What is entered, in the form of an answer, of which it may be a part; undefined: a form, which keeps its own file. */
export function entered(draft: Draft, step: AskingStep): StepDraft | undefined {
  if (isTyped(step)) return textOf(draft.field);
  if (step.kind === 'choose') return step.several ? draft.ticked : step.options[draft.cursor]!.id;
  return step.kind === 'classify' ? draft.sorted : undefined;
}

/** Is nothing entered yet? */
export function isUntouched(draft: Draft, step: AskingStep): boolean {
  return JSON.stringify(entered(draft, step)) === JSON.stringify(entered(noDraft, step));
}

/** The draft that `entered` has made a value of; whatever does not fit the step is left out. */
export function takenUp(value: unknown, step: AskingStep): Draft {
  if (isTyped(step)) return {...noDraft, field: fieldWith(typeof value === 'string' ? value : '')};
  const draft = draftOf(value, step);
  if (step.kind !== 'classify') return draft;
  const next = step.items.findIndex(({id}) => !Object.hasOwn(draft.sorted, id));
  return {...draft, cursor: next === -1 ? step.items.length - 1 : next};
}

/** The draft with the option under the cursor ticked or not, or the item there in the next category. */
export function ticked(draft: Draft, step: AskingStep): Draft {
  if (step.kind === 'choose' && step.several) {
    const {id} = step.options[draft.cursor]!;
    const others = draft.ticked.filter((one) => one !== id);
    return {...draft, ticked: others.length < draft.ticked.length ? others : [...draft.ticked, id]};
  }
  if (step.kind !== 'classify') return draft;
  const {id} = step.items[draft.cursor]!;
  const place = step.categories.findIndex((category) => category.id === draft.sorted[id]);
  const next = step.categories[(place + 1) % step.categories.length]!;
  return {...draft, sorted: {...draft.sorted, [id]: next.id}};
}

/** The draft with the option of this number marked, or the item under the cursor in the category of this number. */
export function numbered(draft: Draft, step: AskingStep, number: number): Draft {
  if (step.kind === 'choose' && number <= step.options.length) {
    const there = {...draft, cursor: number - 1};
    return step.several ? ticked(there, step) : there;
  }
  const category = step.kind === 'classify' ? step.categories[number - 1] : undefined;
  if (step.kind !== 'classify' || !category) return draft;
  const {id} = step.items[draft.cursor]!;
  return {
    ...draft,
    sorted: {...draft.sorted, [id]: category.id},
    cursor: moved(draft.cursor, 'down', step.items.length),
  };
}
