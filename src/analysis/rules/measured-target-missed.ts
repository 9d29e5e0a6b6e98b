import {percent, timeSpan} from '../../figures.ts';
import type {Reported, Rule} from './rule.ts';

/** A target that the model meets and the measurement misses: something is missing in the file, or slower than it says. */
export const measuredTargetMissed: Rule = {
  id: 'measured-target-missed',
  source: 'Treynor, Dahlin, Rau and Beyer, The Calculus of Service Availability, ACM Queue 15 (2017)',
  judge: ({topology, operations}) => {
    const findings: Reported[] = [];
    for (const {name, measured, path} of topology.operations.values()) {
      const {availability, p99Ms} = operations[name]!.targets;
      const missed = [
        availability?.met && measured?.availability && measured.availability.up < availability.target
          ? `${percent(measured.availability.up)} is measured, ${percent(availability.target)} is the target, and the model says ${percent(availability.value)}`
          : undefined,
        p99Ms?.met && measured?.p99 !== undefined && measured.p99 > p99Ms.target
          ? `a p99 of ${timeSpan(measured.p99)} is measured, ${timeSpan(p99Ms.target)} is the target, and the model says ${timeSpan(p99Ms.value ?? Infinity)}`
          : undefined,
      ].filter((text) => text !== undefined);
      if (missed.length === 0) continue;
      findings.push({
        severity: 'error',
        subject: {operation: name},
        message: `${name} misses its target in use, though not in the model: ${missed.join('; ')}.`,
        advice:
          'Believe the measurement. Look for what the file leaves out: a dependency, queueing, overload, a figure that is too good.',
        line: topology.lineOf(path),
      });
    }
    return {findings, blindSpots: []};
  },
};
