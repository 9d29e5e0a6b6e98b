import type {Gap} from '../workspace/gap.ts';

/** Gaps that are one in words: their criterion, else what was recorded of them; the ids themselves where nothing was. */
export function gapName(ids: readonly string[], recorded: readonly Gap[]): string {
  const gap = recorded.find(({id}) => ids.includes(id));
  return gap ? (gap.criterion ?? gap.text) : ids.join(', ');
}
