import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {AskingScreen} from '../../src/ui/critique-ask.ts';
import type {Route} from '../../src/ui/router.ts';
import type {Services} from '../../src/ui/services.ts';
import {proposalFolder} from './asked-proposal.ts';
import {sampleFolder} from './sample.ts';
import {packagedFolder, starterFolder} from './skill-folders.ts';
import {realServices} from './written-steps.ts';

/** A state of a screen, and how it is reached by keys. */
export interface ScreenState {
  readonly name: string;
  readonly start: Route;
  /** What to wait for, and what to type then. */
  readonly steps?: readonly (readonly [RegExp, string])[];
  /** What has to be seen there at every size: the lines that matter, and keys that belong there. */
  readonly shows: readonly RegExp[];
  readonly folder?: () => string;
  readonly services?: (services: Services, folder: string) => Services;
}

const [enter, escapeKey, end] = ['\r', '\u001b', '\u001b[F'];
const exercise = {screen: 'exercise', id: '01-sample'} as const;
const about = {topology: 'topology.yaml', caller: 'task-api', callee: 'audit', call: null, purpose: null};
const critique = {screen: 'critique'} as const;

/** From the first step of the sample to the one with this many before it; typed answers are left with Esc. */
const past: readonly (readonly [RegExp, string])[] = [
  [/First read this/, 'n'],
  [/Your prediction/, escapeKey],
  [/go on anyway/, 'n'],
  [/Which one\?/, 'n'],
  [/Which ones\?/, 'n'],
  [/Sort them/, 'n'],
];

/** A folder with names as long as they come, wide ones and emoji among them. */
export function longNames(): string {
  const folder = sampleFolder();
  const service = 'a-service-with-a-very-long-name-that-nobody-would-type-twice';
  writeFileSync(
    join(folder, 'topology.yaml'),
    `version: 1
name: A system with a name that is longer than most titles are
services:
  ${service}:
    latency: 20ms
    calls: [{to: 支付服务与通知, needsResult: true}, {to: 🚀-rockets}, {to: ${service}-2, needsResult: false}]
  支付服务与通知: {latency: 30ms}
  🚀-rockets: {latency: 40ms}
  ${service}-2: {latency: 2s}
brokers: {kafka: {}}
operations: {an-operation-with-a-long-name: {entry: ${service}, rate: 1/s}}
`,
  );
  return folder;
}

const gapsFolder = () => {
  const folder = sampleFolder();
  mkdirSync(join(folder, '.eventcoach'), {recursive: true});
  return folder;
};
const withGaps = (services: Services): Services => ({
  ...services,
  loadGaps: async () =>
    Array.from({length: 30}, (_, i) => ({
      id: `gap-${i}`,
      criterion: 'consumer-lag',
      text: `What is missing ${i}, in words that go on for longer than one row of a narrow screen can hold 提醒`,
      evidence: [{source: 'critique:x', text: 'seen there, with a sentence that says how it came about'}],
      source: 'user',
      status: i % 3 === 0 ? 'rejected' : 'open',
      at: '2026-01-02T03:04:05Z',
    })),
});
const asking =
  (critic: (screen: AskingScreen) => unknown) =>
  (services: Services): Services => ({
    ...services,
    askCritic: async (_, __, screen) => {
      await critic(screen);
      return {kind: 'unusable', why: 'It was nothing.'};
    },
  });
const openKept: readonly (readonly [RegExp, string])[] = [
  [/> task-api -> audit/, enter],
  [/convert: an event fits/, 'm'],
];
const packaged = (_: Services, folder: string) => realServices(folder);

