import {readFileSync} from 'node:fs';
import type {Draft} from '../../../src/import/draft.ts';
import {kubernetes} from '../../../src/import/kubernetes.ts';
import {plainRun, textArtefact} from '../text-artefact.ts';

/** A sample written for this project. */
export function sample(name: string): string {
  return readFileSync(new URL(`../../../fixtures/import/kubernetes/${name}`, import.meta.url), 'utf8');
}

/** The release manifest of Online Boutique. */
export const onlineBoutique = readFileSync(
  new URL('../../../fixtures/online-boutique/kubernetes-manifests.yaml', import.meta.url),
  'utf8',
);

/** What texts say together, each a file of its own. */
export function read(...texts: readonly string[]): Promise<Draft> {
  const files = texts.map((text, index) =>
    textArtefact(index === 0 ? 'system.yaml' : `system-${index + 1}.yaml`, text),
  );
  return kubernetes.read(files, plainRun);
}

/** The calls as `from -> to`, sorted. */
export function edges({calls}: Draft): string[] {
  return calls.map(({from, to}) => `${from.service} -> ${to.service}`).sort();
}

/** A Deployment with one container, and the Service of its name. */
export function deployed(
  name: string,
  environment: Readonly<Record<string, string>> = {},
  namespace: string | undefined = undefined,
): string {
  const metadata = {name, ...(namespace !== undefined && {namespace})};
  const env = Object.entries(environment).map(([key, value]) => ({name: key, value}));
  const spec = {template: {metadata: {labels: {app: name}}, spec: {containers: [{name, image: `r/${name}`, env}]}}};
  return [
    JSON.stringify({apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec}),
    JSON.stringify({apiVersion: 'v1', kind: 'Service', metadata, spec: {selector: {app: name}}}),
  ].join('\n---\n');
}

/** Several documents as one file. */
export function documents(...texts: readonly string[]): string {
  return texts.join('\n---\n');
}
