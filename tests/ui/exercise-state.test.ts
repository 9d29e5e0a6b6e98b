import {describe, expect, it} from 'vitest';
import {hiddenActions} from '../../src/ui/exercise-keys.ts';
import {exercisePage} from '../../src/ui/exercise-lines.ts';
import {
  answersOf,
  currentStep,
  type ExerciseEvent,
  type ExerciseState,
  exercise,
  exerciseBefore,
} from '../../src/ui/exercise-state.ts';
import {toSave} from '../../src/ui/exercise-to-save.ts';
import {fieldWith} from '../../src/ui/field.ts';
import {sampleExercise} from './sample.ts';

const loaded: ExerciseEvent = {kind: 'loaded', exercise: sampleExercise, answers: {}, step: null, weakSpots: []};
const stateAfter = (...events: readonly ExerciseEvent[]): ExerciseState => events.reduce(exercise, exerciseBefore);
const at = (step: string): ExerciseEvent => ({...loaded, step}) as ExerciseEvent;
const write = (text: string): ExerciseEvent => ({kind: 'type', field: fieldWith(text)});
const commit: ExerciseEvent = {kind: 'commit'};
const text = (state: ExerciseState) =>
  exercisePage(state, 78)
    .lines.map((line) => line.text)
    .join('\n');

