import {percent, roughPercent, timeSpan, yearly} from '../../figures.ts';
import type {OperationAnalysis} from '../operation.ts';
import {withoutExtraNine} from './extra-nine.ts';
import type {BlindSpot, Rule, Severity} from './rule.ts';
import {type Weighed, worstFirst} from './worst-first.ts';

const minutesPerYear = 525_600;
/** Below this share the tails of the stated latencies, not the timeouts, decide. */
const leastGivenUp = 0.0005;

/** What is missed, what helps, and by which factor: 2 is twice the downtime, or twice the time, that the target allows. */
interface Missed {
  readonly what: string;
  readonly advice: string;
  readonly factor: number;
  readonly severity: Severity;
}

/**
 * An operation misses its availability or latency target; whether it does where the target lies between the bounds of a
 * tangled system, nobody knows. What stands in the way of one out of reach, target-above-ceiling tells.
 */
export const targetMissed: Rule = {
  id: 'target-missed',
  source: 'Treynor, Dahlin, Rau and Beyer, The Calculus of Service Availability, ACM Queue 15 (2017)',
  judge: ({topology, operations}) => {
    const found: Weighed[] = [];
    const blindSpots: Omit<BlindSpot, 'rule'>[] = [];
    for (const [name, operation] of Object.entries(operations)) {
      const {availability, p99Ms} = operation.targets;
      if (!availability && !p99Ms) blindSpots.push({field: 'target', subject: name});
      if (availability?.met === null && operation.bounds) {
        const [least, most] = operation.bounds.availability.map(percent);
        const because = `${percent(availability.target)} is asked for; too tangled to be worked out: between ${least} and ${most}`;
        blindSpots.push({field: 'target.availability', subject: name, because});
      }
      // A finding for each: a baseline that knows of the one must not hide the other. Both stay together, always in this order.
      const missed = [...tooRare(operation), ...tooSlow(operation), ...tooOftenGivenUp(operation)];
      const weight = Math.max(0, ...missed.map(({factor}) => factor));
      for (const {what, advice, severity} of missed) {
        found.push({
          weight,
          finding: {
            severity,
            subject: {operation: name},
            message: `${name} ${what}.`,
            advice: `${advice}.`,
            line: topology.lineOf(topology.operations.get(name)!.path),
          },
        });
      }
    }
    return {findings: worstFirst(found), blindSpots};
  },
};

function tooRare(operation: OperationAnalysis): readonly Missed[] {
  const {entry, ceiling, bounds, exact, downtimeMinutesPerYear: minutes, unavailability} = operation;
  const {availability} = operation.targets;
  if (availability?.met !== false) return [];
  const {target, value, feasible} = availability;
  const [weak] = withoutExtraNine(operation, target);
  const worst = weak
    ? `; ${weak.service} (${percent(weak.availability)}) uses up more than a tenth of what may fail`
    : '';
  const is = bounds ? `at most ${percent(bounds.availability[1])}` : percent(value);
  const down = bounds
    ? `down ${yearly(bounds.unavailability[0] * minutesPerYear)} a year or more`
    : `${yearly(minutes)} down a year`;
  const advice =
    feasible === false
      ? `A better ${entry} alone cannot reach it: it has to depend on less, or on better`
      : `${exact ? '' : 'At most '}${percent(ceiling)} is possible if ${entry} itself were perfect${worst}`;
  const fails = bounds ? bounds.unavailability[0] : unavailability;
  return [
    {
      what: `misses its target: availability ${is} instead of ${percent(target)} (${down})`,
      advice,
      factor: fails / (1 - target),
      severity: 'error',
    },
  ];
}

function tooSlow({entry, targets: {p99Ms}, latency}: OperationAnalysis): readonly Missed[] {
  if (!p99Ms || p99Ms.met) return [];
  const {target, feasible} = p99Ms;
  const value = p99Ms.value ?? Infinity;
  if (value <= target) {
    return [
      {
        what: `misses its target: ${givenUp(latency.timedOutShare)}`,
        advice: patience,
        factor: latency.timedOutShare / 0.01,
        severity: 'error',
      },
    ];
  }
  return [
    {
      what: `misses its target: p99 ${timeSpan(value)} instead of ${timeSpan(target)}`,
      advice: feasible
        ? `The own work of ${entry} is what is too slow`
        : 'Its calls alone take longer than the target: wait for fewer of them',
      factor: value / target,
      severity: 'error',
    },
  ];
}

const patience = 'A longer timeout, a faster callee, or going on without its answer';
const givenUp = (share: number) =>
  `${roughPercent(share)} of the requests are given up because a callee takes longer than its timeout`;

/** Availability counts what is up: a target can be met while timeouts leave fewer requests answered than it asks for. */
function tooOftenGivenUp({targets: {availability, p99Ms}, latency}: OperationAnalysis): readonly Missed[] {
  if (!availability?.met || p99Ms?.met === false) return [];
  const {target} = availability;
  const share = latency.timedOutShare;
  if (share < leastGivenUp || 1 - share >= target) return [];
  const what = `is up as often as its target asks for, but fewer requests are answered: ${givenUp(share)}`;
  return [{what, advice: patience, factor: share / (1 - target), severity: 'warning'}];
}
