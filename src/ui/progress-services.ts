import {isDeepStrictEqual} from 'node:util';
import {UserError} from '../errors.ts';
import type {Answers} from '../exercises/exercise.ts';
import type {Workspace} from '../workspace/layout.ts';
import type {SaveQueue} from './save-queue.ts';
import type {Services} from './services.ts';

interface Around {
  readonly cwd: string;
  readonly workspace: Workspace;
  readonly queue: SaveQueue;
  /** Adds to the queue, and remembers whether it was written. */
  readonly save: SaveQueue['add'];
  /** Hears of every answer that is kept, by exercise and step. */
  readonly answered: (id: string) => void;
  readonly at: () => string;
}

type ProgressServices = Pick<
  Services,
  'loadProgress' | 'leftAt' | 'savePlace' | 'loadPractice' | 'listExercises' | 'loadExercise' | 'saveAttempt'
>;

/** How far the learner is, and where the app was left. */
export function progressServices({cwd, workspace, queue, save, answered, at}: Around): ProgressServices {
  const folders = {cwd, workspace: workspace.dir};
  /** By exercise: the answers as this copy has written them since it was opened. Only others are written. */
  const written = new Map<string, Answers>();

  return {
    loadProgress: async () => {
      const {loadProgress} = await import('../workspace/progress.ts');
      await queue.settled();
      return loadProgress(workspace);
    },
    leftAt: async () => {
      const [{leftAt}, {loadProgress}] = await Promise.all([
        import('./left-at.ts'),
        import('../workspace/progress.ts'),
      ]);
      return leftAt(folders, await loadProgress(workspace));
    },
    savePlace: async (place) => {
      const write = async () => {
        const [{lastPlace}, {updateProgress}] = await Promise.all([
          import('./left-at.ts'),
          import('../workspace/progress.ts'),
        ]);
        const last = lastPlace(folders, place);
        await updateProgress(workspace, (before) => ({...before, last}));
      };
      await queue.add('place', write).catch((error: unknown) => {
        if (!(error instanceof UserError)) throw error;
      });
    },
    loadPractice: async (progress) => {
      const {loadPractice} = await import('../exercises/load-practice.ts');
      return loadPractice(workspace, progress);
    },
    listExercises: async () => {
      const {loadHeads} = await import('../exercises/load-exercises.ts');
      return loadHeads();
    },
    loadExercise: async (wanted) => {
      const [{loadExercise, exerciseIds}, {findExercise}, {loadAnswers}, {loadProgress}, spots] = await Promise.all([
        import('../exercises/load-exercises.ts'),
        import('../exercises/find-exercise.ts'),
        import('../workspace/answers.ts'),
        import('../workspace/progress.ts'),
        import('../exercises/weak-spots.ts'),
      ]);
      const id = findExercise(wanted, await exerciseIds());
      await queue.settled();
      const [exercise, answers, progress] = await Promise.all([
        loadExercise(id),
        loadAnswers(workspace, id),
        loadProgress(workspace),
      ]);
      written.delete(id);
      const {step, draft} = Object.hasOwn(progress.exercises, id) ? progress.exercises[id]! : {step: null};
      return {exercise, answers, step, draft, weakSpots: spots.weakSpotsOf(progress)};
    },
    saveAttempt: (exercise, {answers, step, draft}) =>
      save(`attempt ${exercise.id}`, async () => {
        const {saveAttempt} = await import('../exercises/progress.ts');
        const before = written.get(exercise.id) ?? {};
        const fresh = Object.fromEntries(
          Object.entries(answers).filter(([id, answer]) => !isDeepStrictEqual(answer, before[id])),
        );
        await saveAttempt(workspace, exercise, {answers: fresh, step, draft, at: at()});
        written.set(exercise.id, answers);
        for (const id of Object.keys(answers)) answered(`${exercise.id} ${id}`);
      }),
  };
}
