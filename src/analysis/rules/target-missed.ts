import {percent, roughPercent, timeSpan, yearly} from '../../figures.ts';
import {withoutExtraNine} from './extra-nine.ts';
import type {BlindSpot, Reported, Rule} from './rule.ts';

/** An operation misses its availability or latency target. What stands in the way of one out of reach, target-above-ceiling tells. */
export const targetMissed: Rule = {
  id: 'target-missed',
  source: 'Treynor, Dahlin, Rau and Beyer, The Calculus of Service Availability, ACM Queue 15 (2017)',
  judge: ({topology, operations}) => {
    const findings: Reported[] = [];
    const blindSpots: Omit<BlindSpot, 'rule'>[] = [];
    for (const [name, operation] of Object.entries(operations)) {
      const {availability, p99Ms} = operation.targets;
      if (!availability && !p99Ms) blindSpots.push({field: 'target', subject: name});
      const missed: {readonly what: string; readonly advice: string}[] = [];
      if (availability && !availability.met) {
        const what = `availability ${percent(availability.value)} instead of ${percent(availability.target)} (${yearly(operation.downtimeMinutesPerYear)} down a year)`;
        const [weak] = withoutExtraNine(operation, availability.target);
        const worst = weak
          ? `; ${weak.service} (${percent(weak.availability)}) uses up more than a tenth of what may fail`
          : '';
        missed.push({
          what,
          advice: availability.feasible
            ? `${percent(operation.ceiling)} is possible if ${operation.entry} itself were perfect${worst}`
            : `A better ${operation.entry} alone cannot reach it: it has to depend on less, or on better`,
        });
      }
      if (p99Ms && !p99Ms.met) {
        const givenUp = operation.latency.timedOutShare;
        const inTime = p99Ms.value !== null && p99Ms.value <= p99Ms.target;
        missed.push({
          what: inTime
            ? `${roughPercent(givenUp)} of the requests are given up because a callee takes longer than its timeout`
            : `p99 ${timeSpan(p99Ms.value ?? Infinity)} instead of ${timeSpan(p99Ms.target)}`,
          advice: inTime
            ? 'A longer timeout, a faster callee, or going on without its answer'
            : p99Ms.feasible
              ? `The own work of ${operation.entry} is what is too slow`
              : 'Its calls alone take longer than the target: wait for fewer of them',
        });
      }
      // A finding for each: a baseline that knows of the one must not hide the other.
      for (const {what, advice} of missed) {
        findings.push({
          severity: 'error',
          subject: {operation: name},
          message: `${name} misses its target: ${what}.`,
          advice: `${advice}.`,
          line: topology.lineOf(topology.operations.get(name)!.path),
        });
      }
    }
    return {findings, blindSpots};
  },
};
