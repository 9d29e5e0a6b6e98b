import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {loadTopology} from '../../src/commands/load-topology.ts';
import {sharedWithApp} from '../../src/commands/shared-with-app.ts';
import type {Exercise} from '../../src/exercises/exercise.ts';
import {show} from '../../src/ui/app.tsx';
import {createServices} from '../../src/ui/create-services.ts';
import type {Route} from '../../src/ui/router.ts';
import type {Services} from '../../src/ui/services.ts';
import {type TestTerminal, testTerminal} from './terminal.ts';

/** An exercise with a step of every kind that is judged from the scenario; its numbers are made up, so that the packaged ones may change. */
export const sampleExercise: Exercise = {
  id: '01-sample',
  title: 'A sample',
  goal: 'Answer one step of every kind.',
  minutes: 5,
  opening: 'Nothing is needed for it.',
  steps: [
    {kind: 'read', id: 'intro', title: 'First read this', text: 'Two calls, one after the other:\n\n- one\n- another'},
    {
      kind: 'predict',
      id: 'sum',
      title: 'Add them up',
      text: 'One takes 2 s, the other 500 ms. How long together?',
      unit: 's',
      example: '1.2 s',
      expected: 2500,
      tolerance: 10,
      slips: [{value: 2000, because: 'That is the longer one alone.'}],
      derivation: '2 s + 500 ms = 2.5 s',
      hints: ['They come one after the other.', 'Add the two.'],
    },
    {
      kind: 'choose',
      id: 'one',
      title: 'Which one?',
      text: 'One is right.',
      several: false,
      options: [
        {id: 'wrong', text: 'the wrong one', right: false, because: 'It is wrong.'},
        {id: 'right', text: 'the right one', right: true, because: 'It is right.'},
      ],
      hints: ['Not the first.'],
    },
    {
      kind: 'choose',
      id: 'some',
      title: 'Which ones?',
      text: 'Two are right.',
      several: true,
      options: [
        {id: 'a', text: 'this', right: true, because: 'Yes, this.'},
        {id: 'b', text: 'not this', right: false, because: 'No.'},
        {id: 'c', text: 'this as well', right: true, because: 'Yes, this too.'},
      ],
      hints: [],
    },
    {
      kind: 'classify',
      id: 'sort',
      title: 'Sort them',
      text: 'Event or command?',
      categories: [
        {id: 'event', text: 'an event'},
        {id: 'command', text: 'a command'},
      ],
      items: [
        {id: 'created', text: 'a task was created', category: 'event', because: 'It has happened.'},
        {id: 'send', text: 'send a message', category: 'command', because: 'It is an order.'},
      ],
      hints: [],
    },
    {
      kind: 'reflect',
      id: 'own-words',
      title: 'Your system',
      text: 'What would you ask?',
      hints: [],
      gap: {criterion: null},
    },
  ],
  scenario: '',
  solution: {
    sum: '2.5 s',
    one: 'right',
    some: ['a', 'c'],
    sort: {created: 'event', send: 'command'},
    'own-words': 'Why?',
  },
};

/**
 * The Task API of the course: 99.9 % each, 50 ms own work, calls of 2 s, 500 ms and 50 ms. Whether audit's result is
 * needed is left open, reminder's is needed, the postman is an external, and the names are wide.
 */
export const sampleTopology = `version: 1
name: Tasks
defaults: {availability: 99.9%}
services:
  task-api:
    latency: 50ms
    calls:
      - {to: notification, needsResult: false, timeout: 30s}
      - {to: audit, timeout: 30s}
      - {to: 提醒, needsResult: true, timeout: 30s}
      - {to: postman, timeout: 30s}
  notification: {latency: 2s, concurrency: 100}
  audit: {latency: 500ms}
  提醒: {latency: 50ms}
  postman: {kind: external, latency: 10ms}
brokers: {kafka: {availability: 99.99%, latency: 5ms}}
operations: {create-task: {entry: task-api, rate: 20/s}}
`;

/** A new folder with the sample topology as its topology.yaml. */
export function sampleFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'eventcoach-ui-'));
  writeFileSync(join(folder, 'topology.yaml'), sampleTopology);
  return folder;
}

const at = new Date('2026-01-02T03:04:05Z');

/** The program's services on `cwd`, with the sample exercise in the place of the packaged ones. */
export function sampleServices(
  cwd: string,
  env: Readonly<Record<string, string>> = {},
  stdout: {write(text: string): unknown} = {write: () => true},
): Services {
  const io = {cwd, workspace: join(cwd, '.eventcoach'), now: () => at, env, stdout};
  const stdin = process.stdin;
  const services = createServices(io, (file) => loadTopology({cwd, stdin}, file), sharedWithApp({...io, stdin}));
  return {
    ...services,
    listExercises: async () => [{id: sampleExercise.id, title: sampleExercise.title, minutes: sampleExercise.minutes}],
    loadExercise: async () => {
      const {loadAnswers} = await import('../../src/workspace/answers.ts');
      const {openWorkspace} = await import('../../src/workspace/layout.ts');
      await services.settled();
      const {exercises} = await services.loadProgress();
      return {
        exercise: sampleExercise,
        answers: await loadAnswers(openWorkspace(io.workspace), sampleExercise.id),
        step: exercises[sampleExercise.id]?.step ?? null,
        draft: exercises[sampleExercise.id]?.draft,
        weakSpots: [],
      };
    },
  };
}

export interface OpenApp extends TestTerminal {
  readonly folder: string;
  readonly services: Services;
  /** How the app ended. */
  readonly ended: Promise<number>;
  /** Leaves the app, so that the next test finds none. */
  readonly close: () => Promise<void>;
}

interface Given {
  readonly columns?: number;
  readonly rows?: number;
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly services?: (services: Services) => Services;
}

/** The app at `start` in a test terminal. */
export function openApp(start: Route, given: Given = {}): OpenApp {
  const {columns = 80, rows = 24, folder = sampleFolder(), env = {}} = given;
  const terminal = testTerminal(columns, rows);
  const {stdin, stdout, onResize} = terminal;
  const services = (given.services ?? ((same) => same))(sampleServices(folder, env, stdout));
  const io = {
    env,
    cwd: folder,
    workspace: join(folder, '.eventcoach'),
    now: () => at,
    stdin,
    stdout,
    stderr: stdout,
    onResize,
  };
  const ended = show(services, {io, start});
  // Whoever waits for the end hears of an error; a test that does not must not end the run.
  ended.catch(() => undefined);
  const close = async () => {
    terminal.type('\u0003');
    await ended.catch(() => undefined);
  };
  return {...terminal, folder, services, ended, close};
}
