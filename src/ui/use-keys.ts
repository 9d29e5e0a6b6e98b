import {use, useInsertionEffect} from 'react';
import {type Layer, type Reader, useApp, VisibleContext} from './app-context.ts';
import {type ActionIn, actionOf, type Place} from './keys.ts';
import type {Press} from './presses.ts';
import {isTooSmall} from './smallest.ts';

interface KeyHandlers<P extends Place> {
  /** Takes an action of the place; `press` tells which of its keys it was. */
  readonly act: (action: ActionIn<P>, press: Press) => void;
  /** Actions that mean nothing now: their keys do nothing, or what another action does with them. */
  readonly hidden?: readonly ActionIn<P>[];
  /** Takes Esc instead of leaving the screen. */
  readonly back?: (() => void) | undefined;
  /** Takes what is typed or pasted, where the place is a text field. */
  readonly type?: (text: string, press: Press) => void;
}

const worksInAnySize: ReadonlySet<ActionIn<'everywhere'>> = new Set(['redraw', 'quit', 'interrupt']);

/** Makes `place` a reader of keys while its screen is visible; what keys do everywhere goes to the app. */
export function useKeys<P extends Place>(place: P, {act, back, type, hidden = []}: KeyHandlers<P>): void {
  const app = useApp();
  const isVisible = use(VisibleContext);
  const layer = layerOf(place);

  const everywhere = {
    back: back ?? app.back,
    help: app.toggleHelp,
    redraw: app.redraw,
    quit: () => app.leave('quit'),
    interrupt: () => app.leave('interrupt'),
  } as const;
  const take: Reader = (press) => {
    const common = actionOf('everywhere', press);
    if (isTooSmall(app) && !(common && worksInAnySize.has(common))) return true;
    const action = common === 'interrupt' ? undefined : actionOf(place, press, hidden);
    if (action !== undefined) act(action, press);
    else if (type && press.kind !== 'key') type(press.name, press);
    else if (layer === 'scroll' || (layer === 'field' && common === undefined)) return false;
    else if (common !== undefined) everywhere[common]();
    return true;
  };
  // After every render, so that the next press finds what the one before it has changed.
  useInsertionEffect(() => {
    if (!isVisible) return;
    const {readers} = app;
    readers[layer] = take;
    return () => {
      if (readers[layer] === take) delete readers[layer];
    };
  });
}

function layerOf(place: Place): Layer {
  if (place === 'help' || place === 'field') return place;
  if (place === 'paste' || place === 'search' || place === 'confirm') return 'field';
  return place === 'scroll' || place === 'pages' ? 'scroll' : 'screen';
}
