import {linesText} from '../skill/accept/lines.ts';
import {type Line, wrapped, wrappedLine} from './line.ts';
import type {ListItem} from './parts/list.tsx';
import {quoted} from './shell-word.ts';
import {quotesOf, type ShownCriterion, type SkillState, type Standing, standing} from './skill-state.ts';

/** Words that are signs as well: of one width, so that the titles stand below each other. */
const marks = {met: '[met]   ', unsure: '[unsure]', unmet: '[unmet] '} as const satisfies Record<Standing, string>;

const words = {
  met: undefined,
  unsure: 'The check is not sure, so it does not count.',
  unmet: 'No passage shows it.',
} as const satisfies Record<Standing, string | undefined>;
const next = {
  met: undefined,
  unsure: 'Read the passage, or draft a clearer one with d.',
  unmet: 'Enter tells what it looks for, d drafts one, a records it as a gap.',
} as const satisfies Record<Standing, string | undefined>;

/** A criterion as an item of the list. */
export function criterionItem(criterion: ShownCriterion): ListItem {
  return {id: criterion.id, mark: marks[standing(criterion)], text: criterion.title};
}

/** The marked criterion in short: what the check says, the passages that it found, and how many gaps and problems there are. */
export function aboutCriterion(state: SkillState, width: number): readonly Line[] {
  const {check, criteria, cursor, openGaps} = state;
  const criterion = criteria[cursor];
  if (!check || !criterion) return [];
  const problems = check.problems.length;
  const open = [
    ...(openGaps > 0 ? [`${openGaps} recorded ${openGaps === 1 ? 'gap is' : 'gaps are'} open: g shows them.`] : []),
    ...(problems > 0 ? [`${problems} ${problems === 1 ? 'problem' : 'problems'} in the files: Enter tells.`] : []),
  ];
  return [
    ...(open.length > 0 ? wrapped(open.join(' '), width, 'warning') : []),
    ...wrapped(criterion.title, width, 'title'),
    ...foundLines(criterion, [words, next], width),
  ];
}

/** All that is known of the marked criterion: what it asks for and why, what was found, then the problems in the files. */
export function criterionLines({check, criteria, cursor, asksFor}: SkillState, width: number): readonly Line[] {
  const criterion = criteria[cursor];
  if (!check || !criterion) return [];
  const asked = asksFor.find(({id}) => id === criterion.id);
  const empty: Line = {text: ''};
  return [
    ...wrapped(criterion.title, width, 'title'),
    ...(asked
      ? [
          ...wrapped(asked.question, width),
          empty,
          ...wrapped(`Why it matters: ${asked.why}`, width),
          empty,
          ...wrapped(`What the check looks for: ${asked.evidence}`, width),
        ]
      : []),
    empty,
    {text: 'What it found', tone: 'title'},
    ...foundLines(criterion, [words], width),
    ...(check.problems.length > 0 ? [empty, {text: 'Problems in the files', tone: 'title' as const}] : []),
    ...check.problems.flatMap(({severity, message, file, line}) =>
      wrappedLine(`${severity}: ${message} (${file}:${line})`, width, severity === 'error' ? 'bad' : 'warning', '- '),
    ),
  ];
}

function foundLines(
  criterion: ShownCriterion,
  sentences: readonly (typeof words | typeof next)[],
  width: number,
): readonly Line[] {
  const says = sentences.flatMap((one) => one[standing(criterion)] ?? []).join(' ');
  const [may] = standing(criterion) === 'unsure' ? criterion.perhaps : [];
  return [
    ...(says === '' ? [] : wrapped(says, width, 'warning')),
    ...criterion.accepted.flatMap(({by, at, file, line}) =>
      wrapped(`Accepted by ${by} on ${at.slice(0, 10)} (${file}:${line}).`, width, 'good'),
    ),
    ...quotesOf(criterion).flatMap(({file, line, quote}) =>
      wrapped(`${file}:${line} ${quote.replace(/\s+/g, ' ')}`, width, 'body', '- '),
    ),
    ...(may === undefined ? [] : wrapped(`To take it as it is: ${acceptCommand(criterion.id, may)}`, width, 'quiet')),
  ];
}

function acceptCommand(id: string, {file, line, quote}: ShownCriterion['perhaps'][number]): string {
  const to = line + quote.split('\n').length - 1;
  return `eventcoach skill check --accept ${id} ${quoted(linesText({file, from: line, to}))}`;
}
