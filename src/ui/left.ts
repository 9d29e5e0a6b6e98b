import {printableLine} from '../printable.ts';
import {fitted} from '../report/page.ts';
import type {Route} from './router.ts';

/** A screen to go on with: one that has a place of its own, which is kept at every change. */
export type Work = Extract<Route, {readonly screen: 'exercise' | 'architecture' | 'critique'}>;

/** Work whose place is kept by itself; an exercise keeps its place with its answers. */
export type Desk = Exclude<Work, {readonly screen: 'exercise'}>;

/** Where the app was left. */
export interface Left {
  readonly route: Work;
  /** The place on that screen: a step, a file, a call. Undefined: its beginning. */
  readonly at: string | undefined;
  /** It is the last step of its exercise: whoever has skipped it may want the next exercise. */
  readonly isLast?: boolean;
}

/** Columns for a place beside the name of its screen. */
const widest = 36;

/** The screen as it is called in `Go on with ...`. */
export function nameOf(route: Work): string {
  return route.screen === 'exercise' ? `exercise ${printableLine(route.id.slice(0, 2))}` : `the ${route.screen}`;
}

/** The place on the screen, on one line that leaves room beside it. */
export function placeOn({at}: Left): string | undefined {
  return at === undefined ? undefined : fitted(printableLine(at), widest);
}
