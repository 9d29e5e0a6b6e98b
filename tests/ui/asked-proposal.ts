import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Answered, AskingScreen} from '../../src/ui/critique-ask.ts';
import {modelAnswer} from '../critique/model/answers.ts';
import {type OpenApp, openApp, sampleFolder} from './sample.ts';

/** Everything that decides is answered: nobody waits for the entry, so the rules say convert. */
export const complete = `id: task-api-audit
topology: topology.yaml
proposal:
  caller: task-api
  callee: audit
  facts:
    effects:
      - {what: write the entry, proposed: event, result: ignored, waiting: nobody, refusal: none, invariant: none}
`;

/** A model's answer about it, which differs in the verdict, has a figure that is not ours and a name that nobody knows. */
export const answerText = JSON.stringify({
  ...modelAnswer,
  id: 'task-api-audit',
  verdict: 'keep-sync',
  publish: [],
  keep: ['write the entry'],
  reasons: [
    {text: 'The availability of create-task is 99.5 % today, and ledger-x-service needs the entry.', evidence: 'audit'},
    {text: 'The availability of create-task would be 42 %.', evidence: 'audit'},
  ],
});

/** A folder with the sample topology and the proposal, as the app keeps it, and what config.yaml says. */
export function proposalFolder(config?: string): string {
  const folder = sampleFolder();
  mkdirSync(join(folder, '.eventcoach/critiques'), {recursive: true});
  writeFileSync(join(folder, '.eventcoach/critiques/task-api-audit.proposal.yaml'), complete);
  if (config !== undefined) writeFileSync(join(folder, '.eventcoach/config.yaml'), config);
  return folder;
}

/** What is kept about the proposal. */
export function savedIn(folder: string): Readonly<Record<string, unknown>> {
  const text = readFileSync(join(folder, '.eventcoach/critiques/task-api-audit.json'), 'utf8');
  return JSON.parse(text).content as Record<string, unknown>;
}

type Given = NonNullable<Parameters<typeof openApp>[1]>;

/** The app with the proposal open; with `critic` in the place of everything that asks a service. */
export async function openProposal(
  {folder = proposalFolder(), ...given}: Given,
  critic?: (screen: AskingScreen) => Promise<Answered>,
): Promise<OpenApp> {
  const app = openApp(
    {screen: 'critique'},
    {
      ...given,
      folder,
      ...(critic ? {services: (same) => ({...same, askCritic: (_, __, screen) => critic(screen)})} : {}),
    },
  );
  await app.until(/(?:> |selected: )task-api -> audit/);
  app.type('\r');
  await app.until(/convert: an event fits/);
  return app;
}
