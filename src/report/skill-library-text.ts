import {printableLine} from '../printable.ts';
import type {SkillCheck} from '../skill/check.ts';
import {page, type TextOptions} from './page.ts';
import {putProblem} from './skill-problems.ts';

/** A library of skills for a terminal: for each its problems and its gaps, and at the end which of them are broken. */
export function libraryText(checks: readonly SkillCheck[], options: TextOptions): string {
  const {paint} = options;
  const {put, heading, text} = page(options);
  put(paint('title', `${checks.length} skills`));
  for (const {skill, problems, criteria, gaps, coverage} of checks) {
    heading(printableLine(`${skill.name} ${skill.version ?? '(no version)'}`));
    put(paint('quiet', printableLine(`${skill.path}, about ${skill.tokens} tokens`)));
    for (const problem of problems) putProblem(problem, put, paint);
    if (problems.length === 0) put(`${paint('good', '✓')} in order with the Agent Skills format`, 2);
    if (coverage === null) put(paint('quiet', 'No rubric fits it; only its files were checked.'), 2);
    else if (gaps.length === 0)
      put(`${paint('good', '✓')} all ${criteria.length} criteria met${byReviewers(criteria)}`, 2);
    else
      put(
        `${criteria.length - gaps.length} of ${criteria.length} criteria met${byReviewers(criteria)}; gaps: ${gaps.join(', ')}`,
        2,
        `${paint('stop', '✗')} `,
      );
  }
  const broken = checks.filter(({problems}) => problems.some(({severity}) => severity === 'error'));
  const paths = broken.map(({skill}) => printableLine(skill.path));
  heading(broken.length === 0 ? 'None is broken.' : `${broken.length} of ${checks.length} broken: ${paths.join(', ')}`);
  if (checks.some(({gaps}) => gaps.length > 0)) {
    put(paint('quiet', 'To see what a criterion looks for: eventcoach skill check DIR'));
    put(paint('quiet', 'To draft what is missing: eventcoach skill improve --skill DIR'));
  }
  return text();
}

function byReviewers(criteria: SkillCheck['criteria']): string {
  const alone = criteria.filter(({evidence, accepted}) => accepted.length > 0 && accepted.length === evidence.length);
  return alone.length === 0 ? '' : `, ${alone.length} of them because a reviewer accepted a passage`;
}
