import {use, useEffect} from 'react';
import {VisibleContext} from './app-context.ts';

/** Does `work` whenever the screen comes to the front: what it shows may have changed behind it. */
export function useOnShow(work: () => void): void {
  const isVisible = use(VisibleContext);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time that the screen is shown.
  useEffect(() => {
    if (isVisible) work();
  }, [isVisible]);
}
