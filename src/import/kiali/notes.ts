import {short} from '../../figures.ts';
import {flagNotes} from './flags.ts';
import {outside} from './flows.ts';
import type {Mesh} from './mesh.ts';
import type {Traffic} from './traffic.ts';

/** What the graph leaves open and a person can answer. */
export function questions(mesh: Mesh): string[] {
  const toBrokers = mesh.calls.filter(({to}) => mesh.software.get(to) === 'broker');
  const outward = mesh.calls.filter(({to}) => to === outside);
  const timed = [...mesh.nodesOf].filter(([, nodes]) => nodes.some(({requestTimeout}) => requestTimeout));
  return [
    ...toBrokers.map(
      ({from, to, traffic}) =>
        `Does ${from} publish or read on ${to}, and which topic? (${place(traffic)} tcp traffic)`,
    ),
    ...outward.map(
      ({from, traffic}) => `Which hosts outside the mesh does ${from} call? (${place(traffic)} traffic to ${outside})`,
    ),
    ...timed.map(
      ([name, nodes]) => `How long is the timeout of the route to ${name}? (${place(nodes[0]!)} hasRequestTimeout)`,
    ),
  ];
}

/** What the reader of the import must know. */
export function notes({calls, inside, lost}: Mesh): string[] {
  const timed = calls.some(({traffic}) => traffic.responseTimeMs !== undefined);
  const counted = calls.some(({traffic}) => traffic.requests > 0);
  const bytes = calls.filter(({traffic}) => traffic.requests === 0).length;
  return [
    ...(counted ? ['Kiali counts: calls a request are averages, and answers with 4xx are no failures.'] : []),
    ...(timed
      ? ["The graph does not say which response time it holds: read as the 95th percentile, Kiali's default."]
      : []),
    ...(bytes > 0
      ? [`${bytes === 1 ? 'One call is' : `${bytes} calls are`} seen as bytes only (TCP): without rate and failures.`]
      : []),
    ...[...inside].map(
      ([name, traffic]) => `${name} calls itself (${amount(traffic)}): left out, no other service takes part.`,
    ),
    ...[...lost].map(([name, traffic]) => `${name} calls what the mesh does not know (${amount(traffic)}): left out.`),
    ...flagNotes(calls),
  ];
}

function amount({requests}: Traffic): string {
  return requests > 0 ? `${short(requests)} requests a second` : 'TCP';
}

function place({file, line}: {readonly file: string; readonly line: number | undefined}): string {
  return line === undefined ? file : `${file}:${line}`;
}
