import type {Hunk} from '../skill/improve/patch.ts';
import {diffRows, unifiedRows} from './diff-rows.ts';
import {chosenHunk, chosenLeft, type DraftState, decisions, textToEdit} from './draft-state.ts';
import {gapName} from './gap-name.ts';
import {type Line, wrapped, wrappedLine} from './line.ts';
import {ownLines} from './own-lines.ts';
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
    ...left.map(({gaps}) => ({
      id: `left ${gaps.join(' ')}`,
      mark: '[no draft]',
      text: gapName(gaps, draft.recorded),
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

/** Where the marked passage goes, what stands there already, and what it closes. */
export function hunkHead(state: DraftState, width: number): readonly Line[] {
  const hunk = chosenHunk(state);
  if (!hunk || !state.draft) return [];
  const {recorded} = state.draft;
  const says = hunk.own ? ', which has lines of its own: read these as well' : '';
  const gaps = recorded.filter(({id}) => hunk.gaps.includes(id));
  const [first] = gaps;
  const closes = first
    ? `closes ${gaps.length === 1 ? 'the gap' : `${gaps.length} gaps, one of them`} "${first.text}"`
    : 'for what the check does not find';
  return wrappedLine(`${placeOf(hunk)}${says}; ${closes}`, width, 'title');
}

/** The marked passage below what its section says so far, and which of the rows are to be in view of `height`: the passage and its neighbours. */
export function hunkLines(
  state: DraftState,
  width: number,
  height: number,
): {readonly lines: readonly Line[]; readonly focus: {readonly from: number; readonly to: number}} {
  const hunk = chosenHunk(state);
  if (!hunk) return {lines: leftLines(state, width), focus: {from: 0, to: 0}};
  const title = hunk.isNewSection ? [`${'#'.repeat(hunk.depth)} ${hunk.heading}`, ''] : [];
  const isFirst = bringsHeading(state, hunk);
  const inserted = ['', ...(isFirst ? title : []), ...textToEdit(state, hunk).split('\n')];
  const rows = (sign: string, lines: readonly string[]) =>
    diffRows(
      lines.map((line) => `${sign}${line}`),
      width,
    );
  const own = ownLines(state.draft!.patch, hunk) ?? hunk.before;
  const before = rows(' ', isFirst ? own : title.slice(0, 1));
  const added = rows('+', inserted);
  // Half of the view at most, and of a small one as little as leaves room for the first words of the passage.
  const neighbours = Math.max(0, Math.min(before.length, Math.floor(height / 2), height - 4));
  return {
    lines: [...before, ...added, ...rows(' ', hunk.after)],
    focus: {from: before.length - neighbours, to: before.length + added.length - 1},
  };
}

/** A new heading comes with the first of its passages that is not rejected; the others stand below it. */
function bringsHeading({draft, choices}: DraftState, hunk: Hunk): boolean {
  const isAlike = ({file, heading, isNewSection}: Hunk) =>
    isNewSection === hunk.isNewSection && file === hunk.file && heading === hunk.heading;
  const first = draft?.patch.hunks.find((one) => isAlike(one) && choices.get(one.id)?.kind !== 'reject');
  return !hunk.isNewSection || first === undefined || first.id === hunk.id || choices.get(hunk.id)?.kind === 'reject';
}

function leftLines(state: DraftState, width: number): readonly Line[] {
  const left = chosenLeft(state);
  if (!left || !state.draft) return [];
  const {gaps, why, recorded} = left;
  return [
    ...wrappedLine(gapName(gaps, state.draft.recorded), width, 'title'),
    ...wrappedLine(`No draft: ${why}`, width),
    ...(recorded.length > 0 ? wrapped('g shows the recorded gaps; c closes one there.', width) : []),
    // Most reasons name the commands that go on from there.
    ...(why.includes('eventcoach skill ') ? [] : waysOn(gaps, width)),
  ];
}

/** What can be done about a gap that has a passage already. */
function waysOn(gaps: readonly string[], width: number): readonly Line[] {
  const ids = gaps.map((id) => ` --gap ${id}`).join('');
  return [
    ...wrappedLine(
      `If a reader would find it in the skill, say so: eventcoach skill check --accept ${gaps[0]} FILE:LINES`,
      width,
    ),
    ...wrappedLine(
      `If not, a model may draft another passage: eventcoach skill improve${ids} --draft anthropic`,
      width,
    ),
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
