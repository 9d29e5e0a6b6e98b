import type {Analysis} from '../analysis/analysis.ts';
import type {Coupling} from '../analysis/couplings.ts';
import type {Topology} from '../topology/topology.ts';
import {waitsText} from './coupling-words.ts';
import {costliest} from './headline-markdown.ts';
import {mermaidLabel} from './mermaid-label.ts';

/** A box of the drawing: a service, or an event on its way from producer to consumers. */
export type Box = `service ${string}` | `event ${string}`;

/** An arrow: its label is Mermaid already. */
export interface Link {
  readonly from: Box;
  readonly to: Box;
  readonly label: string;
  /** Whether a caller needs the result; `event`: nobody waits. */
  readonly kind: 'needed' | 'notNeeded' | 'unknown' | 'event';
}

/** Every arrow of the drawing: calls, the costliest first, then who publishes and who reads; telemetry left out. */
export function links({services, nodes, events}: Topology, {couplings}: Analysis): Link[] {
  const isDrawn = (service: string) => services.get(service)?.telemetry === false;
  const calls = costliest(couplings.filter(({from, to}) => isDrawn(from) && isDrawn(to))).map(
    (c): Link => ({
      from: `service ${c.from}`,
      to: `service ${c.to}`,
      label: callLabel(c),
      kind: needs[`${c.needsResult}`].kind,
    }),
  );
  const facts = [...events.values()].flatMap((event): Link[] => {
    const box: Box = `event ${event.name}`;
    const producers = event.producers.map((index) => nodes[index]!).filter(({service}) => isDrawn(service));
    const consumers = event.consumers.filter(({service}) => isDrawn(service));
    return [
      ...producers.map(({service, endpoint}): Link => {
        const outbox = event.outbox ? ', by an outbox' : '';
        const label = `${endpoint === undefined ? '' : `/${mermaidLabel(endpoint)} `}publishes${outbox}`;
        return {from: `service ${service}`, to: box, label, kind: 'event'};
      }),
      ...consumers.map(({service, label}): Link => {
        const endpoint = label.slice(service.length + 1);
        return {
          from: box,
          to: `service ${service}`,
          label: `read${endpoint === '' ? '' : ` by /${mermaidLabel(endpoint)}`}`,
          kind: 'event',
        };
      }),
    ];
  });
  return [...calls, ...facts];
}

const needs = {
  true: {kind: 'needed', text: 'result needed'},
  false: {kind: 'notNeeded', text: 'result not needed'},
  null: {kind: 'unknown', text: 'result needed?'},
} as const;

function callLabel(c: Coupling): string {
  const ends = [
    ...(c.fromEndpoint === undefined ? [] : [`/${mermaidLabel(c.fromEndpoint)}`]),
    ...(c.toEndpoint === undefined ? [] : [`to /${mermaidLabel(c.toEndpoint)}`]),
  ];
  return [
    ...(ends.length === 0 ? [] : [ends.join(' ')]),
    ...(c.name === c.to ? [] : [mermaidLabel(c.name)]),
    ...(c.role === undefined ? [] : ['fallback']),
    waitsText(c),
    needs[`${c.needsResult}`].text,
  ].join(', ');
}
