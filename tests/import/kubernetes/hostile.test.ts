import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {UserError} from '../../../src/errors.ts';
import {deployed, documents, onlineBoutique, read, sample} from './read.ts';

const refused = async (...texts: string[]): Promise<UserError> => {
  const result = await read(...texts).catch((error: unknown) => error);
  expect(result).toBeInstanceOf(UserError);
  return result as UserError;
};

describe('what was not rendered', () => {
  const chart = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ';

  it.each([
    ['a line of a template', `${chart}web\n{{- if .Values.x }}\nspec: {}\n{{- end }}\n`],
    ['a name', `${chart}{{ .Release.Name }}-web\n`],
    ['a name that YAML takes for a mapping', `${chart}{{ include "x" . }}\n`],
    ['a quoted name', `${chart}"{{ .Values.name }}"\n`],
    ['an image', `${chart}web\nspec: {template: {spec: {containers: [{image: "a:{{ .Values.tag }}"}]}}}\n`],
  ])('is refused with the way on: %s of a Helm chart', async (_, text) => {
    const {message, hint} = await refused(deployed('cart'), text);
    expect(message).toMatch(/^system-2\.yaml:\d+:/);
    expect(hint).toContain('helm template');
  });

  const kustomization = (more: string) => `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${more}`;

  it('is refused with the way on: a kustomization that changes what is beside it, or stands alone', async () => {
    const patched = await refused(deployed('cart'), kustomization('patches: [{path: x.yaml}]\n'));
    expect(patched.message).toBe('system-2.yaml:1: is a kustomization, not the manifests that come of it.');
    expect(patched.hint).toContain('kustomize build');
    expect((await refused(kustomization('resources: [a.yaml]\n'))).hint).toContain('kustomize build');
  });

  it('is read where a kustomization only lists the manifests beside it', async () => {
    const {services} = await read(kustomization('resources: [a.yaml]\n'), deployed('cart'));
    expect(services.map(({name}) => name)).toEqual(['cart']);
  });

  it('is not seen in braces that are other programs’ own', async () => {
    const map = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {name: 'a'},
      data: {'alerts.tmpl': '{{ define "x" }}{{ .Values }}{{ end }}'},
    };
    const {services} = await read(
      documents(
        deployed('cart'),
        JSON.stringify(map),
        '{"apiVersion": "v1", "kind": "X", "metadata": {"name": "y"}, "spec": {"a": "{{ labels.app }}"}}',
      ),
    );
    expect(services.map(({name}) => name)).toEqual(['cart']);
  });
});

describe('broken and hostile manifests', () => {
  it('are refused with place and next step where they are no YAML or hold nothing to import', async () => {
    expect((await refused('apiVersion: v1\nkind: [\n')).message).toMatch(/^system\.yaml:\d+:\d+: /);
    expect((await refused('apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n')).message).toBe(
      'system.yaml: there is no workload and no Service in it.',
    );
    expect((await refused('')).hint).toContain('Deployments and Services');
  });

  it('may use names that JavaScript has for itself', async () => {
    const names = ['__proto__', 'constructor', 'toString'];
    const draft = await read(
      documents(...names.map((name, i) => deployed(name, {NEXT_URL: `http://${names[(i + 1) % 3]}:80`}))),
    );
    expect(draft.services.map(({name}) => name)).toEqual(names);
    expect(draft.calls).toHaveLength(3);
  });

  it('never crash the import: samples cut, mutated and with parts put in the wrong place', async () => {
    const samples = ['versions.yaml', 'settings.yaml', 'mesh.yaml', 'events.yaml', 'knative-dapr.yaml'].map(sample);
    const texts = [...samples, onlineBoutique.slice(0, 9000)];
    const junk = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      '- ',
      '\n',
      '&a ',
      '*a',
      '!!binary ',
      '9'.repeat(400),
      '\u0000',
      '{}',
      '[]',
      'null',
      '__proto__',
      '-1',
      '1e999',
      '---',
      '|',
      '"',
      '\u001b[2J',
      '$(A)',
      '....',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...texts),
        fc.array(fc.tuple(fc.double({min: 0, max: 1, noNaN: true}), fc.nat({max: 12}), junk), {maxLength: 4}),
        fc.double({min: 0.2, max: 1, noNaN: true}),
        async (text, edits, kept) => {
          let changed = text.slice(0, Math.ceil(text.length * kept));
          for (const [where, cut, put] of edits) {
            const at = Math.floor(where * changed.length);
            changed = changed.slice(0, at) + put + changed.slice(at + cut);
          }
          await soundOrRefused(changed);
        },
      ),
      {numRuns: 60, seed: 3},
    );
  });

  it('never crash the import: any value anywhere in an object', async () => {
    const keys = [
      'apiVersion',
      'kind',
      'metadata',
      'name',
      'namespace',
      'labels',
      'spec',
      'template',
      'containers',
      'env',
      'envFrom',
      'value',
      'selector',
      'items',
      'data',
      'volumes',
      'hosts',
      'http',
      'route',
      '__proto__',
    ];
    const kinds = [
      'Deployment',
      'Service',
      'List',
      'ConfigMap',
      'Secret',
      'VirtualService',
      'Ingress',
      'HTTPRoute',
      'KafkaUser',
      'Pod',
      'CronJob',
      'NetworkPolicy',
      'Trigger',
      'Component',
    ];
    const {tree} = fc.letrec((tie) => ({
      tree: fc.oneof(
        {maxDepth: 5},
        fc.constantFrom<unknown>(null, true, -1, 1e300, '', 'a', 'x.svc', 'http://a:99999999'),
        fc.array(tie('tree'), {maxLength: 3}),
        fc.dictionary(fc.constantFrom(...keys), tie('tree'), {maxKeys: 4}),
      ),
    }));
    const object = fc.record({
      apiVersion: fc.constantFrom(
        'v1',
        'apps/v1',
        'networking.istio.io/v1',
        'gateway.networking.k8s.io/v1',
        'kafka.strimzi.io/v1',
        'eventing.knative.dev/v1',
        'dapr.io/v1alpha1',
      ),
      kind: fc.constantFrom(...kinds),
      metadata: fc.oneof(fc.constant({name: 'a'}), tree),
      spec: fc.oneof(fc.record({template: tree, selector: tree, http: tree, rules: tree}), tree),
      data: tree,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(object, {minLength: 1, maxLength: 4}), async (objects) => {
        await soundOrRefused(documents(...objects.map((one) => JSON.stringify(one))));
      }),
      {numRuns: 300, seed: 5},
    );
  });
});

/** A draft whose calls lead from service to service, none to itself; or an error that a person can mend. */
async function soundOrRefused(text: string): Promise<void> {
  const draft = await read(text).catch((error: unknown) => {
    if (error instanceof UserError) return undefined;
    throw error;
  });
  const names = new Set(draft?.services.map(({name}) => name));
  for (const {from, to} of draft?.calls ?? []) {
    expect(from.service).not.toBe(to.service);
    expect(names.has(from.service) && names.has(to.service)).toBe(true);
  }
}
