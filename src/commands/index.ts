import type {Command} from './define-command.ts';

/** What stands in the list of commands before the command itself is loaded. */
interface Entry {
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** Every command that can be typed; each is loaded only when it is called. */
export const commands = {
  app: {summary: 'the terminal app', load: async () => (await import('./app.ts')).app},
  analyze: {
    summary: 'couplings, availability, latency, load and findings of a topology',
    load: async () => (await import('./analyze.ts')).analyze,
  },
  ask: {
    summary: 'the open questions of a topology: answer them one by one, or send lists to the teams',
    load: async () => (await import('./ask.ts')).ask,
  },
  config: {
    summary: 'the settings of this folder: critic, model, address, theme',
    load: async () => (await import('./config.ts')).config,
  },
  convert: {
    summary: 'what changes when calls become an event: before, after, what got worse',
    load: async () => (await import('./convert.ts')).convert,
  },
  critique: {
    summary: 'a second opinion on a proposal to turn a call into an event',
    load: async () => (await import('./critique.ts')).critique,
  },
  doctor: {
    summary: 'what is in order and what is not: versions, terminal, workspace, critic, keys',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  exercise: {
    summary: 'the guided exercises: list, work through, check, get a hint',
    load: async () => (await import('./exercise.ts')).exercise,
  },
  import: {
    summary: 'a topology from manifests, traces or models that you have',
    load: async () => (await import('./import.ts')).importCommand,
  },
  new: {summary: 'a commented starter topology', load: async () => (await import('./new.ts')).newTopology},
  schema: {summary: 'the JSON Schema of a file format', load: async () => (await import('./schema.ts')).schema},
  skill: {
    summary: 'the kafka-events skill: write a first one, check it, record its gaps',
    load: async () => (await import('./skill.ts')).skill,
  },
  plan: {
    summary: 'which calls should become events, in which order, and when to stop',
    load: async () => (await import('./plan.ts')).plan,
  },
  prompt: {
    summary: 'companion prompts for any chat assistant, filled with your topology',
    load: async () => (await import('./prompt.ts')).prompt,
  },
} satisfies Readonly<Record<string, Entry>>;
