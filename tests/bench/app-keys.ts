// How fast the app answers keys with a large topology open: figures for people, never a test.
import {once} from 'node:events';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type Answered, type DrivenProgram, driven, type Shows} from './driven-program.ts';
import {layeredSystem} from './layered-system.ts';

/** A key, where it is pressed, and when its answer is there. */
interface Key {
  readonly name: string;
  readonly keys: string | ((round: number) => string);
  readonly shows: Shows;
  /** Is it pressed while the screen is still busy with the key before? */
  readonly isAtOnce?: boolean;
}

/** What one key took, each time that it was pressed. */
export interface KeyTimes {
  readonly name: string;
  readonly times: readonly Answered[];
}

const [enter, escapeKey, down, up] = ['\r', '\u001b', '\u001b[B', '\u001b[A'];
const [pageDown, pageUp, home, end] = ['\u001b[6~', '\u001b[5~', '\u001b[H', '\u001b[F'];
const marked = (screen: string) => /^ ?> .*$/m.exec(screen)?.[0] ?? '';
const differs: Shows = (screen, before) => screen !== before;
const moves: Shows = (screen, before) => marked(screen) !== '' && marked(screen) !== marked(before);
const says =
  (words: RegExp): Shows =>
  (screen) =>
    words.test(screen);
const saysNot =
  (words: RegExp): Shows =>
  (screen) =>
    !words.test(screen);
const marks =
  (words: RegExp): Shows =>
  (screen) =>
    words.test(marked(screen));
const marksNot =
  (words: RegExp): Shows =>
  (screen) =>
    !words.test(marked(screen));

/** The architecture screen; each round leaves it as it was, but for its answers, and acts on a call of its own. */
const architecture: readonly Key[] = [
  {name: 'down', keys: down, shows: moves},
  {name: 'page down', keys: pageDown, shows: moves},
  {name: 'last', keys: end, shows: moves},
  {name: 'page up', keys: pageUp, shows: moves},
  {name: 'first', keys: home, shows: moves},
  {name: 'several downs at once', keys: (round) => down.repeat(round + 2), shows: moves},
  {name: 'yes', keys: 'y', shows: says(/You say yes\./)},
  {name: 'no', keys: 'n', shows: says(/You say no\./)},
  {name: 'event', keys: ' ', shows: marks(/\[event\]/)},
  {name: 'down, one event', keys: down, shows: moves},
  {name: 'up, one event', keys: up, shows: moves},
  {name: 'why, one event', keys: enter, shows: says(/What coupled them as a call/)},
  {name: 'a page of why', keys: pageDown, shows: differs},
  {name: 'back from why', keys: escapeKey, shows: saysNot(/coupled/)},
  {name: 'call again', keys: ' ', shows: marks(/\[call\]/)},
  {name: 'bad day: down', keys: 'd', shows: marks(/\(down\)/)},
  {name: 'bad day: slow instead', keys: 's', shows: marks(/\(slow\)/)},
  {name: 'bad day over', keys: 's', shows: marksNot(/\(slow\)/)},
  {name: 'all events', keys: 'a', shows: marks(/\[event\]/)},
  {name: 'none again', keys: 'a', shows: marks(/\[call\]/)},
  {name: 'search', keys: '/', shows: says(/Search: ▏/)},
  {name: 'search, 1st letter', keys: 's', shows: says(/Search: s▏/)},
  {name: 'search, 2nd letter', keys: '4', shows: says(/Search: s4▏/)},
  {name: 'search, 3rd letter', keys: '2', shows: says(/Search: s42▏/)},
  {name: 'search kept', keys: enter, shows: says(/Search: s42 /)},
  {name: 'search ended', keys: escapeKey, shows: saysNot(/Search:/)},
  {name: 'first, again', keys: home, shows: marks(/s0 -> s32/)},
  {name: 'help', keys: '?', shows: says(/Keys on this screen/)},
  {name: 'help closed', keys: escapeKey, shows: saysNot(/Keys on this screen/)},
];

/** Keys that are pressed while figures are worked out; each round is about a call of its own. */
const whileFiguresCome: readonly Key[] = [
  {name: '', keys: (round) => home + down.repeat(20 + round), shows: moves},
  {name: '', keys: 'd', shows: marks(/\(down\)/)},
  {name: 'down, while figures come', keys: down, shows: moves, isAtOnce: true},
  {name: 'up, while figures come', keys: up, shows: moves, isAtOnce: true},
  {name: 'slow instead, while they come', keys: 's', shows: marks(/\(slow\)/), isAtOnce: true},
  {name: 'event, while figures come', keys: ' ', shows: marks(/\[event\]/), isAtOnce: true},
  {name: 'page down, while they come', keys: pageDown, shows: moves, isAtOnce: true},
  {name: '', keys: pageUp, shows: moves},
  {name: '', keys: 's', shows: marksNot(/\(slow\)/)},
  {name: '', keys: ' ', shows: marks(/\[call\]/)},
  {name: '', keys: home, shows: moves},
];

