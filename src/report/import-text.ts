import {count, listed} from '../figures.ts';
import type {ImportedSystem} from '../import/import-system.ts';
import {printableLine} from '../printable.ts';
import {page, type TextOptions} from './page.ts';

/** Lines of each list; the file has all. */
const most = 40;

interface Part {
  readonly kind?: string;
  readonly telemetry?: boolean;
  readonly calls?: readonly Part[];
  readonly endpoints?: Readonly<Record<string, Part>>;
  readonly confidence?: string;
  readonly latency?: unknown;
  readonly availability?: unknown;
  readonly needsResult?: boolean;
  readonly onFailure?: unknown;
  readonly rate?: string;
}

/** What an import found, what it could not know, and what to do next. `out` is the file that was written, undefined where the topology went to standard output. */
export function importText(imported: ImportedSystem, out: string | undefined, options: TextOptions): string {
  const {put, heading, command, text} = page(options);
  const {paint} = options;
  const list = (title: string, items: readonly string[]) => {
    if (items.length === 0) return;
    heading(title);
    for (const item of items.slice(0, most)) put(printableLine(item), 2, '- ');
    if (items.length > most) put(`and ${count(items.length - most)} more`, 2);
  };
  const services = Object.values(partsOf(imported.data, 'services'));
  const calls = services.flatMap(callsOf);
  put(
    paint(
      'title',
      printableLine(`${out === undefined ? 'Imported' : `Wrote ${out}:`} ${sizes(imported, services, calls)}`),
    ),
  );
  for (const {name, title} of imported.read.slice(0, 10)) put(printableLine(`${name}, read as ${title}`), 2, 'from ');
  if (imported.read.length > 10) put(`and ${count(imported.read.length - 10)} more files`, 2);
  if (imported.passedOver.length > 0) {
    const [first, ...more] = imported.passedOver;
    const others = more.length > 0 ? ` and ${count(more.length)} more` : '';
    put(printableLine(`Passed over, of no kind that can be imported: ${first}${others}`), 2);
  }
  list('Named by others, described nowhere (external in the file)', imported.dangling);
  const watching = Object.entries(partsOf(imported.data, 'services')).flatMap(([name, one]) =>
    one.telemetry ? [name] : [],
  );
  list('Takes logs, traces or metrics, or shows what others hold (kept out of the analysis)', watching);
  list('To know when reading the figures', imported.notes);
  list('Differences between the sources', imported.differences);
  if (imported.silent.length > 0) {
    heading('What these files do not say');
    // One line each, never broken, so that they can be searched for.
    for (const sentence of imported.silent.slice(0, most)) command(printableLine(sentence));
    if (imported.silent.length > most)
      put(`and ${count(imported.silent.length - most)} more, among the questions in the file`, 2);
    put('Calls that only the code knows show in traces: import some with --merge.', 2);
  }
  const silent = new Set(imported.silent);
  const questions = (imported.data.questions ?? []) as readonly string[];
  list(
    'Open questions',
    questions.filter((question) => !silent.has(question)),
  );
  heading('What the analysis can tell now');
  for (const sentence of conclusions(imported, services, calls)) put(sentence, 2, '- ');
  if (out !== undefined) {
    heading('Next');
    const file = /^[\w./-]+$/.test(out) ? out : `"${printableLine(out)}"`;
    command(`eventcoach analyze ${file}`);
    command(`eventcoach ask ${file}`);
  }
  return text();
}

function sizes(imported: ImportedSystem, services: readonly Part[], calls: readonly Part[]): string {
  const kinds = (kind: string) => services.filter((one) => one.kind === kind && !one.telemetry).length;
  const some = (n: number, one: string, many: string) => (n === 0 ? [] : [`${count(n)} ${n === 1 ? one : many}`]);
  return listed([
    ...some(services.filter((one) => one.kind === undefined && !one.telemetry).length, 'service', 'services'),
    ...some(kinds('datastore'), 'datastore', 'datastores'),
    ...some(kinds('external'), 'external system', 'external systems'),
    ...some(
      services.filter((one) => one.telemetry).length,
      'part for telemetry or administration',
      'parts for telemetry or administration',
    ),
    ...some(calls.length, 'call', 'calls'),
    ...some(Object.keys(partsOf(imported.data, 'brokers')).length, 'broker', 'brokers'),
    ...some(Object.keys(partsOf(imported.data, 'events')).length, 'event', 'events'),
    ...some(Object.keys(partsOf(imported.data, 'operations')).length, 'operation', 'operations'),
  ]).concat('.');
}

function conclusions(
  {observed, data}: ImportedSystem,
  services: readonly Part[],
  calls: readonly Part[],
): readonly string[] {
  const guesses = calls.filter(({confidence}) => confidence === 'guess').length;
  const unasked = calls.filter(({needsResult}) => needsResult === undefined).length;
  const unknown = calls.filter(({onFailure}) => onFailure === 'unknown').length;
  const unstated = services.filter((one) => one.availability === undefined && !one.telemetry).length;
  const timed = services.some(
    (one) => one.latency !== undefined || Object.values(one.endpoints ?? {}).some((e) => e.latency !== undefined),
  );
  const rated = Object.values(partsOf(data, 'operations')).some(({rate}) => rate !== undefined);
  const from = observed ? 'what was measured' : 'what the topology states';
  const some = (n: number) => (n === 1 ? '1 call' : `${count(n)} calls`);
  return [
    calls.length === 0
      ? 'No call is known: there is nothing to analyze yet but the list of services.'
      : `Who depends on whom: from ${some(calls.length)}${guesses > 0 ? `, ${count(guesses)} of them guessed: look at these first (confidence: guess)` : ''}.`,
    ...(unknown > 0
      ? [
          `Availability as a range: of ${some(unknown)} nothing tells what the caller does when it fails (onFailure: unknown).`,
        ]
      : []),
    ...(unstated > 0
      ? [
          `${unstated === 1 ? '1 part states' : `${count(unstated)} parts state`} no availability: 99.9 % is assumed until you write it down.`,
        ]
      : []),
    timed ? `Latency, from ${from}.` : 'No latency: nothing here tells how long anything takes.',
    rated ? `Load, from ${from}.` : 'No load: nothing here tells how many requests come.',
    ...(unasked > 0
      ? [
          `Not which calls should become events: of ${some(unasked)} nobody has said whether the caller needs the result.`,
        ]
      : []),
  ];
}

function partsOf(data: Readonly<Record<string, unknown>>, key: string): Readonly<Record<string, Part>> {
  return (data[key] ?? {}) as Readonly<Record<string, Part>>;
}

function callsOf(service: Part): readonly Part[] {
  return [...(service.calls ?? []), ...Object.values(service.endpoints ?? {}).flatMap(({calls}) => calls ?? [])];
}
