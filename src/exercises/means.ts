import type {Critique} from '../critique/critique.ts';
import type {Proposal} from '../critique/proposal.ts';
import type {Rubric} from '../skill/rubric.ts';
import type {Step} from './manifest.ts';

/** What judges the steps that need more than the scenario. */
export interface Means {
  readonly critique?: (proposal: Proposal) => Critique;
  readonly rubric?: Rubric;
}

/** The means that these steps need and no others: the critic's vocabulary and the rubric take a while to load. */
export async function loadMeans(steps: readonly Step[]): Promise<Means> {
  const asks = (kind: Step['kind']) => steps.some((step) => step.kind === kind);
  const [critic, rubrics] = await Promise.all([
    asks('propose') ? import('../critique/local-critique.ts') : undefined,
    asks('skill') ? import('../skill/load-rubric.ts') : undefined,
  ]);
  return {
    ...(critic ? {critique: (proposal) => critic.localCritique(proposal)} : {}),
    ...(rubrics ? {rubric: await rubrics.builtInRubric()} : {}),
  };
}
