import type {Io} from './define-command.ts';

/** What the app does by the code of commands; each part is loaded when its screen is opened. */
export function sharedWithApp(io: Pick<Io, 'env' | 'cwd' | 'stdin' | 'stdout' | 'workspace'>) {
  return {
    prompts: async () => (await import('./app-prompts.ts')).appPrompts(io),
    settings: async () => (await import('./app-settings.ts')).appSettings(io),
  };
}
