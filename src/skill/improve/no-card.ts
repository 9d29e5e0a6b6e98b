import type {WantedGap} from './wanted-gaps.ts';

/** Why there is no draft for a gap that no knowledge card is about, and what to do then, in one line. */
export function noCard({ids, criterion, text}: WantedGap): string {
  const [id = ''] = ids;
  const own = 'write the passage yourself';
  // A criterion that nobody recorded has no gap to close: the next check finds the passage, or a reviewer accepts it.
  const close = id === criterion ? own : `${own} and say so: eventcoach skill gaps close ${id} --merged --why "..."`;
  return `no knowledge card is about it ("${text.replace(/\s+/g, ' ').trim()}"). Let a model draft it: eventcoach skill improve --gap ${id} --draft anthropic   Or ${close}`;
}
