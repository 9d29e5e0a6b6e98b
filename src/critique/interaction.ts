import type {Need} from './need.ts';

/** What the needs of all effects say about the call; `publishable` is `convert` or `needs-work`, the event's design decides. */
export type Interaction = 'keep-sync' | 'split' | 'publishable' | 'ask';

/** The verdict by count: an unknown effect leaves it open unless the others already make it a split. */
export function interaction(needs: readonly Need['kind'][]): Interaction {
  const some = new Set(needs);
  if (some.has('needed') && some.has('not-needed')) return 'split';
  if (some.has('unknown') || some.size === 0) return 'ask';
  return some.has('needed') ? 'keep-sync' : 'publishable';
}
