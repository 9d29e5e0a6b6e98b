import fc from 'fast-check';
import {analysis} from '../../../src/analysis/analysis.ts';
import {rules} from '../../../src/analysis/rules/index.ts';
import type {Side} from '../../../src/report/html/side.ts';
import {topologyOf} from '../../analysis/built.ts';

/** A file's topology with its analysis, by all rules but those of these ids. */
export function sideOf(file: string | object, without: readonly string[] = []): Side {
  const topology = topologyOf(file);
  return {
    topology,
    analysis: analysis(topology, {rules: Object.values(rules).filter(({id}) => !without.includes(id))}),
  };
}

interface Call {
  readonly from: number;
  readonly to: number;
  readonly needsResult: boolean | undefined;
  readonly fallback: number | undefined;
}

interface Event {
  readonly producer: number;
  readonly consumers: readonly number[];
}

/** A system by the places of its services, before they have names. */
export interface Shape {
  readonly kinds: readonly ('service' | 'datastore' | 'external')[];
  readonly calls: readonly Call[];
  readonly events: readonly Event[];
}

/** Systems of up to `most` services, with circles of calls, calls to oneself, and events in circles. */
export function shapes(most: number): fc.Arbitrary<Shape> {
  return fc.integer({min: 1, max: most}).chain((size) => {
    const place = fc.nat({max: size - 1});
    const call = fc.record({
      from: place,
      to: place,
      needsResult: fc.constantFrom(true, false, undefined),
      fallback: fc.option(place, {nil: undefined, freq: 5}),
    });
    const event = fc.record({producer: place, consumers: fc.uniqueArray(place, {maxLength: 3})});
    return fc.record({
      kinds: fc.array(fc.constantFrom('service' as const, 'service', 'datastore', 'external'), {
        minLength: size,
        maxLength: size,
      }),
      calls: fc.array(call, {maxLength: size * 2}),
      events: fc.array(event, {maxLength: 4}),
    });
  });
}

/** Names that a shape needs: of services, then events, then the broker, the operation, a team and the system. */
export function plainNames({kinds, events}: Shape): string[] {
  return [...kinds.map((_, i) => `s${i}`), ...events.map((_, i) => `E${i}`), 'kafka', 'go', 'team', 'system'];
}

/** A file of this shape with these names. */
export function fileOf({kinds, calls, events}: Shape, names: readonly string[]): object {
  const [eventsAt, rest] = [kinds.length, kinds.length + events.length];
  const [broker, operation, team, system] = names.slice(rest) as [string, string, string, string];
  const services = kinds.map((kind, index): [string, object] => {
    const own = calls
      .filter(({from}) => from === index)
      .map(({to, needsResult, fallback}) => ({
        to: names[to],
        ...(needsResult === undefined ? {} : {needsResult}),
        ...(fallback === undefined ? {} : {onFailure: {fallback: names[fallback]}}),
      }));
    return [names[index]!, {kind, team, latency: '3ms', calls: own}];
  });
  const published = events.map(({producer, consumers}, index): [string, object] => {
    const readers = Object.fromEntries(consumers.map((place) => [names[place]!, {}]));
    return [names[eventsAt + index]!, {producer: names[producer], via: broker, consumers: readers}];
  });
  return {
    name: system,
    services: Object.fromEntries(services),
    brokers: {[broker]: {}},
    events: Object.fromEntries(published),
    operations: {[operation]: {entry: names[0], rate: '3/s', target: {availability: '99.9%', p99: '10ms'}}},
  };
}
