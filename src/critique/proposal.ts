import * as z from 'zod/mini';
import {amount, flag, mapping, name, partJsonSchema, word} from '../topology/combinators.ts';
import {factsSchema, listOrNone, open, part, words} from './facts.ts';

const content = {
  caller: name,
  callee: name,
  call: open(words),
  purpose: open(words),
  callerUsesResponse: open(words),
  consistency: open(words),
  latencyBudgetMs: open(
    z.union([amount, word('none')], {error: 'must be a number of milliseconds\nWrite 300, or none.'}),
  ),
  volume: open(words),
  proposedEvent: part(
    mapping('mapping called proposedEvent', {
      name: open(words),
      topic: open(words),
      key: open(words),
      payload: open(listOrNone(words)),
    }),
  ),
  delivery: part(
    mapping('mapping called delivery', {outbox: open(flag), idempotentConsumer: open(flag), deadLetter: open(flag)}),
  ),
  notes: open(words),
  facts: part(factsSchema),
};

/** The keys that describe a proposal, in the order of the format. */
export const proposalKeys: readonly string[] = Object.keys(content);

/** A proposal as it stands inside a case. */
export const proposalSchema = mapping('proposal', content);

/** A proposal that stands by itself, with its name beside the rest. */
export const bareProposalSchema = mapping('proposal', {id: open(words), ...content});

/** A name for a proposal that its author gave. */
export const idSchema = open(words);

/** A call that its author wants to replace by an event, in the author's words and answers; null is "not said". */
export type Proposal = Readonly<z.output<typeof proposalSchema>> & {readonly id: string};

/** The JSON Schema (2020-12) of a proposal file: one proposal, one case, a list of them, or `{cases: [...]}`. */
export function proposalJsonSchema(): Record<string, unknown> {
  const one = {anyOf: [{$ref: '#/$defs/case'}, {$ref: '#/$defs/proposal'}]};
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'eventcoach proposals: calls that might become events',
    anyOf: [
      ...one.anyOf,
      {type: 'array', minItems: 1, items: one},
      {type: 'object', required: ['cases'], properties: {cases: {type: 'array', minItems: 1, items: one}}},
    ],
    $defs: {
      proposal: partJsonSchema(bareProposalSchema),
      case: {
        type: 'object',
        required: ['proposal'],
        properties: {id: partJsonSchema(idSchema), proposal: partJsonSchema(proposalSchema)},
      },
    },
  };
}
