import {partJsonSchema} from './combinators.ts';
import {topologySchema} from './schema.ts';

/** The JSON Schema (2020-12) of the topology file, for editors that complete and check it. Names and their references are checked by the parser alone. */
export function topologyJsonSchema(): Record<string, unknown> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'eventcoach topology: services, brokers, events and operations of one system',
    ...partJsonSchema(topologySchema),
  };
}