/** The charts of the architecture screen. */
const charts: readonly Key[] = [
  {name: 'charts opened', keys: 'b', shows: says(/\[1 availability\]/)},
  {name: 'waterfall', keys: '2', shows: says(/\[2 waterfall\]/)},
  {name: 'waterfall of the next operation', keys: down, shows: differs},
  {name: 'matrix of couplings', keys: '3', shows: says(/\[3 couplings\]/)},
  {name: 'dependencies', keys: '4', shows: says(/\[4 dependencies\]/)},
  {name: 'dependencies of the one before', keys: up, shows: differs},
  {name: 'next chart', keys: 'b', shows: says(/\[1 availability\]/)},
  {name: 'charts closed', keys: escapeKey, shows: says(/> \[call\]/)},
];

/** From a call to its critique and back; the answers are taken back on the way. */
const critique: readonly Key[] = [
  {name: 'critique opened', keys: 'c', shows: says(/eventcoach: Critique/)},
  {name: 'answer, a letter', keys: 'x', shows: says(/Your answer: x/)},
  {name: 'answer handed in', keys: enter, shows: says(/Keeping|What does s0 do with/)},
  {name: 'answer chosen', keys: enter, shows: says(/Keeping|Who cannot go on/)},
  {name: 'answer by its number', keys: '2', shows: says(/Keeping|What does s\d+ answer about/)},
  {name: 'question before', keys: 'b', shows: says(/Keeping|Who cannot go on/)},
  {name: 'the one before that', keys: 'b', shows: says(/Keeping|What does s0 do with/)},
  {name: 'model asked', keys: 'm', shows: says(/Asking/)},
  {name: 'asking ended', keys: escapeKey, shows: says(/Ended\./)},
  {name: 'the first question', keys: 'b', shows: says(/Keeping|Your answer: /)},
  {name: 'field left', keys: escapeKey, shows: saysNot(/Your answer:/)},
  {name: 'critique left', keys: escapeKey, shows: says(/eventcoach: Architecture/)},
];

const opening: readonly Key[] = [
  {name: 'architecture opened', keys: '3', shows: says(/eventcoach: Architecture/)},
  {name: 'home again', keys: escapeKey, shows: says(/eventcoach: Home/)},
  {name: 'list of critiques opened', keys: '4', shows: says(/eventcoach: Critiques/)},
  {name: 'down in the list', keys: down, shows: moves},
  {name: 'back home', keys: escapeKey, shows: says(/eventcoach: Home/)},
];

/** A folder with the topology, `kept` proposals, and settings that name a service. */
function folderWith(services: number, kept: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'eventcoach-keys-'));
  writeFileSync(join(folder, 'topology.json'), layeredSystem({size: services, operations: 12, broker: true}));
  const critiques = join(folder, '.eventcoach/critiques');
  mkdirSync(critiques, {recursive: true});
  for (let i = 0; i < kept; i += 1) {
    const id = `a${i}-b`;
    const proposal = `id: ${id}\ntopology: topology.json\nproposal:\n  caller: a${i}\n  callee: b\n`;
    writeFileSync(join(critiques, `${id}.proposal.yaml`), proposal);
  }
  writeFileSync(join(folder, '.eventcoach/config.yaml'), 'provider: openai\nmodel: m-1\n');
  return folder;
}

/** How fast the app answers each key with `services` services open: every key `times` times after a round that does not count. */
export async function keyTimes(services: number, times: number): Promise<readonly KeyTimes[]> {
  const folder = folderWith(services, 40);
  // A service that is asked and says nothing.
  const server = createServer(() => {}).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const env = {EVENTCOACH_BASE_URL: address, OPENAI_API_KEY: 'sk-bench', ANTHROPIC_API_KEY: ''};
  const program = driven({folder, env});
  try {
    await program.until(says(/Start exercise/));
    const first = await pressed(program, opening, times);
    await program.press('3', says(/> \[call\]/));
    return [
      ...first,
      ...(await pressed(program, architecture, times)),
      ...(await pressed(program, whileFiguresCome, times)),
      ...(await pressed(program, charts, times)),
      ...(await pressed(program, critique, times)),
    ];
  } finally {
    await program.end();
    server.closeAllConnections();
    server.close();
    rmSync(folder, {recursive: true, force: true});
  }
}

async function pressed(program: DrivenProgram, keys: readonly Key[], times: number): Promise<readonly KeyTimes[]> {
  const all = keys.map(({name}) => ({name, times: [] as Answered[]}));
  for (let round = -1; round < times; round += 1) {
    for (const [i, {keys: typed, shows}] of keys.entries()) {
      const until = keys[i + 1]?.isAtOnce ? 'shown' : 'quiet';
      const answered = await program.press(typeof typed === 'string' ? typed : typed(round), shows, until);
      if (round >= 0) all[i]!.times.push(answered);
    }
  }
  return all.filter(({name}) => name !== '');
}
