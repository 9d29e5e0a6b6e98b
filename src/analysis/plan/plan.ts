import type {Edit} from '../../topology/edit.ts';
import type {Topology} from '../../topology/topology.ts';
import type {Analysis} from '../analysis.ts';
import {type Comparison, comparison} from '../comparison.ts';
import {impatience} from '../impatience.ts';
import {type OpenQuestion, openQuestions} from '../open-questions.ts';
import {candidatesOf, type Kept, type Named, named} from './candidates.ts';
import {type Choice, choice, notWorthBecause, type Stop} from './choice.ts';
import type {Ranked} from './ranking.ts';
import {type Sides, sides} from './sides.ts';
import {conversionsOf, eventNames} from './step-events.ts';

/** A conversion of the plan, with what it adds to those before it. */
export interface Step extends Named {
  /** The event that carries it. */
  readonly event: string;
  /** The operation that gains most of it; null: none makes the call. */
  readonly operation: string | null;
  /** What that operation gains. */
  readonly gainMinutesPerYear: number;
  /** Of the typical time; null: it was without end. */
  readonly gainMs: number | null;
  /** With this step and those before it every target is met. */
  readonly meetsTargetsAfter: boolean;
}

/** The answer to `plan`: which conversions, in which order, and where to stop. */
export interface Plan {
  readonly schema: 'eventcoach/plan@1';
  readonly steps: readonly Step[];
  /** Not needed for the targets, but worth something. */
  readonly further: readonly Step[];
  readonly questions: readonly Omit<OpenQuestion, 'path'>[];
  readonly kept: readonly Kept[];
  readonly method: 'exact' | 'greedy';
  readonly stop: Stop;
  /** Targets that are missed as planned, and whether they would be met if every open question were answered with no. */
  readonly missed: readonly {readonly operation: string; readonly metWithAnswers: boolean}[];
  /** Operations that may meet their targets or not: too tangled to be worked out. What helps them is in the steps as if they missed them. */
  readonly notKnown: readonly string[];
  readonly operations: Readonly<Record<string, Sides>>;
  /** Effects a year that the cheapest fix loses; null: some rate is not known. */
  readonly lostByCheapestFixPerYear: number | null;
  /** Consumers that would fall behind for ever. */
  readonly fallBehind: readonly string[];
  /** What gets worse with the steps. */
  readonly worse: readonly string[];
  readonly assumptions: readonly string[];
}

/** What a plan needs of the outside: the analysis of today, and how a change of the file is carried out and analyzed. */
export interface Means {
  readonly today: Analysis;
  /** Where events would go; undefined: the file has no broker, so that nothing can be converted. */
  readonly broker: string | undefined;
  readonly edited: (edits: readonly Edit[]) => Topology;
  readonly analyzed: (topology: Topology) => Analysis;
}

/** A plan, and what comes of it: null where it has no steps. */
export interface Planned {
  readonly plan: Plan;
  readonly outcome: {readonly converted: Topology; readonly comparison: Comparison} | null;
}

/**
 * The plan of a topology: the smallest set of conversions with which every target is met, where there is one; otherwise
 * all that are worth it. Never a call whose result is needed; where that is not known it is a question.
 */
export function plan(topology: Topology, {today, broker, edited, analyzed}: Means): Planned {
  const {candidates, kept, open} = candidatesOf(topology);
  const chosen: Choice = choice(topology, broker === undefined ? [] : candidates, open, broker ?? '');
  const calls = chosen.steps.map(({call}) => call);
  const events = eventNames(topology, [...calls, ...chosen.further.map(({call}) => call)]);
  const {edits, conversions} = conversionsOf(topology, calls, events, broker ?? '', false);
  const cheapest = impatience(topology, calls);
  const converted = edits.length === 0 ? undefined : edited(edits);
  const after = converted ? analyzed(converted) : today;
  const instead = (changes: readonly Edit[]) => (converted ? analyzed(edited(changes)) : today);
  const fixed = instead(cheapest.edits);
  const withOutbox = instead(conversionsOf(topology, calls, events, broker ?? '', true).edits);
  const outcome = converted ? {converted, comparison: comparison(today, after, converted, conversions, [])} : null;
  const step = ({call, gain}: Ranked, meetsTargetsAfter: boolean): Step => ({
    ...named(topology, call),
    event: events.get(call.from)!,
    operation: gain.operation ?? null,
    gainMinutesPerYear: gain.minutesPerYear,
    gainMs: Number.isFinite(gain.ms) ? gain.ms : null,
    meetsTargetsAfter,
  });
  const operations = sides(today, fixed, after, withOutbox);
  const isKnown = (name: string) => operations[name]!.planned.targetsMet !== 'not known';
  const stays = (ranked: Ranked): Kept => ({...named(topology, ranked.call), because: notWorthBecause(ranked)});
  return {
    outcome,
    plan: {
      schema: 'eventcoach/plan@1',
      steps: chosen.steps.map((ranked, i) => step(ranked, chosen.metAfter(i + 1))),
      further: chosen.further.map((ranked) => step(ranked, true)),
      questions: openQuestions(topology, today).map(({path: _, ...question}) => question),
      kept: [...kept, ...chosen.notWorth.map(stays)],
      method: chosen.method,
      stop: chosen.stop,
      missed: chosen.missed.filter(({operation}) => isKnown(operation)),
      notKnown: chosen.missed.flatMap(({operation}) => (isKnown(operation) ? [] : [operation])),
      operations,
      lostByCheapestFixPerYear: cheapest.lostPerYear,
      fallBehind: [
        ...new Set(
          (outcome?.comparison.lateBy ?? []).filter((lag) => lag.keepsUp === false).map((lag) => lag.consumer),
        ),
      ],
      worse: outcome?.comparison.worse ?? [],
      assumptions: today.assumptions,
    },
  };
}
