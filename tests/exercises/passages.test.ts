import {describe, expect, it} from 'vitest';
import {judgeStep} from '../../src/exercises/judge.ts';
import {loadExercise} from '../../src/exercises/load-exercises.ts';
import {starterSkill} from '../../src/skill/starter.ts';

describe.each([
  '03-three-couplings',
  '04-availability-math',
  '05-events-are-facts',
  '06-publish-the-fact',
  '07-when-to-keep-request-response',
  '10-availability-business-case',
])('%s', async (id) => {
  const {steps, solution} = await loadExercise(id);
  const last = steps.at(-1)!;

  it('ends with a passage for a skill, which the check of skills judges', () => {
    expect(last.kind).toBe('skill');
    expect(judgeStep(last, solution[last.id]).passed).toBe(true);
  });

  it('does not take what the step itself says, in its question, its hints or its reason, for a passage', () => {
    if (last.kind !== 'skill') throw new Error('not a skill step');
    const reason = judgeStep(last, 'Nothing yet.').because;
    for (const text of [last.title, last.text, ...last.hints, last.hints.join(' '), reason]) {
      expect(judgeStep(last, text).passed, text).toBe(false);
    }
  });
});

describe('what the course leaves out of the starter', () => {
  it.each(['04-availability-math', '06-publish-the-fact', '07-when-to-keep-request-response'])(
    'is not passed with the starter in %s',
    async (id) => {
      const {steps} = await loadExercise(id);
      expect(judgeStep(steps.at(-1)!, starterSkill('kafka-events')).passed).toBe(false);
    },
  );
});

describe('the fact that exercise 05 asks for', async () => {
  const {steps} = await loadExercise('05-events-are-facts');
  const judged = (answer: string) => judgeStep(steps.find(({id}) => id === 'task-done')!, answer);
  const whole = 'taskId, title, completedBy, completedAt';

  it.each([
    `TaskCompleted: ${whole}`,
    `task-completed: task_id, title, completed_by, completed_at`,
    'TaskDone: id, title, doneBy, doneAt',
    'TaskClosed: taskId, taskTitle, userId, timestamp',
    'TaskMarkedAsDone: taskId, title, markedBy, markedAt',
    `TaskCompleted: ${whole}, dueDate`,
  ])('is %s', (answer) => {
    expect(judged(answer)).toMatchObject({passed: true});
  });

  // What each has to be told: by the critic's rules for events, or by a reader's need.
  it.each([
    [`CancelReminder: ${whole}`, /CancelReminder tells its receiver what to do/],
    [`ReminderCancellationNeeded: ${whole}`, /ReminderCancellationNeeded tells its receiver what to do/],
    [`ReminderCancelled: ${whole}`, /what others do about it/],
    ['TaskUpdated: taskId', /TaskUpdated does not say so clearly/],
    [`TaskChanged: ${whole}`, /changed does not tell Reminder/],
    ['TaskCompleted: taskId', /Notification wants to name the task[\s\S]*who did it[\s\S]*when it happened/],
    [`TaskCompleted: ${whole}, channel`, /one consumer only.*channel/],
    [`TaskCompleted: ${whole}, messageText`, /one consumer only.*messageText/],
    [`TaskCompleted: ${whole}, row`, /your tables.*row/],
  ])('is not %s', (answer, because) => {
    const {passed, because: told} = judged(answer);
    expect(passed).toBe(false);
    expect(told).toMatch(because);
  });
});
