import {createContext, use} from 'react';
import type {Glyphs} from './charts/glyphs.ts';
import type {Press} from './presses.ts';
import type {Route} from './router.ts';
import type {Services} from './services.ts';
import type {Theme} from './theme.ts';
import type {Hold} from './use-reader.ts';

/** What reads keys, the uppermost first: the help, a text field, a text that scrolls, the screen. */
export const layers = ['help', 'field', 'scroll', 'screen'] as const;
export type Layer = (typeof layers)[number];
/** Takes a key press; false: the next layer may have it. */
export type Reader = (press: Press) => boolean;
export type Readers = Partial<Record<Layer, Reader>>;

/** What every screen may use of the app. */
export interface App {
  readonly services: Services;
  readonly columns: number;
  readonly rows: number;
  /** Plain lines for a screen reader: no rules, no full screen. */
  readonly screenReader: boolean;
  /** What charts are drawn with in this terminal. */
  readonly glyphs: Glyphs;
  readonly helpIsOpen: boolean;
  readonly readers: Readers;
  /** What ends each request that runs: Ctrl-C ends those, and the app only where there is none. */
  readonly requests: Set<() => void>;
  readonly open: (route: Route) => void;
  readonly back: () => void;
  readonly toggleHelp: () => void;
  /** Draws everything with another theme, from now on. */
  readonly wear: (theme: Theme) => void;
  /** Draws all of the screen anew, whatever has been written over it. */
  readonly redraw: () => void;
  /** Waits for what is being saved, then ends the app. */
  readonly leave: (how: 'quit' | 'interrupt') => void;
  /** Ends the app with a defect: the terminal is restored and the error reported. */
  readonly crash: (error: unknown) => void;
  /** Key presses wait until this is done: what is handed in is written before the screen shows it as such. */
  readonly hold: Hold;
}

export const AppContext = createContext<App | undefined>(undefined);

/** Is this screen the visible one? Those below it stay mounted, so that they keep their state. */
export const VisibleContext = createContext(true);

/** The app around a screen. */
export function useApp(): App {
  const app = use(AppContext);
  if (!app) throw new Error('a screen is drawn outside the app');
  return app;
}
