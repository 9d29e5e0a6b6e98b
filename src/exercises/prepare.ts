import {broken} from './broken.ts';
import {holds} from './conditions.ts';
import {days} from './days.ts';
import type {Answers, Exercise} from './exercise.ts';
import type {Figure} from './figure.ts';
import {figures} from './figures.ts';
import {filled} from './fill.ts';
import {type Lesson, lesson} from './lesson.ts';
import {mainScenario} from './main-scenario.ts';
import type {Manifest} from './manifest.ts';
import type {Means} from './means.ts';
import {preparedStep} from './prepare-step.ts';
import type {Condition} from './query.ts';
import {starterGaps} from './starter-lacks.ts';
import {unwrapped} from './unwrapped.ts';

/** The parts of an exercise's folder. */
export interface ExerciseParts {
  /** The folder's name. */
  readonly id: string;
  readonly manifest: Manifest;
  /** README.md */
  readonly readme: string;
  /** Texts of the topology files, by name. */
  readonly scenarios: ReadonlyMap<string, string>;
  readonly solution: Answers;
  readonly means?: Means;
}

/** What the steps of an exercise are filled in from. */
export interface Computed {
  readonly lesson: Lesson;
  readonly figure: (name: string) => Figure;
  readonly holds: (condition: Condition) => boolean;
  readonly filled: (text: string) => string;
  readonly means: Means;
  /** The error for a step that does not hold together. */
  readonly says: (what: string) => Error;
}

/** The exercise with every number computed from its scenario; a UserError where the parts do not hold together. */
export function preparedExercise({id, manifest, readme, scenarios, solution, means = {}}: ExerciseParts): Exercise {
  const {title, goal, minutes, states} = manifest;
  const day = days(scenarios, states, id);
  const computed = figures(manifest.figures, day, id);
  const parts = lesson(readme);
  const lacks = starterGaps(means.rubric);
  const ids = manifest.steps.map((step) => step.id);
  const twice = ids.find((one, i) => ids.indexOf(one) !== i);
  if (twice !== undefined) throw broken(id, `two steps are called "${twice}"`);
  const steps = manifest.steps.map((step) => {
    const says = (what: string) => broken(id, `step "${step.id}": ${what}`);
    const figure = (name: string) => {
      const found = computed.get(name);
      if (!found) throw says(`there is no figure "${name}"`);
      return found;
    };
    return preparedStep(step, {
      lesson: parts,
      figure,
      holds: (condition) =>
        'starterLacks' in condition ? lacks(condition.starterLacks, says) : holds(condition, day, figure, says),
      means,
      filled: (text) => unwrapped(filled(text, figure, says)),
      says,
    });
  });
  const scenario = scenarios.get(mainScenario)!;
  return {id, title, goal, minutes, opening: parts.opening, steps, scenario, solution};
}
