/** Parts of a proposal that an exercise can ask for. */
export const saidParts = ['purpose', 'event', 'payload'] as const;

export type SaidPart = (typeof saidParts)[number];
