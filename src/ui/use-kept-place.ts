import {use, useEffect} from 'react';
import {useApp, VisibleContext} from './app-context.ts';
import type {Desk} from './left.ts';

/** Keeps the place that the app goes on with after it was left or killed: at every change while the screen is shown. */
export function useKeptPlace(place: Desk | undefined): void {
  const {services, crash} = useApp();
  const isVisible = use(VisibleContext);
  const text = JSON.stringify(place);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text says whether anything is different.
  useEffect(() => {
    if (isVisible && place) services.savePlace(place).catch(crash);
  }, [isVisible, text]);
}
