/**
 * How sure the judge has to be, chosen on passages of writers that it had not read (npm run measure-skill): the least
 * logit of a passage's stating what the criterion asks for, what its length says left out.
 */
export const thresholds = {
  met: {states: -0.5},
  /** It may meet the criterion, and a person has to judge. */
  unsure: {states: -1.2},
  /** The least logit of its words' standing in the order of a language. */
  order: -1.5,
} as const;

/**
 * The least probability of a stretch's being about a criterion, where so many stretches are looked at: of many, some come near
 * by chance. It rises from what a passage alone needs to what a skill needs, and no further, so that a skill that grows loses
 * nothing that it met; chosen on whole documents, related and not, that the judge had not read.
 */
export function leastAbout(stretches: number): {readonly met: number; readonly unsure: number} {
  const met = Math.min(0.5, 0.1 + Math.log10(Math.max(1, stretches / 10)));
  return {met, unsure: Math.max(0.1, met / 2)};
}
