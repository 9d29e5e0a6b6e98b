import {argumentParts} from '../manifest/command-line.ts';
import {isSetUpJob, kindOf, toolOf} from '../manifest/kinds.ts';
import {says, wordsOf} from '../manifest/variable-words.ts';
import {resolverOf, type Setting, type Workload} from '../manifest/workload.ts';
import {fromMountedFiles} from './configuration-files.ts';
import {type FromEnvironmentFiles, fromEnvironmentFiles} from './environment-files.ts';
import type {Lookup} from './interpolate.ts';
import type {ComposeModel} from './load.ts';
import {proxiedBy} from './proxied.ts';
import type {Entry, ServicePart} from './service-part.ts';

/** The services of a compose model as workloads, and what could not be read of them. */
export interface ComposeWorkloads {
  readonly workloads: readonly Workload[];
  readonly notes: readonly string[];
  /** Environment files that several services are given, with how many: nobody need use all of one. */
  readonly shared: ReadonlyMap<string, number>;
  /** The configuration files that services mount. */
  readonly mounted: readonly string[];
}

/**
 * Every service with the values that may name others: environment, environment files, build arguments, command line, labels
 * that a proxy reads, mounted configuration files. Health checks and start-up order are not among them. Something that only
 * sets up a broker or store is left out, in the notes.
 */
export async function composeWorkloads(model: ComposeModel, lookup: Lookup): Promise<ComposeWorkloads> {
  const notes: string[] = [];
  const jobs = [...model.services].filter(([name, {image}]) => isSetUpJob({name, image})).map(([name]) => name);
  if (jobs.length > 0) notes.push(`Left out, because they set something up once and end: ${jobs.join(', ')}.`);
  const services = new Map([...model.services].filter(([name]) => !jobs.includes(name)));
  const proxied = proxiedBy(services);
  const environments = new Map<string, FromEnvironmentFiles>();
  for (const [name, part] of services) environments.set(name, await fromEnvironmentFiles(part, model, lookup));
  const shared = sharedFiles([...environments.values()]);
  const plain = [...services].map(
    ([name, part]): Workload => ({
      name,
      nature: kindOf({name, image: part.image, built: part.built, ports: part.ports}),
      tool: toolOf({name, image: part.image}),
      replicas: part.replicas,
      names: [...part.names, ...part.networks.map((network) => `${name}.${network}`)],
      links: new Map(part.links.map(([alias, target]) => [alias.toLowerCase(), target])),
      settings: [...ownSettings(part, environments.get(name)!.settings, shared), ...(proxied.get(name) ?? [])],
      origin: {file: part.file, line: part.line, rule: `service ${name}`, confidence: 'sure'},
    }),
  );
  const missing = [...environments.values()].flatMap((one) => one.missing);
  const outside = [...environments.values()].flatMap((one) => one.outside);
  const callers = new Map(
    plain.filter(({nature}) => nature.kind === 'service').map(({name}) => [name, services.get(name)!]),
  );
  const resolve = resolverOf(plain);
  const mounted = await fromMountedFiles(
    callers,
    model,
    (host) => plain[0] !== undefined && resolve(host, plain[0]) !== undefined,
  );
  if (missing.length > 0)
    notes.push(
      `Environment files that are not there${missing.some((file) => /(?:^|\/)\.\.\//.test(file)) ? ' or lie outside the folder' : ''}: ${missing.join(', ')}; what they name is missing.`,
    );
  if (outside.length > 0)
    notes.push(`Environment files outside the folder are not read: ${outside.join(', ')}; what they name is missing.`);
  const unset = [...model.missing].filter((name) => says(name) === 'host' || wordsOf(name).includes('service'));
  if (unset.length > 0) notes.push(`Set in no environment file: ${unset.join(', ')}; what they name is missing.`);
  return {
    workloads: plain.map((one) => ({...one, settings: [...one.settings, ...(mounted.settings.get(one.name) ?? [])]})),
    notes: [...notes, ...mounted.notes],
    shared,
    mounted: mounted.files,
  };
}

function sharedFiles(environments: readonly FromEnvironmentFiles[]): ReadonlyMap<string, number> {
  const users = new Map<string, number>();
  for (const {files} of environments) for (const file of files) users.set(file, (users.get(file) ?? 0) + 1);
  return new Map([...users].filter(([, count]) => count > 1));
}

function ownSettings(
  part: ServicePart,
  fromFiles: ReadonlyMap<string, Setting>,
  shared: ReadonlyMap<string, number>,
): Setting[] {
  const environment = new Map<string, Setting>();
  for (const [name, setting] of fromFiles)
    environment.set(name, shared.has(setting.file) ? {...setting, confidence: 'guess'} : setting);
  for (const [name, entry] of part.environment) environment.set(name, {name, ...entry, rule: `environment ${name}`});
  return [
    ...environment.values(),
    ...[...part.arguments].map(
      ([name, entry]): Setting => ({name, ...entry, rule: `build argument ${name}`, confidence: 'likely'}),
    ),
    ...commandSettings('entrypoint', part.entrypoint ?? []),
    ...commandSettings('command', part.command ?? []),
  ];
}

function commandSettings(where: string, entries: readonly Entry[]): Setting[] {
  const [first] = entries;
  if (first === undefined) return [];
  const lines = new Map(entries.map(({value, line}) => [value, line]));
  return argumentParts(
    where,
    entries.map(({value}) => value),
  ).map(({variable, value}) => ({
    name: variable,
    value,
    file: first.file,
    line: lines.get(value) ?? first.line,
    rule: variable === where ? where : `${where} ${variable}`,
  }));
}
