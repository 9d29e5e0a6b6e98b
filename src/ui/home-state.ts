import type {ExerciseProgress, Progress} from '../workspace/progress.ts';
import {type Left, nameOf, placeOn} from './left.ts';
import {type Move, moved} from './list-cursor.ts';
import type {Route} from './router.ts';
import type {ExerciseSummary} from './services.ts';

/** A line of the menu and where it leads. */
export interface Entry {
  readonly id: string;
  readonly text: string;
  readonly aside?: string;
  readonly route: Route;
}

/** How far the learner is in the whole course. */
export interface Standing {
  readonly done: number;
  readonly total: number;
  /** Of every exercise, in their order. */
  readonly statuses: readonly ExerciseProgress['status'][];
  /** What to go on with; undefined when every exercise is done, or there is none. */
  readonly next: ExerciseSummary | undefined;
  /** Was `next` begun before? */
  readonly begun: boolean;
  /** The first exercise behind `next` that is not done. */
  readonly following: ExerciseSummary | undefined;
  /** By exercise id. */
  readonly titles: ReadonlyMap<string, string>;
}

export interface HomeState {
  readonly cursor: number;
  readonly standing: Standing | undefined;
  /** Where the app was left; undefined where there is nothing to go on with. */
  readonly left: Left | undefined;
  /** Where something that was got wrong comes back; undefined where nothing does. */
  readonly practice: string | undefined;
}

export type HomeEvent =
  | {
      readonly kind: 'loaded';
      readonly exercises: readonly ExerciseSummary[];
      readonly progress: Progress;
      readonly left: Left | undefined;
    }
  | {readonly kind: 'practice'; readonly lines: readonly string[]}
  | {readonly kind: 'move'; readonly move: Move}
  | {readonly kind: 'mark'; readonly index: number};

export const homeBefore: HomeState = {cursor: 0, standing: undefined, left: undefined, practice: undefined};

/** The home screen after `event`. */
export function home(state: HomeState, event: HomeEvent): HomeState {
  if (event.kind === 'loaded') {
    return {...state, standing: standing(event.exercises, event.progress), left: event.left};
  }
  if (event.kind === 'practice') return {...state, practice: event.lines[0]};
  if (event.kind === 'mark') return {...state, cursor: event.index};
  return {...state, cursor: moved(state.cursor, event.move, menu(state.standing, state.left).length)};
}

/** Where to go on: the exercise that was left unfinished, else the first that is not done. */
export function standing(exercises: readonly ExerciseSummary[], {exercises: progress, last}: Progress): Standing {
  const statusOf = (id: string) => (Object.hasOwn(progress, id) ? progress[id]!.status : 'new');
  const open = exercises.filter(({id}) => statusOf(id) !== 'done');
  const next = open.find(({id}) => id === last?.exercise) ?? open.find(({id}) => statusOf(id) === 'started') ?? open[0];
  return {
    done: exercises.length - open.length,
    total: exercises.length,
    statuses: exercises.map(({id}) => statusOf(id)),
    next,
    following: next && open[open.indexOf(next) + 1],
    begun: next !== undefined && statusOf(next.id) === 'started',
    titles: new Map(exercises.map(({id, title}) => [id, title])),
  };
}

/** The menu. Its first entry goes on where the app was left; it has its place before that is known, so that no line moves. */
export function menu(standing: Standing | undefined, left?: Left): readonly Entry[] {
  const exercises: Entry = {id: 'exercises', text: 'All exercises', route: {screen: 'exercises'}};
  const isElsewhere = left !== undefined && left.route.screen !== 'exercise';
  return [
    left ? goOnAt(left, standing) : goOn(standing),
    isElsewhere && standing?.next ? {...exercises, aside: `next: ${standing.next.id.slice(0, 2)}`} : exercises,
    {
      id: 'architecture',
      text: 'An architecture: what its calls cost, and what events change',
      route: {screen: 'architecture'},
    },
    {id: 'critique', text: 'Critiques: should this call become an event?', route: {screen: 'critique'}},
    {id: 'skill', text: 'The kafka-events skill: what it covers, what it lacks', route: {screen: 'skill'}},
    {id: 'gaps', text: 'Gaps: what was found missing, with its evidence', route: {screen: 'gaps'}},
    {id: 'prompts', text: 'Prompts: take your system to any chat assistant', route: {screen: 'prompts'}},
    {id: 'settings', text: 'Settings: critic, model, address, colours', route: {screen: 'settings'}},
    ...(left?.isLast ? following(standing) : []),
  ];
}

const id = 'go-on';

/** The exercise after the one whose last step is open: below all others, so that no line moves. */
function following(standing: Standing | undefined): readonly Entry[] {
  const next = standing?.following;
  if (!next) return [];
  const text = `Exercise ${next.id.slice(0, 2)}: ${next.title}`;
  return [{id: 'following', text, aside: `${next.minutes} min`, route: {screen: 'exercise', id: next.id}}];
}

function goOnAt(left: Left, standing: Standing | undefined): Entry {
  const {route} = left;
  const title = route.screen === 'exercise' ? standing?.titles.get(route.id) : undefined;
  const at = placeOn(left);
  return {
    id,
    text: `Go on with ${nameOf(route)}${title === undefined ? '' : `: ${title}`}`,
    ...(at === undefined ? {} : {aside: at}),
    route,
  };
}

function goOn(standing: Standing | undefined): Entry {
  if (!standing?.next) {
    const text =
      standing && standing.total > 0 ? 'Every exercise is done: look at one again' : 'Go on with the exercises';
    return {id, text, route: {screen: 'exercises'}};
  }
  const {next, begun} = standing;
  const text = `${begun ? 'Go on with' : 'Start'} exercise ${next.id.slice(0, 2)}: ${next.title}`;
  return {id, text, aside: `${next.minutes} min`, route: {screen: 'exercise', id: next.id}};
}
