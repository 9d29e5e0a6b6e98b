import type {Command} from './define-command.ts';

/** What stands in the list of commands before the command itself is loaded. */
interface Entry {
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** Every command that can be typed; each is loaded only when it is called. */
export const commands = {
  app: {summary: 'the terminal app', load: async () => (await import('./app.ts')).app},
} satisfies Readonly<Record<string, Entry>>;
