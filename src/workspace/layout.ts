import {join} from 'node:path';
import {fileName} from './file-name.ts';

/** What lies in a workspace, and under which name. */
export const layout = {
  version: 'workspace.json',
  ignore: '.gitignore',
  config: 'config.yaml',
  progress: 'progress.json',
  gaps: 'gaps.jsonl',
  answers: 'answers',
  critiques: 'critiques',
  evals: 'evals',
  skillHistory: 'skill-history',
} as const;

/** A workspace: where it lies (absolute), and how long a write waits for another process, in milliseconds. */
export interface Workspace {
  readonly dir: string;
  readonly patienceMs: number;
  /** Set while this handle's owner holds the lock (see withLock): writes then take it for granted. */
  readonly locked?: true;
}

/** The handle of the workspace at `dir`. Touches nothing: the folder is made by the first write. */
export function openWorkspace(dir: string, {patienceMs = 5000}: {readonly patienceMs?: number} = {}): Workspace {
  return {dir, patienceMs};
}

/** The path of a part of the workspace; in a collection, of what is filed there under `names`, which may be any text. */
export function pathOf(workspace: Workspace, part: keyof typeof layout, ...names: readonly string[]): string {
  return join(workspace.dir, layout[part], ...names.map(fileName));
}

/** Keeps in git what a team shares; everything else, also what is not thought of yet, stays out. */
export const ignoreRules = `# In git: settings, the gaps of the skill and its history. Progress, answers, critiques and caches stay here.
*
!.gitignore
!${layout.version}
!${layout.config}
!${layout.gaps}
!${layout.skillHistory}/
!${layout.skillHistory}/**
.*.tmp
`;
