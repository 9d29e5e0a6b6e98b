import {linesText} from '../skill/accept/lines.ts';
import {type Line, wrapped} from './line.ts';
import type {ListItem} from './parts/list.tsx';
import {quoted} from './shell-word.ts';
import {quotesOf, type ShownCriterion, type SkillState, type Standing, standing} from './skill-state.ts';

/** Words that are signs as well: of one width, so that the titles stand below each other. */
const marks = {met: '[met]   ', unsure: '[unsure]', unmet: '[unmet] '} as const satisfies Record<Standing, string>;

const words = {
  met: undefined,
  unsure: 'The check is not sure, so it does not count: read the passage, or draft a clearer one with d.',
  unmet: 'No passage shows it. d drafts one, a records it as a gap.',
} as const satisfies Record<Standing, string | undefined>;

/** A criterion as an item of the list. */
export function criterionItem(criterion: ShownCriterion): ListItem {
  return {id: criterion.id, mark: marks[standing(criterion)], text: criterion.title};
}

/** The marked criterion: what the check says, the passages that it found with their places, and how many files have problems. */
export function aboutCriterion({check, criteria, cursor}: SkillState, width: number): readonly Line[] {
  const criterion = criteria[cursor];
  if (!check || !criterion) return [];
  const says = words[standing(criterion)];
  const problems = check.problems.length;
  const [may] = standing(criterion) === 'unsure' ? criterion.perhaps : [];
  return [
    ...wrapped(criterion.title, width, 'title'),
    ...(says === undefined ? [] : wrapped(says, width, 'warning')),
    ...criterion.accepted.flatMap(({by, at, file, line}) =>
      wrapped(`Accepted by ${by} on ${at.slice(0, 10)} (${file}:${line}).`, width, 'good'),
    ),
    ...quotesOf(criterion).flatMap(({file, line, quote}) =>
      wrapped(`${file}:${line} ${quote.replace(/\s+/g, ' ')}`, width, 'body', '- '),
    ),
    ...(may === undefined ? [] : wrapped(`To take it as it is: ${acceptCommand(criterion.id, may)}`, width, 'quiet')),
    ...(problems > 0
      ? wrapped(
          `${problems} ${problems === 1 ? 'problem' : 'problems'} in the files: the command below lists them.`,
          width,
          'warning',
        )
      : []),
  ];
}

function acceptCommand(id: string, {file, line, quote}: ShownCriterion['perhaps'][number]): string {
  const to = line + quote.split('\n').length - 1;
  return `eventcoach skill check --accept ${id} ${quoted(linesText({file, from: line, to}))}`;
}
