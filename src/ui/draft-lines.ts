import type {Hunk} from '../skill/improve/patch.ts';
import {diffRows, unifiedRows} from './diff-rows.ts';
import {chosenHunk, type DraftState, decisions, textToEdit} from './draft-state.ts';
import {type Line, wrapped, wrappedLine} from './line.ts';
import type {ListItem} from './parts/list.tsx';

const marks = {accept: '[accepted]', edit: '[edited]  ', reject: '[rejected]'} as const;
const openMark = '[open]    ';

/** The passages as items of a list, then the gaps for which there is none. */
export function draftItems({draft, choices}: DraftState): readonly ListItem[] {
  if (!draft) return [];
  const {hunks, left} = draft.patch;
  return [
    ...hunks.map((hunk) => {
      const choice = choices.get(hunk.id);
      return {
        id: hunk.id,
        mark: choice ? marks[choice.kind] : openMark,
        text: subjectOf(hunk),
        aside: hunk.file,
      };
    }),
    ...left.map(({gaps, why}) => ({
      id: `left ${gaps.join(' ')}`,
      mark: '[no draft]',
      text: `${gaps.join(', ')}: ${why}`,
      tone: 'quiet' as const,
    })),
  ];
}

/** What a passage is about: the criterion, or the gap in somebody's own words. */
function subjectOf({id}: Hunk): string {
  return id.slice(id.indexOf('#') + 1);
}

function placeOf({file, heading, isNewSection}: Hunk): string {
  return `${file}, ${isNewSection ? 'new section' : 'under'} "${heading}"`;
}

/** Where the marked passage goes, and what it closes. */
export function hunkHead(state: DraftState, width: number): readonly Line[] {
  const hunk = chosenHunk(state);
  return hunk ? wrappedLine(`${placeOf(hunk)}; closes ${hunk.gaps.join(', ')}`, width, 'title') : [];
}

/** The marked passage between the lines around its place, and which of the rows are the passage. */
export function hunkLines(
  state: DraftState,
  width: number,
): {readonly lines: readonly Line[]; readonly focus: {readonly from: number; readonly to: number}} {
  const hunk = chosenHunk(state);
  if (!hunk) return {lines: leftLines(state, width), focus: {from: 0, to: 0}};
  const title = hunk.isNewSection ? [`${'#'.repeat(hunk.depth)} ${hunk.heading}`, ''] : [];
  const inserted = ['', ...title, ...textToEdit(state, hunk).split('\n')];
  const rows = (sign: string, lines: readonly string[]) =>
    diffRows(
      lines.map((line) => `${sign}${line}`),
      width,
    );
  const before = rows(' ', hunk.before);
  const added = rows('+', inserted);
  return {
    lines: [...before, ...added, ...rows(' ', hunk.after)],
    focus: {from: before.length, to: before.length + added.length - 1},
  };
}

function leftLines({draft, cursor}: DraftState, width: number): readonly Line[] {
  const gap = draft?.patch.left[cursor - draft.patch.hunks.length];
  if (!gap) return [];
  const ids = gap.gaps.map((id) => ` --gap ${id}`).join('');
  return [
    ...wrappedLine(`${gap.gaps.join(', ')}: ${gap.why}`, width),
    ...wrapped(`A model may draft it: eventcoach skill improve${ids} --draft anthropic`, width, 'quiet'),
  ];
}

/** What is written, and the question whether it is to be: the versions, how much, and the sections as they change. */
export function confirmLines(state: DraftState, width: number): readonly Line[] {
  const {draft, confirming = []} = state;
  if (!draft) return [];
  const {accepted, rejected, open} = decisions(state);
  const {path} = draft.skill;
  const out = [...(rejected > 0 ? [`${rejected} rejected`] : []), ...(open > 0 ? [`${open} not decided`] : [])];
  return [
    ...wrapped(
      `Write ${passages(accepted)} to ${path}, version ${draft.patch.from ?? '(none)'} -> ${draft.patch.to}?`,
      width,
      'title',
    ),
    ...(out.length > 0 ? wrapped(`Left out: ${out.join(', ')}.`, width, 'quiet') : []),
    ...confirming.flatMap(({file, heading, diff}) => [
      {text: ''},
      ...unifiedRows(diff, `${file}, "${heading}"`, width),
    ]),
  ];
}

/** A number of passages in words. */
export function passages(count: number): string {
  return `${count} ${count === 1 ? 'passage' : 'passages'}`;
}
