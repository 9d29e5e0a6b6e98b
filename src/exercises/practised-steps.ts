import {isTopic, type Topic} from './topics.ts';

/** What a step of a manifest practises; nothing where it does not say. */
export interface PractisedStep {
  readonly id: string;
  readonly practises: readonly Topic[];
}

/**
 * The steps in the text of a manifest as the packaged ones are written: items of a list, moved in by two, a key to a
 * line. The home screen asks for all of them, and eleven manifests take longer to read and check than a key press may.
 * Undefined where a manifest is written in any other way.
 */
export function practisedSteps(text: string): readonly PractisedStep[] | undefined {
  const [, list] = text.split(/^steps:\n/m);
  const steps = list?.split(/^ {2}- /m).slice(1) ?? [];
  const read = steps.flatMap((step): readonly PractisedStep[] => {
    const id = /^ {4}id: ([a-z0-9-]+)$/m.exec(step)?.[1];
    const practises = /^ {4}practises: \[([a-z, -]+)\]$/m.exec(step)?.[1];
    if (id === undefined || (practises === undefined && step.includes('practises:'))) return [];
    return [{id, practises: (practises?.split(', ') ?? []).filter(isTopic)}];
  });
  return read.length > 0 && read.length === steps.length ? read : undefined;
}
