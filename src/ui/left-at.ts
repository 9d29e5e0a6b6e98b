import {stat} from 'node:fs/promises';
import {basename, relative, resolve} from 'node:path';
import {exerciseIds, loadPractised} from '../exercises/load-exercises.ts';
import type {LastPlace, Progress} from '../workspace/progress.ts';
import type {Desk, Left} from './left.ts';
import {isInside, sampleSystem} from './topology-place.ts';

/** Where files are looked for; both absolute. */
export interface Folders {
  readonly cwd: string;
  readonly workspace: string;
}

/** A place as it is kept. Files are named from the workspace on: it may be moved together with them, and used from elsewhere. */
export function lastPlace({cwd, workspace}: Folders, place: Desk): LastPlace {
  const from = (file: string | undefined) =>
    file === undefined || file === sampleSystem ? {} : {file: relative(workspace, resolve(cwd, file))};
  if (place.screen === 'architecture') {
    const {screen, file, tried} = place;
    if (!tried) return {screen, ...from(file)};
    const {converted, answers, down, slow, call} = tried;
    return {screen, ...from(file), tried: {converted, answers, down, slow, ...(call === undefined ? {} : {call})}};
  }
  const {screen, about, kept} = place;
  if (kept) return {screen, ...from(kept.path), index: kept.index};
  if (!about) return {screen};
  const {topology, caller, callee, call, purpose} = about;
  return {screen, ...from(topology), about: {caller, callee, call, purpose}};
}

type Finder = (folders: Folders, last: LastPlace, progress: Progress) => Promise<Left | undefined>;

const finders: Readonly<Record<string, Finder>> = {
  exercise: async (_, {exercise: id, step}, {exercises}) => {
    if (id === undefined || !Object.hasOwn(exercises, id) || !(await exerciseIds()).includes(id)) return undefined;
    const steps = await loadPractised(id);
    const index = steps.findIndex((one) => one.id === step);
    const {status, draft} = exercises[id]!;
    // Whoever has come to the end of an exercise goes on with another one.
    if (status === 'done' && index === steps.length - 1 && draft === undefined) return undefined;
    const at = index < 0 ? undefined : `step ${index + 1} of ${steps.length}`;
    return {route: {screen: 'exercise', id}, at, ...(index === steps.length - 1 ? {isLast: true} : {})};
  },
  architecture: async (folders, {file, tried}) => {
    const shown = await found(folders, file);
    if (shown === undefined) return undefined;
    const again = tried && {tried: {...tried, file: shown}};
    if (file === undefined) return {route: {screen: 'architecture', ...again}, at: undefined};
    return {route: {screen: 'architecture', file: shown, ...again}, at: shown};
  },
  critique: async (folders, {file, about, index = 0}) => {
    const shown = await found(folders, file);
    if (shown === undefined) return undefined;
    if (about) {
      const route = {screen: 'critique', about: {topology: shown, ...about}} as const;
      return {route, at: `${about.caller} -> ${about.callee}`};
    }
    // The list of proposals is one key away anyway.
    if (file === undefined) return undefined;
    const path = resolve(folders.cwd, shown);
    const nth = index === 0 ? '' : `, number ${index + 1}`;
    return {
      route: {screen: 'critique', kept: {path, index}},
      at: `${basename(path).replace(/\.proposal\.yaml$/, '')}${nth}`,
    };
  },
};

/** Where to go on; undefined where nothing was begun, it was finished, or its file is gone. */
export async function leftAt(folders: Folders, progress: Progress): Promise<Left | undefined> {
  const {last} = progress;
  return last && Object.hasOwn(finders, last.screen) ? finders[last.screen]!(folders, last, progress) : undefined;
}

/** A kept file as a command takes it, without a name the one that comes with the program; undefined: it is gone. */
async function found({cwd, workspace}: Folders, file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return sampleSystem;
  const path = resolve(workspace, file);
  const isThere = await stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
  if (!isThere) return undefined;
  return isInside(cwd, path) ? relative(cwd, path) : path;
}
