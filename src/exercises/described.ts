/** What can be counted in a described system: answered calls are those of which the file says whether the result is needed. */
export const describedCounts = ['services', 'calls', 'answered-calls', 'operations', 'timed-services'] as const;

export type DescribedCount = (typeof describedCounts)[number];
