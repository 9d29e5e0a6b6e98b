import {existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {UserError} from '../../src/errors.ts';
import {parseTopology} from '../../src/topology/parse.ts';
import type {Route} from '../../src/ui/router.ts';
import {modelAnswer} from '../critique/model/answers.ts';
import {openApp, sampleFolder, sampleTopology} from './sample.ts';

const enter = '\r';
const escapeKey = '\u001b';
const list: Route = {screen: 'critique'};
const kept = (folder: string, name = 'task-api-audit') =>
  readFileSync(join(folder, `.eventcoach/critiques/${name}.proposal.yaml`), 'utf8');

/** A folder with the sample topology and one proposal, in its workspace, as the app keeps it. */
function folderWith(proposal: string, name = 'task-api-audit'): string {
  const folder = sampleFolder();
  mkdirSync(join(folder, '.eventcoach/critiques'), {recursive: true});
  writeFileSync(join(folder, `.eventcoach/critiques/${name}.proposal.yaml`), proposal);
  return folder;
}

/** Everything is answered but for who waits: nobody makes it convert, a person keep-sync. */
const halfWay = `id: task-api-audit
topology: topology.yaml
proposal:
  caller: task-api
  callee: audit
  facts:
    effects:
      - {what: write the entry, proposed: event, result: ignored, refusal: none, invariant: none}
`;

describe('a question that is out of view at 80x24', () => {
  const down = '\u001b[6~';
  const asked = /Who cannot go on/;
  const route: Route = {screen: 'critique'};
  const opened = async () => {
    const app = openApp(route, {folder: folderWith(halfWay)});
    await app.until(/task-api -> audit/);
    app.type(enter);
    await app.until(asked);
    app.type(down + down);
    const paged = await app.until(/\d+ above \(PgUp\)/);
    expect(paged).not.toMatch(asked);
    return app;
  };

  it.each([
    ['2', /> 2 a person/],
    [enter, /Who cannot go on[\s\S]*> 1 nobody/],
  ])('%j brings it back, and answers it only then', async (key, shown) => {
    const app = await opened();
    const before = kept(app.folder);
    app.type(key);
    await app.until(shown);
    expect(kept(app.folder)).toBe(before);
    app.type(key);
    await app.until(/Kept: /);
    await app.close();
    expect(kept(app.folder)).not.toBe(before);
  });

  it('stands at the top again after every answer', async () => {
    const app = await opened();
    app.type('b');
    app.type('s');
    await app.until(/Undecided: what you left open decides it/);
    app.type(`${down}${down}b`);
    await app.until(asked);
    await app.close();
  });
});

describe('a critique by keyboard', () => {
  it('an architect goes from a call to a verdict, accepts it, and the topology file has it', async () => {
    const app = openApp({screen: 'home'});
    await app.until(/Start exercise/);
    app.type('3');
    await app.until(/task-api -> audit/);
    app.type('jc');
    await app.until(/What happens when task-api calls audit\?[\s\S]*Your answer: ▏/);
    // Before anything is answered: what the conversion would change, if nothing of it had to stay.
    app.type('\u001b[6~');
    await app.until(/undecided[\s\S]*In figures[\s\S]*99\.501 % -> 99\.5906 %/);
    // The question is out of view: Enter brings it back before it hands anything in.
    app.type(`write the entry${enter}`);
    await app.until(/What happens when task-api calls audit\?[\s\S]*Your answer: write the entry▏/);
    app.type(enter);
    await app.until(/Kept: still undecided[\s\S]*/);
    await app.until(/answer about "write the entry"\?/);
    app.type(enter);
    await app.until(/Who cannot go on[\s\S]*> 1 nobody[\s\S]*2 a person {2}\(-> keep-sync\)/);
    app.type(enter);
    await app.until(/for a business reason[\s\S]*> 1 no/);
    app.type(enter);
    await app.until(/Which rule must hold[\s\S]*Your answer/);
    app.type(`none${enter}`);
    await app.until(/Kept: undecided -> convert: an event fits/);
    app.type('a');
    await app.until(/Press a again[\s\S]*needsResult: false, critique: task-api-audit/);
    expect(readFileSync(join(app.folder, 'topology.yaml'), 'utf8')).toBe(sampleTopology);
    app.type('a');
    await app.until(/Written to topology\.yaml: needsResult: false, critique: task-api-audit/);
    const written = readFileSync(join(app.folder, 'topology.yaml'), 'utf8');
    // That call has changed, and nothing else.
    expect(written).toBe(
      sampleTopology.replace(
        '{to: audit, timeout: 30s}',
        '{to: audit, timeout: 30s, needsResult: false, critique: task-api-audit}',
      ),
    );
    expect(parseTopology(written).problems).toEqual([]);
    app.type(escapeKey);
    await app.until(
      /Does task-api need to wait for audit's result\? The file says no, by the\s+critique task-api-audit\./,
    );
    await app.close();
    expect(app.services.saved().answers).toBe(5);
    const {content} = JSON.parse(readFileSync(join(app.folder, '.eventcoach/critiques/task-api-audit.json'), 'utf8'));
    expect(content).toMatchObject({id: 'task-api-audit', critic: 'local', verdict: 'convert'});
  });

  it('what was answered is there the next time, from the list on the home screen', async () => {
    const app = openApp({screen: 'critique', about: {topology: 'topology.yaml', ...audit}});
    await app.until(/Your answer/);
    app.type(`write the entry${enter}`);
    await app.until(/answer about "write the entry"\?/);
    app.type('3');
    await app.until(/Kept: undecided -> keep-sync: it stays a call/);
    app.type('\u0003');
    await expect(app.ended).resolves.toBe(130);
    const again = openApp({screen: 'home'}, {folder: app.folder});
    await again.until(/4 Critiques: should this call become an event\?/);
    again.type('4');
    await again.until(/> task-api -> audit, POST \/entries +keep-sync/);
    again.type(enter);
    await again.until(/keep-sync: it stays a call[\s\S]*Why[\s\S]*shows?/);
    expect(await again.text()).toMatch(
      /Same as: eventcoach critique\s+\.eventcoach\/critiques\/task-api-audit\.proposal\.yaml --interactive/,
    );
    again.type(escapeKey);
    await again.until(/> task-api -> audit/);
    again.type(escapeKey);
    await again.until(/> 4 Critiques/);
    await again.close();
  });

  it('a call that was proposed before is opened again, and not proposed twice', async () => {
    const app = openApp({screen: 'critique', about: {topology: 'topology.yaml', ...audit}});
    await app.until(/Your answer/);
    await app.close();
    const before = kept(app.folder);
    const again = openApp({screen: 'critique', about: {topology: 'topology.yaml', ...audit}}, {folder: app.folder});
    await again.until(/Your answer/);
    await again.close();
    const other = openApp({screen: 'critique', about: {topology: 'other.yaml', ...audit}}, {folder: app.folder});
    await other.until(/Your answer/);
    await other.close();
    expect(kept(app.folder)).toBe(before);
    expect(readdirSync(join(app.folder, '.eventcoach/critiques'))).toEqual([
      'task-api-audit-2.proposal.yaml',
      'task-api-audit.proposal.yaml',
    ]);
  });

  it('b takes the last answer back, in the file as well; s leaves a question open', async () => {
    const folder = folderWith(halfWay);
    const app = openApp({screen: 'critique'}, {folder});
    await app.until(/> task-api -> audit/);
    app.type(enter);
    await app.until(/Who cannot go on/);
    app.type('2');
    await app.until(/Kept: undecided -> keep-sync/);
    expect(kept(folder)).toContain('waiting: person');
    app.type('b');
    await app.until(/Taken back: keep-sync -> undecided/);
    expect(kept(folder)).toBe(halfWay);
    app.type('s');
    expect(await app.until(/Undecided: what you left open decides it/)).not.toMatch(/accept/);
    app.type('a');
    await app.read();
    expect(await app.text()).not.toMatch(/Press a again/);
    await app.close();
  });

  it('a key that comes while an answer is being kept does not answer the next question', async () => {
    const waiting: (() => void)[] = [];
    const app = openApp(list, {
      folder: folderWith(halfWay),
      services: (services) => ({
        ...services,
        keepAnswers: (...given) =>
          new Promise((resolve, reject) => {
            waiting.push(() => services.keepAnswers(...given).then(resolve, reject));
          }),
      }),
    });
    await app.until(/> task-api -> audit/);
    app.type(enter);
    await app.until(/Who cannot go on/);
    app.type(`${enter}${enter}s`);
    await app.until(/Keeping the answer/);
    await app.read();
    expect(waiting).toHaveLength(1);
    expect(await app.text()).toContain('Who cannot go on');
    waiting[0]!();
    await app.until(/Kept: undecided -> convert/);
    expect(waiting).toHaveLength(1);
    await app.close();
  });

  it('an answer that cannot be written is not taken for given, and can be given again', async () => {
    let isFull = true;
    const folder = folderWith(halfWay);
    const app = openApp(list, {
      folder,
      services: (services) => ({
        ...services,
        keepAnswers: async (...given) => {
          if (isFull) throw new UserError('The disk is full.', 'Free some space.');
          await services.keepAnswers(...given);
        },
      }),
    });
    await app.until(/> task-api -> audit/);
    app.type(enter);
    await app.until(/Who cannot go on/);
    app.type(enter);
    await app.until(/The disk is full[\s\S]*/);
    expect(await app.text()).toContain('Who cannot go on');
    isFull = false;
    app.type(enter);
    await app.until(/Kept: undecided -> convert/);
    expect(kept(folder)).toContain('waiting: nobody');
    await app.close();
  });

  it("does not write over somebody else's change of the proposal", async () => {
    const folder = folderWith(halfWay);
    const app = openApp(list, {folder});
    await app.until(/> task-api -> audit/);
    app.type(enter);
    await app.until(/Who cannot go on/);
    const changed = halfWay.replace('write the entry', 'write it');
    writeFileSync(join(folder, '.eventcoach/critiques/task-api-audit.proposal.yaml'), changed);
    app.type(enter);
    await app.until(/was changed by somebody else/);
    expect(kept(folder)).toBe(changed);
    await app.close();
  });

  it('keeps proposals private to the user', async () => {
    const app = openApp({screen: 'critique', about: {topology: 'topology.yaml', ...audit}});
    await app.until(/Your answer/);
    await app.close();
    const mode = (path: string) => statSync(join(app.folder, path)).mode & 0o777;
    expect(mode('.eventcoach/critiques/task-api-audit.proposal.yaml')).toBe(0o600);
    expect(mode('.eventcoach/critiques')).toBe(0o700);
  });
});

const audit = {caller: 'task-api', callee: 'audit', call: 'POST /entries', purpose: null};

describe('a topology that is not for writing', () => {
  it('comes with the program: it is read, and accepting says how to get one', async () => {
    const folder = folderWith(halfWay);
    const file = join(process.cwd(), 'exercises/01-request-response-chain/scenario.topology.yaml');
    const before = readFileSync(file, 'utf8');
    const app = openApp({screen: 'critique', about: {topology: file, ...audit, call: null}}, {folder});
    await app.until(/Your answer/);
    app.type(`write it${enter}`);
    await app.until(/answer about "write it"/);
    app.type('3');
    await app.until(/keep-sync: it stays a call/);
    app.type('aa');
    await app.read();
    expect(await app.until(/Nothing to accept: this topology comes with the program/)).not.toMatch(/ a accept/);
    expect(readFileSync(file, 'utf8')).toBe(before);
    await app.close();
  });

  it('lies outside the folder: a proposal file alone does not open it', async () => {
    const elsewhere = sampleFolder();
    const folder = folderWith(halfWay.replace('topology.yaml', join(elsewhere, 'topology.yaml')));
    const app = openApp(list, {folder});
    await app.until(/> task-api -> audit/);
    app.type(enter);
    await app.until(/Who cannot go on/);
    app.type(`${enter}`);
    await app.until(/Kept: undecided -> convert/);
    app.type('aa');
    await app.read();
    expect(await app.until(/it is not known which topology file/)).not.toMatch(/ a accept/);
    expect(readFileSync(join(elsewhere, 'topology.yaml'), 'utf8')).toBe(sampleTopology);
    await app.close();
  });
});

describe('the figures of a critique', () => {
  it('say why there are none: no broker, several brokers, another call, a system that is too large, a broken file', async () => {
    const many = Object.fromEntries(Array.from({length: 2001}, (_, i) => [`s${i}`, {}]));
    for (const [topology, why] of [
      [sampleTopology.replace(/^brokers.*\n/m, ''), /None: the topology has no broker/],
      [sampleTopology.replace('brokers: {', 'brokers: {rabbit: {}, '), /None: the topology has several brokers/],
      [sampleTopology.replace('{to: audit', '{to: postman'), /None: .*task-api does not call audit/],
      [JSON.stringify({version: 1, name: 'large', services: many}), /None: topology\.yaml has 2001 services/],
      ['version: 1\n', /None: topology\.yaml:/],
    ] as const) {
      const folder = folderWith(halfWay);
      writeFileSync(join(folder, 'topology.yaml'), topology);
      const app = openApp(list, {folder, rows: 40});
      await app.until(/> task-api -> audit/);
      app.type(enter);
      await app.until(why);
      await app.close();
    }
  });
});

describe('a model that the command line asked', () => {
  const answer = {
    ...modelAnswer,
    id: 'task-api-audit',
    verdict: 'keep-sync',
    flaws: [],
    disputes: [{fact: 'effects[0].result', says: 'decides', because: 'the entry is legally required'}],
    reasons: [{text: 'The auditor must see it first.', evidence: 'audit'}],
  };
  const saved = (proposal: object) => ({
    schema: 'eventcoach/saved-critique@1',
    id: 'task-api-audit',
    content: {
      id: 'task-api-audit',
      critic: 'anthropic',
      opinion: answer,
      proposal,
      asked: {critic: 'anthropic', model: 'm-1', at: '2026-01-01T00:00:00.000Z'},
      numbers: [{where: 'reasons[0].text', text: '99.95 %', at: 0, result: 'contradicted', ours: '99.501 %'}],
      inventedNames: [{name: 'ledger-x', where: 'reasons[0].text'}],
    },
  });
  const complete = halfWay.replace('result: ignored,', 'result: ignored, waiting: nobody,');

  it('stands beside the local verdict with what differs, and each point can be kept as a gap with both arguments', async () => {
    const folder = folderWith(complete);
    const path = join(folder, '.eventcoach/critiques/task-api-audit.json');
    writeFileSync(path, JSON.stringify(saved({caller: 'task-api', callee: 'audit', call: null, facts: {}})));
    const app = openApp(list, {folder, rows: 60, columns: 100});
    await app.until(/> task-api -> audit/);
    app.type(enter);
    const shown = await app.until(/anthropic says keep-sync, and differs in 2 points/);
    for (const part of [
      /convert: an event fits/,
      /anthropic \(m-1\) says: keep-sync: it stays a call/,
      /It was asked before your latest answers/,
      /convert stands until one of your answers changes/,
      /verdict: convert or keep-sync/,
      /anthropic: The auditor must see it first/,
      /anthropic: decides: the entry is legally required/,
      /99\.95 % is not ours: 99\.501 %/,
      /ledger-x is in none of your files/,
      /hold it against your own requirements/,
    ]) {
      expect(shown).toMatch(part);
    }
    app.type('g');
    await app.until(/Recorded: Rules and model differ about task-api-audit: convert or keep-sync\?/);
    await app.until(/verdict: convert or keep-sync \[recorded as a gap\]/);
    app.type('g');
    await app.until(/Recorded: A model disputes an answer/);
    app.type('g');
    await app.until(/Recorded: Nobody has said: How is the event published/);
    app.type('g');
    await app.until(/All that is open here is recorded/);
    const gaps = await app.services.loadGaps();
    expect(gaps.map(({evidence}) => evidence.map(({text}) => text.split(':')[0]))).toEqual([
      ['local', 'anthropic'],
      ['local', 'anthropic'],
      [
        'It decides convert or needs-work about task-api -> audit in .eventcoach/critiques/task-api-audit.proposal.yaml.',
      ],
    ]);
    app.type('aa');
    await app.until(/Written to topology\.yaml: needsResult: false/);
    // Accepting keeps what the model said.
    expect(JSON.parse(readFileSync(path, 'utf8')).content).toMatchObject({opinion: answer, verdict: 'convert'});
    await app.close();
  });

  it('is not shown where it was asked about another call', async () => {
    const folder = folderWith(complete);
    const path = join(folder, '.eventcoach/critiques/task-api-audit.json');
    writeFileSync(path, JSON.stringify(saved({caller: 'task-api', callee: 'ledger', call: null})));
    const app = openApp(list, {folder});
    await app.until(/> task-api -> audit/);
    app.type(enter);
    await app.until(/convert: an event fits[\s\S]*Why/);
    expect(await app.text()).not.toContain('anthropic');
    await app.close();
  });
});

describe.each([
  [60, 16],
  [80, 24],
  [120, 40],
] as const)('the conversation at %i x %i', (columns, rows) => {
  it('fills the screen exactly, shows verdict, question and every choice, and scrolls to the reasons', async () => {
    const app = openApp(list, {folder: folderWith(halfWay), columns, rows});
    await app.until(/> task-api -> audit/);
    app.type(enter);
    await app.until(/> 1 nobody[\s\S]*3 a device/);
    const shown = await app.rows();
    expect(shown[0]).toMatch(/^ eventcoach: Critique +task-api -> audit$/);
    expect(shown[2]).toMatch(/^ undecided/);
    expect(shown.at(-1)).not.toBe('');
    for (const row of shown) expect(stringWidth(row)).toBeLessThanOrEqual(columns);
    app.type('\u001b[6~\u001b[6~\u001b[6~\u001b[6~');
    await app.until(/In figures[\s\S]*create-task/);
    app.resize(70, 18);
    await app.until(/eventcoach: Critique/);
    app.resize(columns, rows);
    await app.until(/undecided/);
    await app.close();
    expect(app.output()).not.toContain('\u001b[2J');
  });
});

describe('the conversation', () => {
  it('has its help, and no borders and no full screen for a screen reader', async () => {
    const app = openApp(list, {folder: folderWith(halfWay), env: {ACCESSIBLE: '1'}});
    await app.until(/selected: task-api -> audit/);
    app.type(enter);
    await app.until(/Who cannot go on/);
    expect(app.buffer()).toBe('normal');
    expect(await app.text()).not.toMatch(/----|[│┌└▏]/);
    app.type('?');
    await app.until(/leave the question open and go on/);
    await app.close();
  });

  it('writes no more than a little for a key that moves the mark: nothing flickers', async () => {
    const app = openApp(list, {folder: folderWith(halfWay)});
    await app.until(/> task-api -> audit/);
    app.type(enter);
    await app.until(/Who cannot go on/);
    await app.until(/In figures|below \(PgDn\)/);
    await app.read();
    const before = app.output().length;
    app.type('j');
    await app.until(/> 2 a person/);
    // Two rows change; the whole screen of 80 x 24 would be 1920 characters.
    expect(app.output().length - before).toBeLessThan(600);
    await app.close();
  });

  it('takes wide and hostile names for what they are: text on one row, and a file of a plain name', async () => {
    const folder = sampleFolder();
    const hostile = '../提醒 > 1 yes "__proto__": [x';
    const about = {
      topology: 'topology.yaml',
      caller: 'task-api',
      callee: hostile,
      call: '{a: [b',
      purpose: '- x: *y\n> 1 yes',
    };
    const app = openApp({screen: 'critique', about}, {folder});
    const shown = await app.until(/Your answer/);
    expect(shown).toContain('提醒 > 1 yes "__proto__": [x');
    expect(shown).toContain('- x: *y\\n> 1 yes');
    expect(shown).not.toMatch(/^ ?> 1 yes/m);
    app.type(`write${enter}`);
    await app.until(/answer about\s+"write"/);
    await app.close();
    const [name, ...others] = readdirSync(join(folder, '.eventcoach/critiques'));
    expect(others).toEqual([]);
    expect(name).toMatch(/^task-api-[a-z0-9-]*~[0-9a-f]{16}\.proposal\.yaml$/);
    expect(existsSync(join(folder, '.eventcoach/topology.yaml'))).toBe(false);
    const again = openApp({screen: 'critique', about}, {folder});
    await again.until(/answer about\s+"write"/);
    await again.close();
  });

  it('does not keep a call whose names no topology may have', async () => {
    const folder = sampleFolder();
    const about = {topology: 'topology.yaml', caller: 'a', callee: '\u001b[2Jb', call: null, purpose: null};
    const app = openApp({screen: 'critique', about}, {folder});
    await app.until(/has control\s+characters: .*\\x1b\[2Jb/);
    expect(existsSync(join(folder, '.eventcoach/critiques'))).toBe(false);
    await app.close();
  });

  it('lists a proposal file that cannot be read as that, says why, and opens the others', async () => {
    const folder = folderWith(halfWay);
    writeFileSync(join(folder, '.eventcoach/critiques/a.proposal.yaml'), 'proposal: {caller: x}\n');
    const app = openApp(list, {folder});
    await app.until(/> \.eventcoach\/critiques\/a\.proposal\.yaml +cannot be read/);
    app.type(enter);
    await app.until(/a\.proposal\.yaml:1:\d+.*callee/);
    app.type(`j${enter}`);
    await app.until(/Who cannot go on/);
    await app.close();
  });
});
