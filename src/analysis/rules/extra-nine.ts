import type {OperationAnalysis} from '../operation.ts';

const minutesPerYear = 525_600;

/** What a dependency needs for a target: one nine more, so that it uses up no more than a tenth of what may fail. */
export function neededOf(target: number): number {
  return 1 - (1 - target) / 10;
}

/**
 * Dependencies that lack the extra nine (Treynor et al. 2017), costliest first: their failures take more than a tenth of
 * what the target allows. What is behind a fallback or seldom asked counts as far as the operation fails with it.
 */
export function withoutExtraNine(
  {dependencies}: OperationAnalysis,
  target: number,
): readonly OperationAnalysis['dependencies'][number][] {
  const allowed = ((1 - target) / 10) * minutesPerYear;
  // Nine digits are more than anybody states, and a target's 1 - x loses the last ones.
  return dependencies.filter(({gainMinutesPerYear}) => gainMinutesPerYear > allowed * (1 + 1e-9));
}
