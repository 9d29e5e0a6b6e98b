// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose's variables look like that.
import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {UserError} from '../../../src/errors.ts';
import {compose} from '../../../src/import/compose.ts';
import {plainRun, textArtefact} from '../text-artefact.ts';

const sample = (name: string) =>
  readFileSync(new URL(`../../../fixtures/import/compose/${name}`, import.meta.url), 'utf8');
const samples = ['shop/compose.yaml', 'otel-demo/compose.full.yaml', 'petclinic/docker-compose.yml'].map(sample);

/** Reads the text as a compose file among siblings; only a UserError may come out. */
async function survives(text: string, folder: Readonly<Record<string, string>> = {}): Promise<void> {
  try {
    const draft = await compose.read([textArtefact('compose.yaml', text, {'compose.yaml': text, ...folder})], plainRun);
    for (const {from, to} of draft.calls) expect(from.service).not.toBe(to.service);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}

it('no truncated or mutated sample breaks the import', async () => {
  const mutation = fc.record({
    text: fc.constantFrom(...samples),
    at: fc.nat(),
    length: fc.nat({max: 40}),
    put: fc.constantFrom(
      '',
      '\t',
      '{',
      '- ',
      ': ',
      '"',
      '!reset ',
      '*x',
      '&x ',
      '<<: ',
      '\n',
      '${',
      '9'.repeat(40),
      '__proto__',
      '\u001b',
    ),
    cut: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(mutation, async ({text, at, length, put, cut}) => {
      const place = at % text.length;
      await survives(text.slice(0, place) + put + (cut ? '' : text.slice(place + length)));
    }),
    {seed: 7, numRuns: 40},
  );
});

it('no shape of any field breaks the import', async () => {
  const name = fc.constantFrom('a', 'b', '__proto__', 'constructor', 'kafka', '1', '');
  const leaf = fc.oneof(
    name,
    fc.constantFrom(null, true, 0, 1e308, -1, 'http://a', 'kafka:9092', 'a:b:c', '${A', './x.json:/x', '__proto__=a'),
  );
  const value = fc.oneof(
    leaf,
    fc.array(leaf, {maxLength: 3}),
    fc.array(fc.dictionary(name, leaf), {maxLength: 2}),
    fc.dictionary(name, fc.oneof(leaf, fc.dictionary(name, leaf))),
  );
  const field = fc.constantFrom(
    ...[
      'image',
      'build',
      'environment',
      'env_file',
      'command',
      'entrypoint',
      'ports',
      'expose',
      'volumes',
      'configs',
      'secrets',
    ],
    ...[
      'labels',
      'links',
      'profiles',
      'networks',
      'deploy',
      'scale',
      'extends',
      'container_name',
      'hostname',
      'depends_on',
    ],
  );
  const services = fc.dictionary(name, fc.oneof(leaf, fc.dictionary(field, value)));
  const file = fc.record(
    {services, include: value, configs: value, secrets: value, name: leaf},
    {requiredKeys: ['services']},
  );
  await fc.assert(
    fc.asyncProperty(file, async (data) =>
      survives(JSON.stringify(data), {'x.json': '{"a.url": "http://a"}', a: 'A=b'}),
    ),
    {seed: 7, numRuns: 100},
  );
});

it('a chain of two thousand extends and includes ends', async () => {
  const chain = Array.from({length: 2000}, (_, i) => `  s${i}: {image: x, extends: s${i + 1}}`).join('\n');
  await survives(`services:\n${chain}\n  s2000: {image: x}\n`);
  const files = Object.fromEntries(
    Array.from({length: 2000}, (_, i) => [`f${i}.yaml`, `include: [f${i + 1}.yaml]\nservices: {s${i}: {image: x}}`]),
  );
  const draft = await compose.read([textArtefact('f0.yaml', files['f0.yaml']!, files)], plainRun);
  expect(draft.services).toHaveLength(51);
  expect(draft.notes[0]).toContain('f50.yaml:1 includes f51.yaml');
});

it('every call of a thousand services is there, with its own line', async () => {
  const text = Array.from(
    {length: 1000},
    (_, i) => `  s${i}x:\n    image: acme/x\n    environment:\n      NEXT_URL: http://s${i + 1}x\n`,
  );
  const draft = await compose.read([textArtefact('compose.yaml', `services:\n${text.join('')}`)], plainRun);
  expect(draft.calls.map(({origin}) => origin.line)).toEqual(Array.from({length: 1000}, (_, i) => 5 + 4 * i));
});
