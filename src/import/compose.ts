import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import type {Artefact} from './artefact.ts';
import {projectEnvironment} from './compose/environment.ts';
import {isBaseName, isComposeName, isEnvironmentFile, isProjectEnvironment} from './compose/file-names.ts';
import type {Lookup} from './compose/interpolate.ts';
import {type ComposeModel, loadCompose} from './compose/load.ts';
import {looksLikeCompose} from './compose/looks-like.ts';
import {composeWorkloads} from './compose/workloads.ts';
import {type Draft, type DraftCall, emptyDraft} from './draft.ts';
import type {Format} from './format.ts';
import {connections} from './manifest/connections.ts';

/**
 * Docker Compose: files in the order given are layers of one system, variables come from the environment files among them or
 * beside the first. Calls are what the configuration names; `depends_on` and links are start-up order and names.
 */
export const compose: Format = {
  title: 'Docker Compose',
  byFolder: true,
  lends: ({name}) => isEnvironmentFile(name),
  recognizes: ({name, head}) => isComposeName(name) || isEnvironmentFile(name) || looksLikeCompose(head),
  read: async (artefacts, {signal}): Promise<Draft> => {
    const environmentFiles = artefacts.filter(({name}) => isEnvironmentFile(name));
    const files = layered(artefacts.filter(({name}) => !isEnvironmentFile(name)));
    const [first] = files;
    if (first === undefined)
      return {...emptyDraft, evidence: 'declared', notes: [`${environmentFiles[0]!.name} belongs to no compose file.`]};
    const override = files.length === 1 ? await overrideOf(first) : undefined;
    const {model, lookup, example} = await loaded(override ? [first, override] : files, environmentFiles, signal);
    if (model.services.size === 0)
      throw new UserError(
        `${printableLine(first.name)} has no services.`,
        'Name a compose file with services, and its layers after it.',
      );
    const {workloads, notes, shared, mounted} = await composeWorkloads(model, lookup);
    const connected = connections(workloads);
    const profiled = [...model.services].filter(([, {profiles}]) => profiles.length > 0);
    return {
      ...emptyDraft,
      ...connected,
      evidence: 'declared',
      name: model.name,
      files: [...model.files.keys()].sort(),
      lookedAt: mounted,
      questions: [...connected.questions, ...sharedQuestions(connected.calls, shared)],
      notes: [
        ...(override ? [`${override.name} beside it was laid over ${first.name}, as docker compose does.`] : []),
        ...(example === undefined ? [] : [`There is no .env: variables have the values of ${example}.`]),
        ...(files.length > 1 ? [`Layers, each over the ones before: ${model.layers.join(', ')}.`] : []),
        ...(profiled.length > 0
          ? [
              `Started with a profile only, but in: ${profiled.map(([name, {profiles}]) => `${name} (${profiles.join(', ')})`).join(', ')}.`,
            ]
          : []),
        ...model.notes,
        ...notes,
        ...connected.notes,
      ],
    };
  },
};

/** Who is given settings that others are given too need not use all of them. */
function sharedQuestions(calls: readonly DraftCall[], shared: ReadonlyMap<string, number>): string[] {
  const asked = new Map<string, {readonly from: string; readonly file: string; readonly targets: string[]}>();
  for (const {from, to, origin} of calls) {
    if (origin.confidence !== 'guess' || !shared.has(origin.file)) continue;
    const key = JSON.stringify([from.service, origin.file]);
    const known = asked.get(key);
    if (known) known.targets.push(to.service);
    else asked.set(key, {from: from.service, file: origin.file, targets: [to.service]});
  }
  return [...asked.values()].map(
    ({from, file, targets}) =>
      `Does ${from} call ${targets.join(', ')}? ${shared.get(file)} services are given ${file}, which names ${targets.length === 1 ? 'it' : 'them'}.`,
  );
}

interface Loaded {
  readonly model: ComposeModel;
  readonly lookup: Lookup;
  readonly example: string | undefined;
}

/** The model, filled in from the environment files but those that services name as their own. */
async function loaded(
  files: readonly Artefact[],
  environmentFiles: readonly Artefact[],
  signal: AbortSignal,
): Promise<Loaded> {
  const load = async (environment: readonly Artefact[]): Promise<Loaded> => {
    const {lookup, example} = await projectEnvironment(environment, files[0]!);
    return {model: await loadCompose(files, lookup, signal), lookup, example};
  };
  const first = await load(environmentFiles.filter(({name}) => isProjectEnvironment(name)));
  const base = (path: string) => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const named = new Set(
    [...first.model.services.values()].flatMap((service) => service.environmentFiles.map(({path}) => base(path))),
  );
  const further = environmentFiles.filter(({name}) => !isProjectEnvironment(name) && !named.has(base(name)));
  return further.length === 0
    ? first
    : load(environmentFiles.filter((one) => isProjectEnvironment(one.name) || further.includes(one)));
}

/** In a folder the file that others are laid over stands between them by its name: it goes first. */
function layered(files: readonly Artefact[]): readonly Artefact[] {
  const base = ({name}: Artefact) => isBaseName(name);
  return [...files.filter(base), ...files.filter((file) => !base(file))];
}

async function overrideOf(artefact: Artefact): Promise<Artefact | undefined> {
  const [, stem, ending] = /(?:^|[/\\])((?:docker-)?compose)\.(ya?ml)$/i.exec(artefact.name) ?? [];
  return stem === undefined ? undefined : artefact.beside(`${stem}.override.${ending}`);
}
