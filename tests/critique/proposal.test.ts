import {expect, it} from 'vitest';
import {proposalJsonSchema, proposalKeys} from '../../src/critique/proposal.ts';

type Node = {readonly [key: string]: Node} & {readonly enum?: readonly string[]; readonly anyOf?: readonly Node[]};

it('exports a JSON Schema with every key of the format and its closed answers', () => {
  const schema = proposalJsonSchema() as unknown as Node;
  const {properties, required} = schema['$defs']!['case']!['properties']!['proposal']! as unknown as {
    properties: Record<string, Node>;
    required: readonly string[];
  };
  expect(Object.keys(properties)).toEqual(proposalKeys);
  expect(required).toEqual(['caller', 'callee']);
  const text = JSON.stringify(properties['facts']);
  for (const answer of ['told-later', 'generated-value', 'happens-twice', 'most-at-once', 'needs-it', 'unrelated']) {
    expect(text).toContain(`"${answer}"`);
  }
});

it('exports a JSON Schema that refuses unknown keys and lets answers be null', () => {
  const text = JSON.stringify(proposalJsonSchema());
  expect(text).toContain('"additionalProperties":false');
  expect(text).toContain('{"type":"null"}');
});
