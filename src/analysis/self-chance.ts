import type {Chance} from '../topology/quantity.ts';
import type {Service} from '../topology/topology.ts';

const weekMs = 7 * 86_400_000;

/**
 * The chance that enough replicas of a service are up and no deployment window is open; shared fates are not part of it.
 * k of n replicas by the binomial distribution, summed on both sides from positive terms. A window costs
 * perWeek x outage / 7 days, with replicas only where all of them are required.
 */
export function selfChance(service: Service): Chance {
  const {count, required} = service.replicas;
  const replicas = atLeastUp(service.availability, count, required);
  const window = required === count ? deploymentShare(service) : 0;
  return {up: replicas.up * (1 - window), down: replicas.down + replicas.up * window};
}

/** Share of the time that planned deployments take a service away. */
function deploymentShare({deploys}: Service): number {
  return deploys ? Math.min(1, (deploys.perWeek * deploys.outageMs) / weekMs) : 0;
}

/** Deployment windows a year in which callers find nobody: none where a replica can be spared. */
export function windowsPerYear(service: Service): number {
  const {count, required} = service.replicas;
  return service.deploys && required === count ? service.deploys.perWeek * (365 / 7) : 0;
}

function atLeastUp(one: Chance, count: number, required: number): Chance {
  if (count === 1) return one;
  // chances[i]: exactly i of the replicas so far are up
  let chances = new Float64Array(count + 1);
  chances[0] = 1;
  for (let n = 1; n <= count; n += 1) {
    const next = new Float64Array(count + 1);
    for (let i = 0; i <= n; i += 1) next[i] = chances[i]! * one.down + (i > 0 ? chances[i - 1]! * one.up : 0);
    chances = next;
  }
  let up = 0;
  let down = 0;
  for (const [i, chance] of chances.entries()) {
    if (i >= required) up += chance;
    else down += chance;
  }
  return {up, down};
}
