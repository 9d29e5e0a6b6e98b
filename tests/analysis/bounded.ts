import type {Analysis} from '../../src/analysis/analysis.ts';
import type {OperationAnalysis} from '../../src/analysis/operation.ts';
import {availabilityTarget} from '../../src/analysis/targets.ts';

/**
 * One operation as if the system had been too tangled for it: its figures are the worst that is possible, and `best` is
 * the availability at best. What its dependencies cost is not known then.
 */
export function boundedOperation(o: OperationAnalysis, best: number): OperationAnalysis {
  const chance = {up: o.availability, down: o.unavailability};
  const bounds = {up: [chance.up, best], down: [1 - best, chance.down]} as const;
  const asked = o.targets.availability;
  return {
    ...o,
    exact: false,
    bounds: {availability: bounds.up, unavailability: bounds.down},
    ceiling: best,
    dependencies: [],
    dependenciesComplete: false,
    targets: {
      ...o.targets,
      ...(asked && {availability: availabilityTarget({chance, bounds, ceiling: best}, asked.target)}),
    },
  };
}

/** An analysis whose operations are all bounded; `best` is the same for all. */
export function bounded<A extends Pick<Analysis, 'operations'>>(exact: A, best: number): A {
  const operations = Object.entries(exact.operations).map(([name, o]) => [name, boundedOperation(o, best)]);
  return {...exact, operations: Object.fromEntries(operations)};
}
