import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {parseProposals} from '../../src/critique/parse.ts';
import {openApp, sampleFolder, sampleTopology} from './sample.ts';
import {packagedFolder} from './skill-folders.ts';

const enter = '\r';
const about = {topology: 'topology.yaml', caller: 'task-api', callee: 'audit', call: null, purpose: null};

/** A folder whose topology says what the calls are for. */
function purposefulFolder(): string {
  const folder = sampleFolder();
  const text = sampleTopology.replace('{to: notification,', '{to: notification, purpose: "tell the: team",');
  writeFileSync(join(folder, 'topology.yaml'), text);
  return folder;
}

const keptIn = (folder: string) => {
  const file = join(folder, '.eventcoach/critiques/task-api-notification.proposal.yaml');
  return parseProposals(readFileSync(file, 'utf8')).proposals[0];
};

describe('a critique that is opened on the architecture screen', () => {
  it('knows the purpose of the call, and the name of the event that it has become there', async () => {
    const app = openApp({screen: 'architecture'}, {folder: purposefulFolder()});
    await app.until(/> \[call\] {2}task-api -> notification/);
    app.type(' ');
    await app.until(/event TaskCreated/);
    app.type('c');
    await app.until(/eventcoach: Critique/);
    await app.until(/tell the: team/);
    expect(keptIn(app.folder)).toMatchObject({purpose: 'tell the: team', proposedEvent: {name: 'TaskCreated'}});
    await app.close();
  });

  it('completes a proposal that was kept before, and leaves a name that its author gave', async () => {
    for (const [event, expected] of [
      ['', 'TaskCreated'],
      ['  proposedEvent: {name: TaskAdded}\n', 'TaskAdded'],
    ] as const) {
      const folder = purposefulFolder();
      mkdirSync(join(folder, '.eventcoach/critiques'), {recursive: true});
      writeFileSync(
        join(folder, '.eventcoach/critiques/task-api-notification.proposal.yaml'),
        `id: mine\ntopology: topology.yaml\nproposal:\n  caller: task-api\n  callee: notification\n${event}`,
      );
      const app = openApp({screen: 'architecture'}, {folder});
      await app.until(/> \[call\] {2}task-api -> notification/);
      app.type(' ');
      await app.until(/event TaskCreated/);
      app.type('c');
      await app.until(/tell the: team/);
      expect(keptIn(folder)).toMatchObject({purpose: 'tell the: team', proposedEvent: {name: expected}});
      await app.close();
    }
  });

  it('names no event where the call is still a call', async () => {
    const app = openApp({screen: 'architecture'}, {folder: purposefulFolder()});
    await app.until(/> \[call\] {2}task-api -> notification/);
    app.type('c');
    await app.until(/tell the: team/);
    expect(keptIn(app.folder)?.proposedEvent.name).toBeNull();
    await app.close();
  });
});

describe('a question of the interview', () => {
  it('is answered by the number of a choice, and holds what was typed when b leads back to it', async () => {
    const app = openApp({screen: 'critique', about});
    await app.until(/Your answer: ▏/);
    app.type(`write the entry${enter}`);
    await app.until(/answer about "write the entry"\?/);
    app.type('b');
    await app.until(/Your answer: write the entry▏/);
    app.type(`; tell the owner${enter}`);
    await app.until(/answer about "write the entry"\?/);
    app.type('3');
    await app.until(/answer about "tell the owner"\?/);
    app.type('b');
    expect(await app.until(/Taken back/)).toMatch(/> 3 /);
    await app.close();
  });
});

describe('a number', () => {
  it('answers where one option is right, ticks where several can be, and takes a setting', async () => {
    const exercise = openApp({screen: 'exercise', id: '01-sample'});
    await exercise.until(/First read this/);
    exercise.type('n');
    await exercise.until(/Your prediction/);
    exercise.type('\u001b');
    await exercise.until(/go on anyway/);
    exercise.type('n');
    expect(await exercise.until(/> 1 \(o\) the wrong one/)).toMatch(/1-9 take it/);
    exercise.type('2');
    await exercise.until(/Right\./);
    exercise.type('n');
    await exercise.until(/> 1 \[ \] this/);
    exercise.type('3');
    await exercise.until(/> 3 \[x\] this as well/);
    await exercise.close();
    const settings = openApp({screen: 'settings'});
    await settings.until(/> 1 provider/);
    settings.type('4');
    await settings.until(/> 1 auto/);
    settings.type('4');
    await settings.until(/theme is mono/);
    await settings.close();
  });
});

describe('the skill screen', () => {
  it('finds criteria by their words with /', async () => {
    const app = openApp({screen: 'skill'}, {folder: packagedFolder()});
    await app.until(/> \[\w+\]/);
    app.type('/outbox');
    const narrow = await app.until(/Search: outbox▏ +\d+ of \d+/);
    expect(narrow).toMatch(/> \[\w+\]/);
    app.type(enter);
    expect(await app.until(/\/ search/)).toMatch(/Search: outbox/);
    await app.close();
  });
});

describe('a screen whose file is broken', () => {
  const broken = (name: string, text: string) => {
    const folder = sampleFolder();
    mkdirSync(join(folder, '.eventcoach'), {recursive: true});
    writeFileSync(join(folder, '.eventcoach', name), text);
    return folder;
  };

  it.each([
    ['home', 'progress.json', '{broken', /Your progress cannot be shown\.[\s\S]*not\s+valid\s+JSON/],
    ['exercises', 'progress.json', '{broken', /The exercises cannot be shown\.[\s\S]*not\s+valid\s+JSON/],
  ] as const)('says so on the %s screen, and does not seem to be reading still', async (screen, name, text, says) => {
    const app = openApp({screen}, {folder: broken(name, text)});
    expect(await app.until(says)).not.toMatch(/Reading/);
    await app.close();
  });
});
