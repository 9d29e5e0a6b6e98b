/**
 * How sure the judge has to be, chosen on passages of writers that it had not read (npm run measure-skill): the least
 * probability of a passage's being about the criterion, and the least logit of its stating what the criterion asks for,
 * what its length says left out.
 */
export const thresholds = {
  met: {about: 0.15, states: -0.5},
  /** It may meet the criterion, and a person has to judge. */
  unsure: {about: 0.1, states: -1.2},
  /** The least logit of its words' standing in the order of a language. */
  order: -1.5,
} as const;
