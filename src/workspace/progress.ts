import * as z from 'zod';
import {type JsonFormat, loadJson, saveJson} from './json-file.ts';
import {pathOf, type Workspace} from './layout.ts';
import {isReadable} from './prepare.ts';
import {withLock} from './with-lock.ts';

const id = z.string().min(1).max(200);
const time = z.iso.datetime({offset: true});

export const exerciseStatuses = ['new', 'started', 'done'] as const;

// Strict: a key that this version does not know would be lost with the next save. New keys raise the version once
// there is a release that does not know them.
const exercise = z
  .strictObject({
    status: z.enum(exerciseStatuses),
    /** The step to go on with; null before the first. */
    step: id.nullable(),
    startedAt: time.exactOptional(),
    doneAt: time.exactOptional(),
  })
  .readonly();

/** What was got wrong at a step: see exercises/weak-spots.ts. */
const weakSpot = z.strictObject({topic: id, taken: id.exactOptional(), exercise: id, step: id}).readonly();

const name = 'eventcoach/progress@1';
const shape = z
  .strictObject({
    schema: z.literal(name),
    exercises: z.record(id, exercise).readonly(),
    /** Where the app was left: what it opens with next time. */
    last: z
      .strictObject({screen: id, exercise: id.exactOptional(), step: id.exactOptional()})
      .readonly()
      .exactOptional(),
    weakSpots: z.array(weakSpot).max(1000).readonly().exactOptional(),
  })
  .readonly();
const format: JsonFormat<Progress> = {name, shape};

/** How far the learner is in one exercise; times are ISO 8601. */
export type ExerciseProgress = z.infer<typeof exercise>;
/** How far the learner is, by exercise id; an exercise that is missing is new. */
export type Progress = z.infer<typeof shape>;

const nothingYet: Progress = {schema: name, exercises: {}};

/** How far the learner is; nothing done when nothing was saved. */
export async function loadProgress(workspace: Workspace): Promise<Progress> {
  if (!(await isReadable(workspace))) return nothingYet;
  return (await loadJson(pathOf(workspace, 'progress'), format)) ?? nothingYet;
}

/**
 * Replaces the progress by what `change` makes of it and returns that. Reading and writing happen under the lock, so two
 * running copies that each finish an exercise both keep their result; returning the same object writes nothing.
 */
export async function updateProgress(
  workspace: Workspace,
  change: (progress: Progress) => Progress,
): Promise<Progress> {
  return withLock(workspace, async (locked) => {
    const before = await loadProgress(locked);
    const after = change(before);
    if (after !== before) await saveJson(pathOf(locked, 'progress'), format, after);
    return after;
  });
}
