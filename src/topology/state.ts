import {parseDocument} from 'yaml';
import {didYouMean} from '../nearest.ts';
import type {Edit} from './edit.ts';
import type {Topology} from './topology.ts';

/** The edit that `SERVICE.FIELD=VALUE` asks for, or what is wrong with it. */
export type StateEdit = {readonly edit: Edit} | {readonly message: string; readonly hint: string};

/**
 * Reads `notification.latency=2s`: the longest name before a dot is a service, an endpoint (`shop/create.latency`), a
 * broker or an operation (`create-task.rate=100/s`); the field may go deeper (`audit.deploys.perWeek`).
 */
export function stateEdit(topology: Topology, text: string): StateEdit {
  const equals = text.indexOf('=');
  const target = text.slice(0, Math.max(0, equals));
  const value = text.slice(equals + 1).trim();
  if (equals < 1 || value === '') {
    return {
      message: `--set ${text}: not of the form SERVICE.FIELD=VALUE`,
      hint: 'For example: --set notification.latency=2s',
    };
  }
  const places = new Map([
    ...topology.nodes.map((node) => [node.label, node.path] as const),
    ...[...topology.operations.values()].filter((o) => !o.implied).map((o) => [o.name, o.path] as const),
    ...[...topology.brokers.values()].map((broker) => [broker.name, broker.path] as const),
    ...[...topology.services.values()].map((service) => [service.name, service.path] as const),
  ]);
  for (let dot = target.lastIndexOf('.'); dot > 0; dot = target.lastIndexOf('.', dot - 1)) {
    const path = places.get(target.slice(0, dot));
    if (!path) continue;
    const read = parseDocument(value, {logLevel: 'silent'});
    if (read.errors.length + read.warnings.length > 0) {
      return {
        message: `--set ${text}: the value cannot be read`,
        hint: 'Write it as in the file: 2s, 99.9%, 200 or {count: 3}.',
      };
    }
    return {edit: {path: [...path, ...target.slice(dot + 1).split('.')], value: read.toJS({maxAliasCount: 0})}};
  }
  if (places.has(target)) {
    return {
      message: `--set ${text}: which field of ${target}?`,
      hint: `Write it behind a dot: --set ${target}.FIELD=${value}`,
    };
  }
  const named = target.includes('.') ? target.slice(0, target.indexOf('.')) : target;
  return {
    message: `--set ${text}: there is no service, broker or operation "${named}" in the file`,
    hint: didYouMean(named, places.keys(), 'For example: --set notification.latency=2s'),
  };
}
