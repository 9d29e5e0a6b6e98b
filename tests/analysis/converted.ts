import {alternatives} from '../../src/analysis/alternatives.ts';
import {analysis} from '../../src/analysis/analysis.ts';
import {comparison} from '../../src/analysis/comparison.ts';
import {conversion} from '../../src/analysis/conversion.ts';
import {checkTopology} from '../../src/topology/check.ts';
import {editedData} from '../../src/topology/edit.ts';
import {selectCalls} from '../../src/topology/select-calls.ts';
import {readSource} from '../../src/topology/source.ts';
import {topologyOf} from './built.ts';

/** The chapter's Task API with a broker: one callee keeps up, one is held back, of one nothing is known. */
export const taskApi = {
  version: 1,
  name: 'Task management',
  services: {
    'task-api': {
      latency: '50ms',
      calls: [{to: 'notification', needsResult: false}, {to: 'audit', needsResult: false}, {to: 'reminder'}],
    },
    notification: {latency: '2s', concurrency: 60},
    audit: {latency: '500ms', calls: [{to: 'siem'}]},
    reminder: {latency: '50ms'},
    siem: {kind: 'external', rateLimit: '10/s'},
  },
  brokers: {kafka: {availability: '99.99%', latency: '5ms', retention: '7d'}},
  operations: {'create-task': {entry: 'task-api', rate: '20/s'}},
};

/** Converts the named calls of a file and compares both sides. */
export function converted(
  file: object,
  names: readonly string[],
  wish: {outbox?: boolean; keep?: boolean; convertNeeded?: boolean; event?: string} = {},
) {
  const text = JSON.stringify(file);
  const topology = topologyOf(text);
  const calls = names.flatMap((name) => {
    const selected = selectCalls(topology, name);
    if (!('calls' in selected)) throw new Error(selected.message);
    return selected.calls;
  });
  const planned = conversion(topology, {
    calls,
    event: 'TaskCreated',
    broker: 'kafka',
    outbox: false,
    keep: false,
    convertNeeded: false,
    ...wish,
  });
  if ('message' in planned) return planned;
  const {data, locate} = readSource(text);
  const change = (edits: Parameters<typeof editedData>[1]) => {
    const parsed = checkTopology(editedData(data, edits), locate);
    if (!parsed.topology) throw new Error(JSON.stringify(parsed.problems));
    return parsed.topology;
  };
  const after = change(planned.edits);
  const before = analysis(topology, {rules: []});
  const others = alternatives(topology, calls, before, 'kafka', change);
  return comparison(before, analysis(after, {rules: []}), after, planned.conversions, others);
}

/** The comparison; a refusal fails the test. */
export const done = (result: ReturnType<typeof converted>) => {
  if ('message' in result) throw new Error(result.message);
  return result;
};
/** The three calls of the Task API. */
export const all = ['task-api:notification', 'task-api:audit', 'task-api:reminder'];
