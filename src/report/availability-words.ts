import type {OperationAnalysis} from '../analysis/operation.ts';
import {percent} from '../figures.ts';

/** What is told of an operation's availability. */
export type Availability = Pick<OperationAnalysis, 'availability' | 'bounds'>;

/** "99.6006 %", or "between 87.2 % and 99.8 %" where only bounds are known. */
export function availableText({availability, bounds}: Availability): string {
  if (!bounds) return percent(availability);
  const [least, most] = bounds.availability.map(percent);
  return least === most ? `about ${least}` : `between ${least} and ${most}`;
}

/** The same for the cell of a table: "99.6006 %", "87.2 to 99.8 %". */
export function availableCell({availability, bounds}: Availability): string {
  if (!bounds) return percent(availability);
  const [least, most] = bounds.availability.map(percent);
  return least === most ? `about ${least}` : `${least!.replace(/ %$/, '')} to ${most}`;
}

/** What a target came to, in a word; a target between the bounds of its value is neither met nor missed. */
export function verdictWord(met: boolean | null): 'met' | 'missed' | 'not known' {
  return met === null ? 'not known' : met ? 'met' : 'missed';
}

/** The best that work on the entry alone could reach: "99.7 %", "at most 99.7 %" where that is a bound. */
export function ceilingText({ceiling, exact}: Pick<OperationAnalysis, 'ceiling' | 'exact'>): string {
  return `${exact ? '' : 'at most '}${percent(ceiling)}`;
}

/** An availability that misses its target even at best: "99.2 %", "at most 99.2 %". */
export function availableAtBest({availability, bounds}: Availability): string {
  return bounds ? `at most ${percent(bounds.availability[1])}` : percent(availability);
}

/** Why bounds stand where a figure is expected. */
export const tooTangled = 'too tangled for the exact figure';

/** Why dependencies are missing, where `told` of them are listed. */
export function tellsLeftOut(told: number): string {
  return told === 0
    ? 'What each dependency costs is not known: too tangled to be worked out.'
    : 'Of the other dependencies it is not known what they cost: too tangled to be worked out.';
}
