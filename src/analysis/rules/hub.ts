import {count, short} from '../../figures.ts';
import type {Call, Topology} from '../../topology/topology.ts';
import type {Rule} from './rule.ts';
import {worstFirst} from './worst-first.ts';

/** Callers below which a service is never told: with four, statistics say nothing. */
const fewest = 5;

/**
 * A service that five other services or more cannot go on without, and that stands out in its own system: its callers
 * lie beyond the upper hinge of all services by more than three times the distance of the hinges (Tukey's outer fence).
 * There is no number of callers that is too many everywhere.
 */
export const hub: Rule = {
  id: 'hub',
  source:
    'John W. Tukey, Exploratory Data Analysis (1977), outer fences, on the absolute importance of a service: Bogner, Wagner and Zimmermann, Automatically Measuring the Maintainability of Service- and Microservice-Based Systems, IWSM Mensura 2017',
  judge: ({topology}) => {
    const callers = hardCallers(topology);
    const services = [...topology.services.values()].filter(({kind}) => kind === 'service');
    const sizes = services.map(({name}) => callers.get(name)?.size ?? 0).sort((a, b) => a - b);
    if (sizes.length === 0) return {findings: [], blindSpots: []};
    const [lower, upper] = hinges(sizes);
    const fence = upper + 3 * (upper - lower);
    return {
      findings: worstFirst(
        services
          .map((service) => ({service, size: callers.get(service.name)?.size ?? 0}))
          .filter(({size}) => size >= fewest && size > fence)
          .map(({service, size}) => ({
            weight: size,
            finding: {
              severity: 'warning' as const,
              subject: {service: service.name},
              message: `${count(size)} of the ${count(sizes.length - 1)} other services cannot go on without ${service.name}; three quarters of the services here have ${upper === 0 ? 'no such caller' : `at most ${short(upper)} such ${upper === 1 ? 'caller' : 'callers'}`}.`,
              advice: `Limit how many requests each caller may have open at ${service.name}, and give it replicas. Callers that only read can keep copies that its events keep up to date.`,
              line: topology.lineOf(service.path),
            },
          })),
      ),
      blindSpots: [],
    };
  },
};

/** For each service the others that fail when it does. */
function hardCallers(topology: Topology): ReadonlyMap<string, ReadonlySet<string>> {
  const callers = new Map<string, Set<string>>();
  for (const node of topology.nodes) {
    for (const call of node.calls.filter(isHard)) {
      for (const target of call.targets) {
        const {service} = topology.nodes[target]!;
        if (service !== node.service) callers.set(service, (callers.get(service) ?? new Set()).add(node.service));
      }
    }
  }
  return callers;
}

function isHard({onFailure, required, targets, probability}: Call): boolean {
  const fatal = onFailure.kind === 'fail' || onFailure.kind === 'unknown';
  return fatal && required === targets.length && probability.up > 0;
}

/** The medians of the lower and of the upper half of sorted numbers; a middle one belongs to both. */
function hinges(sorted: readonly number[]): readonly [number, number] {
  const half = Math.ceil(sorted.length / 2);
  return [median(sorted.slice(0, half)), median(sorted.slice(-half))];
}

function median(sorted: readonly number[]): number {
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}
