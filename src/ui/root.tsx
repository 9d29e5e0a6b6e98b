import {useApp as useInk, useWindowSize} from 'ink';
import {type ReactNode, useReducer, useRef, useState} from 'react';
import {exitCodes} from '../errors.ts';
import {type App, AppContext, type Readers, VisibleContext} from './app-context.ts';
import {Architecture} from './architecture.tsx';
import type {Glyphs} from './charts/glyphs.ts';
import {Critique} from './critique.tsx';
import {Draft} from './draft.tsx';
import {ExerciseScreen} from './exercise.tsx';
import {Exercises} from './exercises.tsx';
import {Gaps} from './gaps.tsx';
import {History} from './history.tsx';
import {Home} from './home.tsx';
import {Prompts} from './prompts.tsx';
import {type Route, router, type ScreenName, startAt} from './router.ts';
import type {Services} from './services.ts';
import {Settings} from './settings.tsx';
import {Skill} from './skill.tsx';
import {spokenSize} from './spoken-terminal.ts';
import {PaletteContext, paletteOf, type Theme} from './theme.ts';
import {useReader} from './use-reader.ts';

interface RootProps {
  readonly services: Services;
  readonly start: Route;
  readonly screenReader: boolean;
  readonly glyphs: Glyphs;
  readonly theme: Theme;
  /** Undefined where the terminal does not say. */
  readonly background: 'dark' | 'light' | undefined;
  /** Draws all of the screen anew. */
  readonly redraw: () => void;
}

const exits = {quit: exitCodes.ok, interrupt: exitCodes.interrupted} as const;

/** Every screen. */
const screens: {readonly [S in ScreenName]: (props: Extract<Route, {readonly screen: S}>) => ReactNode} = {
  home: Home,
  exercises: Exercises,
  exercise: ExerciseScreen,
  architecture: Architecture,
  critique: Critique,
  gaps: Gaps,
  skill: Skill,
  draft: Draft,
  history: History,
  prompts: Prompts,
  settings: Settings,
};

/** The app: the open screens on top of each other, and the one place that reads keys. */
export function Root({services, start, screenReader, glyphs, theme: chosen, background, redraw}: RootProps): ReactNode {
  const ink = useInk();
  const size = useWindowSize();
  const {columns, rows} = screenReader ? spokenSize : size;
  const [{stack, help}, dispatch] = useReducer(router, start, startAt);
  const [theme, wear] = useState(chosen);
  const {current: readers} = useRef<Readers>({});
  const {current: requests} = useRef(new Set<() => void>());
  const isLeaving = useRef(false);

  const crash = (error: unknown) => ink.exit(error instanceof Error ? error : new Error(String(error)));
  const hold = useReader(readers, crash);
  const app: App = {
    services,
    columns,
    rows,
    screenReader,
    glyphs,
    helpIsOpen: help,
    readers,
    requests,
    open: (route) => dispatch({kind: 'open', route}),
    back: () => dispatch({kind: 'back'}),
    toggleHelp: () => dispatch({kind: 'toggle-help'}),
    wear,
    redraw,
    leave: (how) => {
      if (how === 'interrupt' && requests.size > 0) {
        for (const end of requests) end();
        return;
      }
      const exit = () => ink.exit(exits[how]);
      // A lock or a dead disk must not hold anybody who asks twice.
      if (isLeaving.current) return exit();
      isLeaving.current = true;
      services.settled().then(exit, crash);
    },
    crash,
    hold,
  };

  return (
    <AppContext value={app}>
      <PaletteContext value={paletteOf(theme, background)}>
        {stack.map((route, i) => {
          const Screen = screens[route.screen] as (props: Route) => ReactNode;
          return (
            <VisibleContext key={route.screen} value={i === stack.length - 1}>
              <Screen {...route} />
            </VisibleContext>
          );
        })}
      </PaletteContext>
    </AppContext>
  );
}
