import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import {at, type Mapping} from '../manifest/fields.ts';
import type {Resource} from './resources.ts';

const render = 'Render it first and import the result: helm template CHART > rendered.yaml';
const build = 'Build it first and import the result: kustomize build FOLDER > built.yaml';

/** What a template engine would replace; other programs' own braces (alerts, dashboards, workflows) are none of these. */
const marker =
  /\{\{-?\s*(?:\.(?:Values|Release|Chart|Files|Capabilities|Template)\b|(?:include|template|if|range|with|end|define|toYaml|tpl|required|default|printf)\b|\$)/;

/** What a kustomization may say without changing what the manifests beside it mean for calls. */
const harmless = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'resources',
  'images',
  'labels',
  'commonLabels',
  'commonAnnotations',
  'buildMetadata',
  'sortOptions',
  'namespace',
  'replicas',
  'configurations',
]);

/** Throws a UserError for templates that were not rendered, and for a kustomization that would change what is beside it. */
export function refuseUnrendered(resources: readonly Resource[]): void {
  for (const resource of resources) {
    const where = `${printableLine(resource.file)}:${resource.lineOf([])}`;
    if (isKustomization(resource)) {
      const changes = Object.keys(resource.data).filter((key) => !harmless.has(key));
      if (changes.length > 0 || resources.every(isKustomization))
        throw new UserError(`${where}: is a kustomization, not the manifests that come of it.`, build);
    }
    const template = templatedAt(resource);
    if (template)
      throw new UserError(
        `${printableLine(resource.file)}:${template.line}: is a template that was not rendered: ${printableLine(template.text)}`,
        render,
      );
  }
}

/** A list of manifests for kustomize; Flux has a kind of the same name. */
function isKustomization({kind, group, data}: Resource): boolean {
  return (
    (kind === 'Kustomization' || kind === 'Component') &&
    (group === 'kustomize.config.k8s.io' || (group === '' && at(data, 'resources') !== undefined))
  );
}

function templatedAt(resource: Resource): {readonly line: number; readonly text: string} | undefined {
  if (/\{\{/.test(resource.kind + resource.name))
    return {line: resource.lineOf(['metadata', 'name']), text: resource.name};
  const name = at(resource.data, 'metadata', 'name');
  // `name: {{ .Values.name }}` without quotes is a mapping to YAML.
  if (typeof name === 'object' && name !== null)
    return {line: resource.lineOf(['metadata', 'name']), text: `{${Object.keys(name).join(',')}}`.slice(0, 80)};
  return markedIn(resource, at(resource.data, 'spec') as Mapping | undefined);
}

function markedIn(resource: Resource, spec: unknown): {readonly line: number; readonly text: string} | undefined {
  const waiting: [(string | number)[], unknown][] = [[['spec'], spec]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [path, value] = next;
    if (typeof value === 'string') {
      if (value.includes('{{') && marker.test(value)) return {line: resource.lineOf(path), text: value.slice(0, 80)};
    } else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value))
        waiting.push([[...path, Array.isArray(value) ? Number(key) : key], inner]);
  }
  return undefined;
}
