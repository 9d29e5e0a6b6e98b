import type {WantedGap} from './wanted-gaps.ts';

/** Why there is no draft for a gap that no knowledge card is about, and what to do then, in one line. */
export function noCard(gap: WantedGap): string {
  const [id = ''] = gap.ids;
  const text = gap.text.replace(/\s+/g, ' ').trim();
  return `eventcoach comes with no text about it ("${text}"). Let a model draft it: eventcoach skill improve --gap ${id} --draft anthropic   Or ${writeYourself(gap)}`;
}

/** What a person can do for a gap without a card and without a model. */
export function writeYourself({ids, criterion}: WantedGap): string {
  const [id = ''] = ids;
  const own = 'write the passage yourself';
  // A criterion that nobody recorded has no gap to close: the next check finds the passage, or a reviewer accepts it.
  return id === criterion ? own : `${own} and say so: eventcoach skill gaps close ${id} --merged --why "..."`;
}

/** Why there is no draft for a gap whose passage the skill holds, and how to close it, in one line. */
export function passageIsThere({ids, criterion}: WantedGap): string {
  const commands = ids
    .filter((id) => id !== criterion)
    .map((id) => `eventcoach skill gaps close ${id} --merged --why "its passage is there"`);
  const close = commands.length === 0 ? '' : `. If it does close the gap, say so: ${commands.join('   ')}`;
  return `its passage is there already${close}`;
}
