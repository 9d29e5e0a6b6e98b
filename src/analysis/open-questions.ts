import {listed, resultOf} from '../figures.ts';
import type {Call, Topology} from '../topology/topology.ts';
import type {Analysis} from './analysis.ts';
import {availability} from './availability.ts';
import {callees} from './call-graph.ts';
import {callSpecs} from './call-specs.ts';
import type {Coupling} from './couplings.ts';

/** A call of which the file does not say whether its caller needs the result. */
export interface OpenQuestion {
  /** The call as `callSpecs` names it. */
  readonly call: string;
  /** The caller: service, or service/endpoint. */
  readonly from: string;
  /** The callee, written the same way; the targets of a group are joined by " | ". */
  readonly to: string;
  readonly name: string;
  readonly question: string;
  readonly purpose: string | null;
  readonly request: string | null;
  /** Operations that make the call. */
  readonly operations: readonly string[];
  /** Who has to answer: the team of the caller, which knows what it does with the result. */
  readonly team: string | null;
  /** Minutes a year that the worst-hit operation gains at most when the call becomes an event; 0 where it cannot. */
  readonly worthMinutesPerYear: number;
  /** Milliseconds that a request of the caller gets faster at most; 0 where the call cannot become an event. */
  readonly worthMs: number;
  /** Does everything that is waited for state its latency? Otherwise `worthMs` leaves something out; 0: not known. */
  readonly worthMsStated: boolean;
  readonly line: number | null;
  /** Where the call stands in the file. */
  readonly path: Call['path'];
}

/**
 * The calls of unknown need that go to a service, each once, most worth first: by minutes, then by milliseconds, then
 * in file order. `analysis` is that of the same topology with nothing down.
 */
export function openQuestions(topology: Topology, analysis: Analysis): OpenQuestion[] {
  const specs = callSpecs(topology);
  const questions: OpenQuestion[] = [];
  let next = 0;
  for (const node of topology.nodes) {
    for (const call of node.calls) {
      // Couplings stand in file order, one for every callee of a call.
      const couplings = analysis.couplings.slice(next, next + callees(call).length);
      next += couplings.length;
      const targets = call.targets.map((target) => topology.nodes[target]!);
      const kinds = targets.map(({service}) => topology.services.get(service)!.kind);
      if (call.needsResult !== undefined || !kinds.includes('service')) continue;
      // The same calls that `convert` refuses: only a service consumes events, and none needs an event to itself.
      const convertible = kinds.every((kind) => kind === 'service') && targets.every((t) => t.service !== node.service);
      const labels = targets.map(({label}) => label);
      questions.push({
        call: specs.get(call)!,
        from: node.label,
        to: labels.join(' | '),
        name: call.name,
        question:
          labels.length === 1
            ? `Does ${node.label} need to wait for ${resultOf(labels[0]!)}?`
            : `Does ${node.label} need to wait for the results of ${listed(labels)}?`,
        purpose: call.purpose ?? null,
        request: call.request ?? null,
        operations: couplings[0]!.operations,
        team: topology.services.get(node.service)!.team ?? null,
        worthMinutesPerYear: convertible ? worthMinutes(topology, analysis, call, couplings) : 0,
        worthMs: convertible ? couplings[0]!.temporal.waitMs : 0,
        worthMsStated: !convertible || couplings[0]!.temporal.waitStated,
        line: topology.lineOf(call.path),
        path: call.path,
      });
    }
  }
  const more = (a: number, b: number) => (a === b ? 0 : a > b ? -1 : 1);
  return questions.sort((a, b) => more(a.worthMinutesPerYear, b.worthMinutesPerYear) || more(a.worthMs, b.worthMs));
}

/** There may be hundreds of questions: nodes of a diagram for one, past which the best case stands for the answer. */
const questionBudget = 5000;

/**
 * An upper bound of what the call costs the worst-hit operation. A target that always answers makes the call succeed,
 * so its gain is one, and the smallest is the best. Where several targets must answer, the call is taken out instead.
 */
function worthMinutes(topology: Topology, {operations}: Analysis, call: Call, couplings: readonly Coupling[]): number {
  const toTargets = couplings.slice(0, call.targets.length);
  if (call.required === 1) return Math.min(...toTargets.map((coupling) => coupling.availability.minutesPerYear));
  const ignored: Call = {...call, onFailure: {kind: 'ignore'}};
  const nodes = topology.nodes.with(call.from, {
    ...topology.nodes[call.from]!,
    calls: topology.nodes[call.from]!.calls.map((other) => (other === call ? ignored : other)),
  });
  const gains = couplings[0]!.operations.map((name) => {
    const {entry} = topology.operations.get(name)!;
    const {chance, bounds} = availability({...topology, nodes}, entry, {}, questionBudget);
    return operations[name]!.unavailability - (bounds?.down[0] ?? chance.down);
  });
  return Math.max(0, ...gains) * 525_600;
}
