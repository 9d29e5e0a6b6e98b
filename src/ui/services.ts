import type {Answers, Exercise} from '../exercises/exercise.ts';
import type {NamedEvent} from '../exercises/named-event.ts';
import type {WeakSpot} from '../exercises/weak-spots.ts';
import type {FoundGap, Gap} from '../workspace/gap.ts';
import type {Progress, StepDraft} from '../workspace/progress.ts';
import type {Beginning} from './begin-with.ts';
import type {OpenProposal, ProposalLine, ProposalPlace} from './critic.ts';
import type {Answered, AskingScreen} from './critique-ask.ts';
import type {Desk, Left} from './left.ts';
import type {Message} from './message.ts';
import type {OwnSkill} from './own-skill.ts';
import type {PromptsSource} from './prompts-state.ts';
import type {ProposedCall} from './proposal-text.ts';
import type {SettingsSource} from './settings-state.ts';
import type {SkillSource} from './skill-source.ts';
import type {Talk} from './talk.ts';
import type {Workbench} from './workbench.ts';

/** One line of the list of exercises. */
export interface ExerciseSummary {
  /** The folder's name: 01-request-response-chain. */
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
}

/** An exercise with what the learner answered before, and the step to go on with. */
export interface StartedExercise {
  readonly exercise: Exercise;
  readonly answers: Answers;
  readonly step: string | null;
  /** What was entered at that step and not handed in. */
  readonly draft?: StepDraft | undefined;
  /** What was got wrong in the whole course and comes back. */
  readonly weakSpots: readonly WeakSpot[];
}

/** What is kept of an exercise that is open. */
export interface Attempt {
  /** The answers of this session. */
  readonly answers: Answers;
  /** The step to go on with, and what is entered there and not handed in. */
  readonly step: string | null;
  readonly draft: StepDraft | undefined;
}

/** What was written in this session, and why the last change was not, if so. */
export interface Saved {
  readonly answers: number;
  readonly gaps: number;
  readonly failed: string | undefined;
}

/** All that the screens read and write; they know nothing else of files. A UserError is shown, anything else is a defect. */
export interface Services {
  readonly loadProgress: () => Promise<Progress>;
  /** Where the app was left, as it is kept at the moment; undefined where there is nothing to go on with. */
  readonly leftAt: () => Promise<Left | undefined>;
  /** Keeps the place that the app goes on with. Where nothing can be written nothing is lost: that is no error. */
  readonly savePlace: (place: Desk) => Promise<void>;
  /** Where what was got wrong comes back, a sentence for each; nearest first. */
  readonly loadPractice: (progress: Progress) => Promise<readonly string[]>;
  readonly listExercises: () => Promise<readonly ExerciseSummary[]>;
  readonly loadExercise: (id: string) => Promise<StartedExercise>;
  /** Keeps what is new of an attempt; what another running copy has answered meanwhile stays. */
  readonly saveAttempt: (exercise: Exercise, attempt: Attempt) => Promise<void>;
  /** Opens a topology file; without a name that of the working directory, else the one that comes with the program. */
  readonly openTopology: (
    file: string | undefined,
  ) => Promise<{readonly bench: Workbench; readonly note: Message | undefined}>;
  /** The topology file anew where its calls were written to since it was opened; undefined where they were not. */
  readonly changedTopology: (file: string) => Promise<Workbench | undefined>;
  readonly listProposals: () => Promise<readonly ProposalLine[]>;
  readonly openProposal: (place: ProposalPlace) => Promise<OpenProposal>;
  /** Opens the kept proposal about a call, or keeps a new one. */
  readonly proposeCall: (call: ProposedCall) => Promise<OpenProposal>;
  readonly keepAnswers: (open: OpenProposal, talk: Talk) => Promise<void>;
  /** Asks a service, or a person with a chat window, about an open proposal; `screen` listens and asks its user. */
  readonly askCritic: (
    whom: 'model' | 'chat',
    about: {readonly open: OpenProposal; readonly talk: Talk},
    screen: AskingScreen,
  ) => Promise<Answered>;
  /** Writes the verdict to the call in its topology file; resolves to what was written, in words. */
  readonly acceptCritique: (open: OpenProposal, talk: Talk) => Promise<string>;
  /** Opens the proposal about a call as `proposeCall` does, with this event in it. */
  readonly proposeEvent: (call: ProposedCall, event: NamedEvent) => Promise<OpenProposal>;
  /** What a kept proposal says, as a file. */
  readonly proposalText: (open: OpenProposal) => Promise<string>;
  /** The topology of the learner's own system as it was described, and what in the folder it could begin with: a file or a folder. */
  readonly ownSystem: () => Promise<{readonly text: string | undefined; readonly offer: string | undefined}>;
  readonly saveSystem: (text: string) => Promise<void>;
  /** The topology in a file, or the one that an import makes of a file, a folder or an address. */
  readonly beginWith: (name: string) => Promise<Beginning>;
  /** Looks for a criterion of the rubric in the learner's own skill, in the working directory; a UserError where there is none. */
  readonly checkOwnSkill: (criterion: string) => Promise<OwnSkill>;
  readonly loadGaps: () => Promise<readonly Gap[]>;
  readonly recordGap: (gap: FoundGap) => Promise<void>;
  readonly closeGap: (id: string, why: string) => Promise<void>;
  /** The user's skill: what it lacks, and how that is mended. */
  readonly skill: SkillSource;
  /** The companion prompts; they are filled with the topology that was opened last. */
  readonly prompts: PromptsSource;
  readonly settings: SettingsSource;
  readonly saved: () => Saved;
  /** Resolves when nothing is being written any more. */
  readonly settled: () => Promise<void>;
}
