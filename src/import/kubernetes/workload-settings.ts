import {argumentParts} from '../manifest/command-line.ts';
import {at, list, word} from '../manifest/fields.ts';
import {hostsIn} from '../manifest/hosts.ts';
import {groupOf, topicsOf} from '../manifest/topics.ts';
import {says} from '../manifest/variable-words.ts';
import type {Setting} from '../manifest/workload.ts';
import {environmentOf, type Given} from './environment.ts';
import {mountedFiles} from './mounted-files.ts';
import type {Reading} from './parts.ts';
import {withPlainHosts} from './plain-hosts.ts';
import {originOf} from './resources.ts';
import {expandedCommand, expandedFile} from './variables.ts';
import type {Container, Workload} from './workloads.ts';

/** Everything that the containers of a workload are told: variables, command lines, mounted configuration files. */
export function settingsFor(workload: Workload, {settings, trust, resolve}: Reading): Setting[] {
  const environments = workload.containers.map((container) => environmentOf(workload, container, settings, trust));
  const given = workload.containers.flatMap((container, index): Given[] => {
    const environment = environments[index]!;
    return [...environment.values(), ...commandLine(workload, container, environment)];
  });
  const variable = (name: string) => environments.find((one) => one.has(name))?.get(name)?.value;
  const files = mountedFiles(workload, settings, trust).map((one) => ({
    ...one,
    value: expandedFile(one.value, variable),
  }));
  const known = (host: string) => resolve(host, workload.namespace) !== undefined;
  const taken = (one: Given) => settingOf({...one, value: withPlainHosts(one.value, workload.namespace, known)});
  return [...given.map(taken), ...files.map(taken).filter((one) => tells(one, known))];
}

/** A setting; places are looked up when asked for, as most settings say nothing. */
function settingOf({name, value, origin}: Given): Setting {
  let found: ReturnType<Given['origin']> | undefined;
  const place = () => {
    found ??= origin();
    return found;
  };
  return {
    name,
    value,
    get file() {
      return place().file;
    },
    get line() {
      return place().line;
    },
    get rule() {
      return place().rule;
    },
    get confidence() {
      return place().confidence;
    },
  };
}

/**
 * A file holds much that is only a word or only a link: taken is what names a host by its shape or key, and is known in the
 * manifests or stands under a key that speaks of hosts; and what names topics and consumer groups.
 */
function tells(setting: Setting, known: (host: string) => boolean): boolean {
  const {name, value} = setting;
  const speaks = says(name) === 'host' || says(name) === 'perhaps';
  return (
    hostsIn(name, value).some(({shape, host}) => shape !== 'word' && (speaks || known(host))) ||
    topicsOf([setting]).length > 0 ||
    groupOf([setting]) !== undefined
  );
}

/** The flags and arguments of a container, references to its variables replaced. */
function commandLine(workload: Workload, container: Container, environment: ReadonlyMap<string, Given>): Given[] {
  const variable = (name: string) => environment.get(name)?.value;
  const key = at(container.data, 'args') === undefined ? 'command' : 'args';
  const words = [...list(at(container.data, 'command')), ...list(at(container.data, 'args'))].flatMap((one) => {
    const text = word(one);
    return text === undefined ? [] : expandedCommand(text, variable);
  });
  const origin = (name: string) => () =>
    originOf(workload.resource, [...container.path, key], name === key ? key : `${key} ${name}`);
  // A word with spaces is a script for a shell and read as a command line of its own.
  const scripts = words
    .filter((one) => /\s/.test(one))
    .map((value): Given => ({name: key, value, origin: origin(key)}));
  const flags = argumentParts(
    key,
    words.filter((one) => !/\s/.test(one)),
  ).map(({variable, value}): Given => ({name: variable, value, origin: origin(variable)}));
  return [...flags, ...scripts];
}
