import type {Judged} from './judged.ts';
import type {Topic} from './topics.ts';
import type {UnitName} from './units.ts';

/** What a learner answered, or what passes, by step id; judge.ts reads them. */
export type Answers = Readonly<Record<string, unknown>>;

interface Base {
  readonly id: string;
  readonly title: string;
  /** Every line is a whole paragraph or a list item ("- "), to be wrapped to the room there is; lines indented by four stand as they are. */
  readonly text: string;
}
interface Asking extends Base {
  /** From a nudge to nearly the answer. */
  readonly hints: readonly string[];
  /** What a wrong answer shows to be weak, and a right one to be known. */
  readonly practises?: readonly Topic[];
}

export interface ReadStep extends Base {
  readonly kind: 'read';
}

/** Asks for a number. Values are in the base unit: milliseconds, a share from 0 to 1, a count, a rate per second. */
export interface PredictStep extends Asking {
  readonly kind: 'predict';
  /** What a bare number is taken in. */
  readonly unit: UnitName;
  /** What is counted, where something is. */
  readonly noun?: string;
  /** How an answer is written: some number, not the right one. */
  readonly example: string;
  readonly expected: number;
  readonly tolerance: number;
  readonly slips: readonly {readonly value: number; readonly because: string}[];
  /** How the number comes about, in computed numbers. */
  readonly derivation: string;
}

export interface Option {
  readonly id: string;
  readonly text: string;
  readonly right: boolean;
  readonly because: string;
}

/** Asks for one option, or for all that are right. */
export interface ChooseStep extends Asking {
  readonly kind: 'choose';
  readonly several: boolean;
  readonly options: readonly Option[];
  readonly conclusion?: string;
}

/** Asks for the category of every item. */
export interface ClassifyStep extends Asking {
  readonly kind: 'classify';
  readonly categories: readonly {readonly id: string; readonly text: string; readonly topic?: Topic}[];
  readonly items: readonly {
    readonly id: string;
    readonly text: string;
    readonly category: string;
    readonly because: string;
    readonly topic?: Topic;
  }[];
  readonly conclusion?: string;
}

/** Asks for the learner's own words; whatever they are, they are kept. */
export interface ReflectStep extends Asking {
  readonly kind: 'reflect';
  /** Set where the answer can be recorded as a gap of the skill: the rubric's criterion, null for none. */
  readonly gap?: {readonly criterion: string | null};
}

/** A step whose answer is written freely and judged by rules that are loaded with the exercise: they are large. */
interface Written extends Asking {
  readonly judged: (answer: unknown) => Judged;
}

/** Asks for a fact as an event: its name and its fields; see named-event.ts. */
export interface NameStep extends Written {
  readonly kind: 'name';
  /** How an answer is written: some event, not the right one. */
  readonly example: string;
}

/** Asks for the learner's own system: the text of a topology file. */
export interface DescribeStep extends Written {
  readonly kind: 'describe';
}

/** Asks for a call that might become an event: the text of a proposal. */
export interface ProposeStep extends Written {
  readonly kind: 'propose';
}

/** Asks for what a skill lacks: the text of a passage, or of a whole SKILL.md, in which a criterion has to be met. */
export interface SkillStep extends Written {
  readonly kind: 'skill';
  /** Of the rubric, and its title there. */
  readonly criterion: string;
  readonly subject: string;
}

/** One step with every number filled in. */
export type ExerciseStep =
  | ReadStep
  | PredictStep
  | ChooseStep
  | ClassifyStep
  | ReflectStep
  | NameStep
  | DescribeStep
  | ProposeStep
  | SkillStep;
export type StepOf<K extends ExerciseStep['kind']> = Extract<ExerciseStep, {readonly kind: K}>;

/** An exercise as the learner meets it: all that was to be computed from its scenario is computed. */
export interface Exercise {
  /** The name of its folder: 01-request-response-chain. */
  readonly id: string;
  readonly title: string;
  readonly goal: string;
  readonly minutes: number;
  /** What stands in README.md before its first section. */
  readonly opening: string;
  readonly steps: readonly ExerciseStep[];
  /** The text of scenario.topology.yaml. */
  readonly scenario: string;
  /** Answers that pass. */
  readonly solution: Answers;
}

/** What the list of exercises shows of one. */
export interface ExerciseHead extends Pick<Exercise, 'id' | 'title' | 'goal' | 'minutes'> {
  /** How many steps it has. */
  readonly steps: number;
}
