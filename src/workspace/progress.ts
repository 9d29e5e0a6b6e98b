import {isDeepStrictEqual} from 'node:util';
import * as z from 'zod';
import {type JsonFormat, loadJson, saveJson} from './json-file.ts';
import {pathOf, type Workspace} from './layout.ts';
import {isReadable} from './prepare.ts';
import {withLock} from './with-lock.ts';

const id = z.string().min(1).max(200);
const time = z.iso.datetime({offset: true});

const exerciseStatuses = ['new', 'started', 'done'] as const;

const words = z.string().max(100_000);
const draft = z.union([words, z.array(words).readonly(), z.record(z.string(), words).readonly()]);

// Strict: a key that this version does not know would be lost with the next save. New keys raise the version once
// there is a release that does not know them.
const exercise = z
  .strictObject({
    status: z.enum(exerciseStatuses),
    /** The step to go on with; null before the first. */
    step: id.nullable(),
    /** What was entered at that step and not handed in, in the form of an answer. */
    draft: draft.exactOptional(),
    startedAt: time.exactOptional(),
    doneAt: time.exactOptional(),
  })
  .readonly();

/** What was got wrong at a step: see exercises/weak-spots.ts. */
const weakSpot = z.strictObject({topic: id, taken: id.exactOptional(), exercise: id, step: id}).readonly();

/** What was toggled on the architecture screen: see ui/workbench.ts. */
const tried = z
  .strictObject({
    converted: z.array(z.string()).readonly(),
    answers: z.record(z.string(), z.boolean()).readonly(),
    down: z.array(z.string()).readonly(),
    slow: z.array(z.string()).readonly(),
    /** The call that was marked. */
    call: z.string().exactOptional(),
  })
  .readonly();
/** The call that a critique is about. */
const about = z
  .strictObject({caller: z.string(), callee: z.string(), call: z.string().nullable(), purpose: z.string().nullable()})
  .readonly();
const last = z
  .strictObject({
    screen: id,
    exercise: id.exactOptional(),
    step: id.exactOptional(),
    /** A topology or proposal file, from the workspace's folder on. */
    file: z.string().exactOptional(),
    /** Which of the proposals in that file. */
    index: z.int().nonnegative().exactOptional(),
    tried: tried.exactOptional(),
    about: about.exactOptional(),
  })
  .readonly();

const name = 'eventcoach/progress@1';
const shape = z
  .strictObject({
    schema: z.literal(name),
    exercises: z.record(id, exercise).readonly(),
    /** Where the app was left: what it goes on with next time. */
    last: last.exactOptional(),
    weakSpots: z.array(weakSpot).max(1000).readonly().exactOptional(),
    /** Whoever has no skill yet reads the packaged one. */
    skill: z.literal('packaged').exactOptional(),
  })
  .readonly();
const format: JsonFormat<Progress> = {name, shape};

/** How far the learner is in one exercise; times are ISO 8601. */
export type ExerciseProgress = z.infer<typeof exercise>;
/** What is being entered at a step: words, what is ticked, or what is sorted. */
export type StepDraft = z.infer<typeof draft>;
/** Where the app was left. */
export type LastPlace = z.infer<typeof last>;
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
 * running copies that each finish an exercise both keep their result; where nothing is different nothing is written.
 */
export async function updateProgress(
  workspace: Workspace,
  change: (progress: Progress) => Progress,
): Promise<Progress> {
  return withLock(workspace, async (locked) => {
    const before = await loadProgress(locked);
    const after = change(before);
    if (!isDeepStrictEqual(after, before)) await saveJson(pathOf(locked, 'progress'), format, after);
    return after;
  });
}
