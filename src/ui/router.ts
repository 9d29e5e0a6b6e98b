import type {ProposalPlace} from './critic.ts';
import type {ProposedCall} from './proposal-text.ts';
import type {Tried} from './tried.ts';

/** A screen and what it shows. */
export type Route =
  | {readonly screen: 'home'}
  | {readonly screen: 'exercises'}
  | {readonly screen: 'exercise'; readonly id: string}
  /** Without a file, that of the working directory; `tried` is taken up again. */
  | {readonly screen: 'architecture'; readonly file?: string; readonly tried?: Tried | undefined}
  /** With a call, its critique; with a kept proposal, that one's; without, the proposals that are kept. */
  | {readonly screen: 'critique'; readonly about?: ProposedCall; readonly kept?: ProposalPlace}
  | {readonly screen: 'gaps'}
  | {readonly screen: 'skill'}
  /** Begins at the passage for this gap or criterion, in place of which one that was written elsewhere may stand. */
  | {readonly screen: 'draft'; readonly at?: string | undefined; readonly passage?: string}
  | {readonly screen: 'history'}
  | {readonly screen: 'prompts'}
  | {readonly screen: 'settings'};

export type ScreenName = Route['screen'];
export type RouteTo<S extends ScreenName> = Extract<Route, {readonly screen: S}>;

/** The screens that are open, each once, the visible one last; those below keep their state. Never empty. */
export interface RouterState {
  readonly stack: readonly [Route, ...Route[]];
  /** Does the help cover the screen? */
  readonly help: boolean;
}

export type RouterEvent =
  | {readonly kind: 'open'; readonly route: Route}
  | {readonly kind: 'back'}
  | {readonly kind: 'toggle-help'};

/** The app begins at `route`; going back from there leads home. */
export function startAt(route: Route): RouterState {
  return {stack: route.screen === 'home' ? [route] : [{screen: 'home'}, route], help: false};
}

/** Where the app is after `event`. Going back closes the help first, and from home leads nowhere: only `q` leaves. */
export function router(state: RouterState, event: RouterEvent): RouterState {
  switch (event.kind) {
    case 'open': {
      const {route} = event;
      const [first, ...others] = state.stack;
      if (route.screen === first.screen) return {stack: [first], help: false};
      return {stack: [first, ...others.filter(({screen}) => screen !== route.screen), route], help: false};
    }
    case 'toggle-help':
      return {...state, help: !state.help};
    case 'back': {
      if (state.help) return {...state, help: false};
      const [first, ...others] = state.stack;
      return {stack: [first, ...others.slice(0, -1)], help: false};
    }
  }
}

/** The visible screen. */
export function visible({stack}: RouterState): Route {
  return stack.at(-1)!;
}
