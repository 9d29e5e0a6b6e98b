import {count, listed} from '../../figures.ts';
import type {Call, Topology} from '../../topology/topology.ts';
import {components} from '../call-graph.ts';
import {callSubject} from './call-subject.ts';
import type {Reported, Rule} from './rule.ts';
import {callsByService, type ServiceCall} from './service-graph.ts';
import {shortestPath} from './shortest-path.ts';

/** More steps than a sentence should list. */
const shown = 20;

/** Services that call each other in a circle, whatever their endpoints, and services that call themselves. */
export const callCycle: Rule = {
  id: 'call-cycle',
  source:
    'Bogner, Boceck, Popp, Tschechlov, Wagner and Zimmermann, Towards a Collaborative Repository for the Documentation of Service-Based Antipatterns and Bad Smells, ICSA-C 2019: "Cyclic Dependency"; components after Tarjan, SIAM Journal on Computing 1 (1972)',
  judge: ({topology}) => {
    const calls = callsByService(topology);
    const names = [...calls.keys()];
    const position = new Map(names.map((name, i) => [name, i]));
    const next = names.map((name) => calls.get(name)!.map(({to}) => position.get(to)!));
    const cycles = components(next.keys(), (index) => next[index]!)
      .filter((members) => members.length > 1)
      .map((members) => members.sort((a, b) => a - b).map((index) => names[index]!))
      .sort((a, b) => position.get(a[0]!)! - position.get(b[0]!)!);
    return {
      findings: [
        ...cycles.map((members) => cycleFinding(topology, calls, members)),
        ...[...calls.values()]
          .flatMap((own) => own.filter(({from, to}) => from === to).slice(0, 1))
          .map((own) => selfFinding(topology, own)),
      ],
      blindSpots: [],
    };
  },
};

function cycleFinding(
  topology: Topology,
  calls: ReadonlyMap<string, readonly ServiceCall[]>,
  members: readonly string[],
): Reported {
  const own = new Set(members);
  const inside = (name: string) => calls.get(name)!.filter(({from, to}) => own.has(to) && to !== from);
  // The best call to take away; of several that are needed the one that leads back to the first service of the file.
  const best = members
    .flatMap(inside)
    .reduce((a, b) =>
      need(b.call) < need(a.call) ||
      (need(b.call) === need(a.call) && need(a.call) === 2 && b.to === members[0] && a.to !== members[0])
        ? b
        : a,
    );
  const {subject} = callSubject(topology, best.call, best.target);
  const round = [best.from, ...shortestPath(best.to, best.from, (name) => inside(name).map(({to}) => to))!];
  const who = members.length > 3 ? `${count(members.length)} services` : listed(members);
  return {
    severity: 'warning',
    subject,
    message: `${who} call each other in a circle (${roundText(round)}): what slows or stops one of them comes back to it through the others.`,
    advice: [
      `${subject.from} does not need the answer of ${subject.to}: an event in place of this call opens the circle.`,
      `Does ${subject.from} need the answer of ${subject.to}? If not (needsResult: false), an event in place of this call opens the circle.`,
      `Send with the request what ${subject.to} would be asked for, keep a copy of it, or move what both need into one service.`,
    ][need(best.call)]!,
    line: topology.lineOf(best.call.path),
  };
}

/** The first steps of a round, and where it ends. */
function roundText(round: readonly string[]): string {
  return (round.length > shown ? [...round.slice(0, shown - 1), '...', round.at(-1)] : round).join(' -> ');
}

/** 0: nobody needs the answer; 1: not known; 2: needed. */
function need({needsResult, kind}: Call): number {
  if (needsResult === false) return 0;
  return needsResult === undefined && kind !== 'query' ? 1 : 2;
}

function selfFinding(topology: Topology, {call, target, from}: ServiceCall): Reported {
  const {subject} = callSubject(topology, call, target);
  return {
    severity: 'info',
    subject,
    message: `${from} calls itself (${subject.from} -> ${subject.to}): one request takes two of its places, and when all are taken by first halves, no second half gets one.`,
    advice: 'Call the code instead of the endpoint, or give this call a pool of its own.',
    line: topology.lineOf(call.path),
  };
}
