import {unifiedRows} from './diff-rows.ts';
import {gapName} from './gap-name.ts';
import {type HistoryState, marked, planOf} from './history-state.ts';
import {type Line, wrappedLine} from './line.ts';
import type {ListItem} from './parts/list.tsx';

/** The old versions as items of a list. */
export function historyItems({history}: HistoryState): readonly ListItem[] {
  return (history?.versions ?? []).map(({id, at, by, next}) => ({
    id,
    text: `${id}: until ${at.slice(0, 16).replace('T', ' ')}, then ${by === 'improve' ? 'improved to' : 'went back to'} ${next ?? 'one without a version'}`,
  }));
}

/** The marked version: the gaps that were closed after it, and what bringing it back would change. */
export function versionLines(state: HistoryState, width: number): readonly Line[] {
  const version = marked(state);
  if (!version) return [];
  const {gaps, id} = version;
  const names = new Set(gaps.map((gap) => gapName([gap], state.history?.recorded ?? [])));
  const closed = names.size > 0 ? [`Gaps closed after it: ${[...names].join(', ')}`] : [];
  return [...closed.flatMap((text) => wrappedLine(text, width)), ...changeLines(state, `Bringing ${id} back`, width)];
}

/** The question whether the marked version is to be brought back, and what that would change. */
export function revertLines(state: HistoryState, width: number): readonly Line[] {
  const {history} = state;
  const version = marked(state);
  if (!history || !version) return [];
  const question = `Bring version ${version.id} of ${history.skill.path} back?`;
  return [...wrappedLine(question, width, 'title'), ...changeLines(state, 'That', width)];
}

function changeLines(state: HistoryState, what: string, width: number): readonly Line[] {
  const plan = planOf(state);
  if (!plan) return wrappedLine('Comparing ...', width, 'quiet');
  if (plan.files.length === 0) return wrappedLine(`${what} changes nothing: the skill says the same.`, width, 'quiet');
  return [
    ...wrappedLine(`${what} changes:`, width, 'quiet'),
    ...plan.files.flatMap(({file, diff}) => unifiedRows(diff, file, width)),
  ];
}