describe('an exercise', () => {
  it('begins with its first step, or where the learner left it', () => {
    expect(currentStep(stateAfter(loaded))?.id).toBe('intro');
    expect(currentStep(stateAfter(at('sort')))?.id).toBe('sort');
    expect(currentStep(stateAfter(at('a-step-that-is-gone')))?.id).toBe('intro');
  });

  it('shows no derivation, hint or solution before the learner has answered', () => {
    const asked = stateAfter(at('sum'));
    expect(asked.isTyping).toBe(true);
    expect(text(asked)).not.toContain('2.5 s');
    expect(hiddenActions(asked)).toEqual(expect.arrayContaining(['hint', 'solution', 'next']));
  });

  it('shows the derivation after a right prediction', () => {
    const right = stateAfter(at('sum'), write('2500 ms'), commit);
    expect(right.judged?.passed).toBe(true);
    expect(text(right)).toContain('2 s + 500 ms = 2.5 s');
  });

  it('gives the reason for a wrong one, then hints, then the solution, and locks nothing', () => {
    let state = stateAfter(at('sum'), write('2 s'), commit);
    expect(text(state)).toContain('That is the longer one alone.');
    expect(text(state)).not.toContain('2.5 s');
    expect(hiddenActions(state)).not.toContain('skip');
    state = exercise(state, {kind: 'hint'});
    expect(text(state)).toContain('Hint 1 of 2: They come one after the other.');
    state = exercise(exercise(state, {kind: 'hint'}), {kind: 'hint'});
    expect(state.message?.text).toContain('no further hint');
    state = exercise(state, {kind: 'solution'});
    expect(text(state)).toContain('2 s + 500 ms = 2.5 s');
    state = exercise(exercise(exercise(state, {kind: 'again'}), write('2.5')), commit);
    expect(state.judged?.passed).toBe(true);
    expect(text(state)).not.toContain('Hint');
  });

  it('asks for an answer before it judges one', () => {
    const empty = stateAfter(at('sum'), commit);
    expect(empty.judged).toBeUndefined();
    expect(empty.message?.text).toContain('Write your answer first');
    expect(stateAfter(at('some'), commit).message?.text).toContain('Choose first');
  });

  it('takes one option with its number, several by ticking', () => {
    const one = stateAfter(at('one'), {kind: 'number', number: 2});
    expect(answersOf(one)).toEqual({one: 'right'});
    expect(one.judged?.passed).toBe(true);
    expect(stateAfter(at('one'), {kind: 'number', number: 3}).judged).toBeUndefined();
    expect(stateAfter(at('some'), {kind: 'number', number: 3}).draft.ticked).toEqual(['c']);
    const some = stateAfter(at('some'), {kind: 'tick'}, {kind: 'move', move: 'last'}, {kind: 'tick'}, commit);
    expect(answersOf(some)).toEqual({some: ['a', 'c']});
    expect(some.judged?.passed).toBe(true);
    expect(stateAfter(at('some'), {kind: 'tick'}, {kind: 'tick'}).draft.ticked).toEqual([]);
  });

  it('sorts items by number or by going through the categories', () => {
    const sorted = stateAfter(at('sort'), {kind: 'number', number: 1}, {kind: 'tick'}, {kind: 'tick'}, commit);
    expect(answersOf(sorted)).toEqual({sort: {created: 'event', send: 'command'}});
    expect(sorted.judged?.passed).toBe(true);
  });

  it('keeps the answers of this session, the place, and what is half done there', () => {
    const words = stateAfter(
      {...loaded, answers: {sum: '2.5 s'}, step: 'own-words'} as ExerciseEvent,
      write('Half a sent '),
    );
    expect(toSave(words)).toEqual({answers: {}, step: 'own-words', draft: 'Half a sent '});
    expect(toSave(stateAfter(at('sum'), write('2')))).toEqual({answers: {}, step: 'sum', draft: '2'});
    const given = stateAfter(at('sum'), write('2'), commit);
    expect(toSave(given)).toEqual({answers: {sum: '2'}, step: 'sum', draft: undefined});
    expect(toSave(exercise(given, {kind: 'again'})).draft).toBe('2');
    expect(toSave(stateAfter(loaded)).draft).toBeUndefined();
  });

  const half: readonly (readonly [string, readonly ExerciseEvent[]])[] = [
    ['sum', [write('2.')]],
    ['one', [{kind: 'move', move: 'down'}]],
    ['some', [{kind: 'tick'}, {kind: 'move', move: 'last'}, {kind: 'tick'}]],
    ['sort', [{kind: 'number', number: 2}]],
    ['own-words', [write('Half a sent ')]],
  ];
  it.each(half)(
    'is taken up in the middle of the answer to %s as it was left, also of a second one',
    (step, events) => {
      for (const answers of [{}, sampleExercise.solution]) {
        const before = {...loaded, answers, step} as ExerciseEvent;
        const left = stateAfter(before, {kind: 'again'}, ...events);
        const {draft, ...saved} = toSave(left);
        const taken = stateAfter({...before, ...saved, answers, draft} as ExerciseEvent);
        expect(toSave(taken)).toEqual(toSave(left));
        expect(taken.judged).toBeUndefined();
        // Where several are ticked the mark alone begins again at the first of them.
        const shown = (state: ExerciseState) => text(state).replace(/^> /gm, '  ');
        expect([taken.isTyping, shown(taken)]).toEqual([left.isTyping, shown(left)]);
      }
    },
  );

  it('begins the step anew where the draft does not fit it', () => {
    for (const strange of [7, {}, [], ['x'], {a: 'b'}, 'x', JSON.parse('{"__proto__": "event"}')]) {
      for (const {id} of sampleExercise.steps) {
        expect(() => text(stateAfter({...loaded, step: id, draft: strange} as ExerciseEvent, commit))).not.toThrow();
      }
    }
    const gone = stateAfter({...loaded, step: 'a-step-that-is-gone', draft: 'x'} as ExerciseEvent);
    expect(toSave(gone)).toEqual({answers: {}, step: 'intro', draft: undefined});
  });

  it('counts words that are left behind, and nothing else that is half done', () => {
    const next: ExerciseEvent = {kind: 'next'};
    expect(answersOf(stateAfter(at('own-words'), write(' Why? '), next))).toEqual({'own-words': 'Why?'});
    expect(answersOf(stateAfter(at('own-words'), write(' '), next))).toEqual({});
    expect(answersOf(stateAfter(at('sum'), write('2.5 s'), next))).toEqual({});
  });

  it('shows an earlier answer with its verdict, whatever lies in the file', () => {
    const again = stateAfter({...loaded, answers: {sum: '2 s'}, step: 'sum'} as ExerciseEvent);
    expect(again.judged?.passed).toBe(false);
    expect(text(again)).toContain('You: 2 s');
    for (const strange of [null, 7, {}, [], {created: 5}, 'x', [['a']], JSON.parse('{"__proto__": "event"}')]) {
      for (const {id} of sampleExercise.steps) {
        const state = stateAfter({
          kind: 'loaded',
          exercise: sampleExercise,
          answers: {[id]: strange},
          step: id,
          weakSpots: [],
        });
        expect(() => text(exercise(state, commit))).not.toThrow();
      }
    }
  });

  it('tells at the end what is done and what is open', () => {
    const done = stateAfter({...loaded, answers: sampleExercise.solution, step: 'own-words'} as ExerciseEvent, {
      kind: 'next',
    });
    expect(text(done)).toContain('Exercise done');
    expect(toSave(done).step).toBe('own-words');
    const open = stateAfter({...loaded, answers: {sum: '2.5'}, step: 'own-words'} as ExerciseEvent, {kind: 'next'});
    expect(text(open)).toMatch(/\[done\] Add them up[\s\S]*\[open\] Which one\?/);
    expect(currentStep(exercise(open, {kind: 'previous'}))?.id).toBe('own-words');
  });
});