export const screenStates: readonly ScreenState[] = [
  {name: 'home', start: {screen: 'home'}, shows: [/> 1 Start exercise 01/, /8 Settings/, /Enter open/]},
  {name: 'exercises', start: {screen: 'exercises'}, shows: [/> 01 \[ {4}\] A sample/, /\/ search/]},
  {name: 'a lesson', start: exercise, shows: [/Answer one step of every kind/, /Enter go on/]},
  {name: 'a prediction', start: exercise, steps: past.slice(0, 1), shows: [/How long together/, /Your prediction: ▏/]},
  {
    name: 'a wrong prediction with help',
    start: exercise,
    steps: [...past.slice(0, 1), [/Your prediction/, `2 s${enter}`], [/Not yet/, 'h'], [/Hint 1/, 's']],
    shows: [/Solution/, /Enter go on/, /t try again/],
  },
  {name: 'one choice', start: exercise, steps: past.slice(0, 3), shows: [/> 1 \(o\)/, /1-9 take it/]},
  {name: 'several choices', start: exercise, steps: past.slice(0, 4), shows: [/> 1 \[ \]/, /Space tick/]},
  {name: 'sorting', start: exercise, steps: past.slice(0, 5), shows: [/1 = an event/, /1-9 take it/]},
  {name: 'own words', start: exercise, steps: past, shows: [/Your words: ▏/, /Enter hand in/]},
  {
    name: 'the end of an exercise',
    start: exercise,
    steps: [...past, [/Your words/, escapeKey], [/go on anyway/, 'n']],
    shows: [/Not all answered yet/, /Enter leave the exercise/],
  },
  {
    name: 'a passage for the skill',
    start: {screen: 'exercise', id: '11-reflect-on-your-skill'},
    services: packaged,
    steps: [[/step 1 of/, `${end}${enter}`]],
    shows: [/step 2 of/],
  },
  {name: 'architecture', start: {screen: 'architecture'}, shows: [/> \[call\]/, /Space event/, /\/ search/]},
  {
    name: 'architecture with long names',
    start: {screen: 'architecture'},
    folder: longNames,
    shows: [/> \[call\] {2}a-service/, /2 s, .*no/, /\/ search/],
  },
  {
    name: 'a converted call and a bad day',
    start: {screen: 'architecture'},
    steps: [[/> \[call\]/, ' d']],
    shows: [/\[event\]/, /Bad day: notification does not answer/, /Space event/],
  },
  {
    name: 'why a call costs',
    start: {screen: 'architecture'},
    steps: [[/> \[call\]/, enter]],
    shows: [/Three couplings/, /Enter why/],
  },
  {
    name: 'the path of a topology',
    start: {screen: 'architecture'},
    steps: [[/> \[call\]/, 'o']],
    shows: [/Topology file: ▏/, /Enter hand in/],
  },
  {name: 'no critiques', start: critique, shows: [/No proposal is kept here yet/, /press c/]},
  {name: 'critiques', start: critique, folder: proposalFolder, shows: [/> task-api -> audit +convert/, /\/ search/]},
  {name: 'a typed question', start: {...critique, about}, shows: [/undecided/, /Your answer: ▏/, /Enter hand in/]},
  {
    name: 'a question with choices',
    start: {...critique, about},
    steps: [[/Your answer/, `write the entry${enter}`]],
    shows: [/Kept: still undecided/, /> 1 /, /1-9 take it/, /Enter answer/],
  },
  {
    name: 'a verdict to accept',
    start: critique,
    folder: proposalFolder,
    steps: [
      [/> task-api -> audit/, enter],
      [/convert: an event fits/, 'a'],
    ],
    shows: [/convert: an event fits/, /Press a again/, /needsResult: false/],
  },
  {
    name: 'the question whether to send',
    start: critique,
    folder: proposalFolder,
    services: asking((screen) => screen.agrees('Send it the proposal, the topology and the skill?')),
    steps: openKept,
    shows: [/Send it the/, /y yes, send it/, /convert: an event fits/],
  },
  {
    name: 'a critic that answers',
    start: critique,
    folder: proposalFolder,
    services: asking(async (screen) => {
      screen.onAsked('anthropic', 'm-1');
      screen.onText('Some **words** of a model. '.repeat(60));
      await new Promise((_, reject) => screen.signal.addEventListener('abort', reject, {once: true}));
    }),
    steps: openKept,
    shows: [/Asking anthropic \(m-1\)/, /Some words of a/, /convert: an event fits/],
  },
  {
    name: 'the answer of a chat',
    start: critique,
    folder: proposalFolder,
    services: asking((screen) => screen.paste({why: 'There is no key.', isCopied: true, file: 'p.prompt.txt'})),
    steps: openKept,
    shows: [/Paste the answer here/, /▏/, /Ctrl-D hand in/],
  },
  {
    name: 'gaps',
    start: {screen: 'gaps'},
    folder: gapsFolder,
    services: withGaps,
    shows: [/> \[open\] consumer-lag: What/, /c close it/],
  },
  {
    name: 'a gap that is written',
    start: {screen: 'gaps'},
    services: withGaps,
    steps: [[/> \[open\]/, 'a']],
    shows: [/lack or get wrong: ▏/, /Enter hand in/],
  },
  {
    name: 'the question which skill it is',
    start: {screen: 'skill'},
    shows: [/of your own\?/, /> 1 Yes/, /Enter answer/],
  },
  {
    name: 'the folder of a skill',
    start: {screen: 'skill'},
    steps: [[/> 1 Yes/, enter]],
    shows: [/Folder of your skill: ▏/, /Enter hand in/],
  },
  {
    name: 'skill',
    start: {screen: 'skill'},
    folder: starterFolder,
    shows: [/> \[\w+\] /, /\d+ of \d+ met/, /No passage shows it/, /\/ search/],
  },
  {
    name: 'the evidence of a criterion',
    start: {screen: 'skill'},
    folder: starterFolder,
    steps: [[/> \[unmet\]/, end]],
    shows: [/> \[met\] /, /- SKILL\.md:\d+ \w/],
  },
  {
    name: 'a criterion',
    start: {screen: 'skill'},
    folder: starterFolder,
    steps: [[/> \[unmet\]/, enter]],
    shows: [/Availability coupling/, /Is it clear that/, /Why it matters:/, /Enter the list/],
  },
  {
    name: 'a draft',
    start: {screen: 'draft'},
    folder: starterFolder,
    shows: [/> \[open\] /, /^ \+ ## /m, /0 accepted, 0 rejected/, /y accept/, /w write/],
  },
  {
    name: 'a gap without a draft',
    start: {screen: 'draft'},
    folder: () => {
      const folder = starterFolder();
      mkdirSync(join(folder, '.eventcoach'), {recursive: true});
      const gap = {id: 'gap-own', criterion: null, text: 'Names no topic.', evidence: '', source: 'user'};
      const record = {...gap, status: 'open', at: '2026-01-02T03:04:05Z'};
      writeFileSync(join(folder, '.eventcoach/gaps.jsonl'), `${JSON.stringify(record)}\n`);
      return folder;
    },
    steps: [[/> \[open\]/, end]],
    shows: [/> \[no draft\] Names no topic/, /No draft: /, /g gaps/],
  },
  {
    name: 'a passage that is edited here',
    start: {screen: 'draft'},
    folder: starterFolder,
    steps: [[/> \[open\]/, 'e']],
    shows: [/The passage \(\d+ characters\)/, /▏/, /Ctrl-D hand in/],
  },
  {
    name: 'what would be written',
    start: {screen: 'draft'},
    folder: starterFolder,
    steps: [
      [/> \[open\]/, 'y'],
      [/1 accepted/, 'w'],
    ],
    shows: [/Write 1 passage to skills\/kafka-events, version 0\.1\.0 ->/, /^ @@ /m, /y yes, write it/],
  },
  {name: 'no history', start: {screen: 'history'}, folder: starterFolder, shows: [/No old version is kept/]},
  {
    name: 'the history',
    start: {screen: 'draft'},
    folder: starterFolder,
    steps: [
      [/> \[open\]/, 'y'],
      [/1 accepted/, 'w'],
      [/Write 1 passage/, 'y'],
      [/is now version 0\.2\.0/, 'h'],
    ],
    shows: [/> 0\.1\.0: until 2026-01-02 03:04/, /Bringing 0\.1\.0 back changes:/, /u bring it back/],
  },
  {
    name: 'a search',
    start: {screen: 'skill'},
    folder: packagedFolder,
    steps: [[/> \[\w+\]/, '/outbox']],
    shows: [/Search: outbox▏/, /\d of \d+/, /Enter keep these/],
  },
  {name: 'prompts', start: {screen: 'prompts'}, shows: [/> analyze-my-architecture/, /Filled in:/, /\/ search/]},
  {
    name: 'a filled prompt',
    start: {screen: 'prompts'},
    steps: [[/> analyze/, enter]],
    shows: [/You are an architect/, /below \(PgDn\)/, /c copy/],
  },
  {
    name: 'the file of a prompt',
    start: {screen: 'prompts'},
    steps: [[/> analyze/, 'f']],
    shows: [/New file: analyze-my-architecture\.txt▏/],
  },
  {
    name: 'settings',
    start: {screen: 'settings'},
    shows: [/> 1 provider {2}local/, /OPENAI_API_KEY is/, /Enter choose/],
  },
  {
    name: 'the choices of a setting',
    start: {screen: 'settings'},
    steps: [[/> 1 provider/, enter]],
    shows: [/> 1 local/, /4 clipboard/],
  },
  {
    name: 'an address that is typed',
    start: {screen: 'settings'},
    steps: [[/> 1 provider/, '3']],
    shows: [/baseUrl: ▏/, /Enter hand in/],
  },
  {
    name: 'help',
    start: {screen: 'architecture'},
    steps: [[/> \[call\]/, '?']],
    shows: [/help for Architecture/, /make the call an event/, /\? Esc close the help/],
  },
];
