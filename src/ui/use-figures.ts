import {useEffect} from 'react';
import {type ArchitectureEvent, type ArchitectureState, isBehind} from './architecture-state.ts';
import {messageOf} from './message.ts';

/**
 * Has the figures of a large system worked out beside the screen, for what is chosen now: work for older choices ends.
 * What is no defect goes to `dispatch`.
 */
export function useFigures(
  state: ArchitectureState,
  dispatch: (event: ArchitectureEvent) => void,
  run: (work: () => Promise<void>) => void,
): void {
  const {bench, wanted} = state;
  const later = isBehind(state) ? bench?.ledgerLater : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each change of what is wanted.
  useEffect(() => {
    if (!later) return;
    const abort = new AbortController();
    run(async () => {
      try {
        const ledger = await later(wanted, abort.signal);
        if (ledger && !abort.signal.aborted) dispatch({kind: 'worked-out', of: wanted, ledger});
      } catch (error) {
        const message = messageOf(error);
        if (!message) throw error;
        dispatch({kind: 'not-taken', of: wanted, message});
      }
    });
    return () => abort.abort();
  }, [later, wanted]);
}
