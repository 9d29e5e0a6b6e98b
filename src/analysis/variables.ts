import type {Chance} from '../topology/quantity.ts';
import type {Call, Topology} from '../topology/topology.ts';
import {selfChance} from './self-chance.ts';

/** Something that is up or down by itself: a service, broker or shared fate, or the draw whether a call or publish is made. */
export interface Variable {
  readonly kind: 'service' | 'broker' | 'sharedFate' | 'draw';
  readonly name: string;
  readonly chance: Chance;
}

export type Variables = ReturnType<typeof variables>;

/** The variables of a topology, each made once; services and brokers in `down` are down for certain. */
export function variables(topology: Topology, down: ReadonlySet<string>) {
  const known = {
    service: new Map<string, Variable>(),
    broker: new Map<string, Variable>(),
    sharedFate: new Map<string, Variable>(),
  };
  const once = (kind: keyof typeof known, name: string, chance: () => Chance): Variable => {
    let variable = known[kind].get(name);
    if (!variable) {
      variable = {kind, name, chance: down.has(name) ? {up: 0, down: 1} : chance()};
      known[kind].set(name, variable);
    }
    return variable;
  };
  const draws = new Map<unknown, Variable>();
  const draw = (key: unknown, name: string, made: Chance): Variable => {
    let variable = draws.get(key);
    if (!variable) {
      // "Down" is the case that can hurt: the call or publish is made.
      variable = {kind: 'draw', name, chance: {up: made.down, down: made.up}};
      draws.set(key, variable);
    }
    return variable;
  };
  return {
    service: (name: string) => once('service', name, () => selfChance(topology.services.get(name)!)),
    broker: (name: string) => once('broker', name, () => topology.brokers.get(name)!.availability),
    sharedFate: (name: string) => once('sharedFate', name, () => topology.sharedFates.get(name)!),
    made: (call: Call) => draw(call, call.name, call.probability),
    published: (node: number, event: string, chance: Chance) => draw(`${node} ${event}`, event, chance),
  };
}
