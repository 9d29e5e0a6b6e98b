import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import stringWidth from 'string-width';
import {describe, expect, it, vi} from 'vitest';
import {openApp} from './sample.ts';
import {packagedFolder} from './skill-folders.ts';

const enter = '\r';
const escapeKey = '\u001b';
const downKey = '\u001b[B';

const about = {topology: 'topology.yaml', caller: 'task-api', callee: 'audit', call: null, purpose: null};

const answersIn = (folder: string) =>
  JSON.parse(readFileSync(join(folder, '.eventcoach/answers/01-sample.json'), 'utf8')).content;
const progressIn = (folder: string) => JSON.parse(readFileSync(join(folder, '.eventcoach/progress.json'), 'utf8'));

describe('by keyboard', () => {
  it('a learner gets from home through an exercise to its end; everything is saved on the way', async () => {
    const app = openApp({screen: 'home'});
    await app.until(/> 1 Start exercise 01: A sample/);
    app.type(enter);
    await app.until(/First read this/);
    app.type(enter);
    await app.until(/Your prediction: ▏ for example 1\.2 s/);
    app.type('2 s');
    await app.until(/Your prediction: 2 s▏/);
    app.type(enter);
    await app.until(/Not yet\.\n That is the longer one alone\./);
    app.type('h');
    await app.until(/Hint 1 of 2/);
    app.type(enter);
    await app.until(/Your prediction: 2 s▏/);
    app.type('\u00152.5 s\n');
    await app.until(/Right\.\n 2 s \+ 500 ms = 2\.5 s/);
    app.type(enter);
    await app.until(/> 1 \(o\) the wrong one/);
    app.type(`j${enter}`);
    await app.until(/Right\.\n It is right\./);
    app.type('n');
    await app.until(/> 1 \[ \] this/);
    app.type(` jj ${enter}`);
    await app.until(/this as well: Yes, this too\./);
    app.type('n');
    await app.until(/1 = an event/);
    app.type(`12${enter}`);
    await app.until(/Right\./);
    app.type('n');
    await app.until(/Your words: ▏/);
    app.type('Why does it wait?');
    await app.until(/it wait\?▏/);
    app.type(enter);
    await app.until(/Kept\./);
    app.type('g');
    await app.until(/Recorded as a gap/);
    app.type(enter);
    await app.until(/Exercise done: A sample/);
    app.type(enter);
    await app.until(/Every exercise is done/);
    app.type('q');
    await expect(app.ended).resolves.toBe(0);
    expect(answersIn(app.folder)).toEqual({
      sum: '2.5 s',
      one: 'right',
      some: ['a', 'c'],
      sort: {created: 'event', send: 'command'},
      'own-words': 'Why does it wait?',
    });
    expect(progressIn(app.folder).exercises['01-sample'].status).toBe('done');
    expect(app.services.saved()).toEqual({answers: 5, gaps: 1, failed: undefined});
  });

  it('a learner who leaves with Ctrl-C in the middle of a sentence finds place and words again', async () => {
    const app = openApp({screen: 'exercise', id: '01-sample'});
    await app.until(/First read this/);
    app.type('n');
    await app.until(/Your prediction/);
    // Typed at once, the two would be Alt-n.
    app.type(escapeKey);
    await app.until(/go on anyway/);
    for (const seen of [/Which one/, /Which ones/, /Sort them/, /Your words/]) {
      app.type('n');
      await app.until(seen);
    }
    app.type('Half a sent');
    await app.until(/Half a sent▏/);
    app.type('\u0003');
    await expect(app.ended).resolves.toBe(130);
    const again = openApp({screen: 'home'}, {folder: app.folder});
    await again.until(/Go on with exercise 01/);
    again.type(enter);
    await again.until(/Your words: Half a sent▏/);
    await again.close();
  });

  it('an architect converts a call, has a bad day, answers the question and records a gap', async () => {
    const app = openApp({screen: 'home'});
    await app.until(/Start exercise/);
    app.type('3');
    const before = await app.until(/99\.501 %/);
    // The wide name takes two columns a character, and the right edge stays straight.
    const widths = before
      .split('\n')
      .filter((row) => /\[call\]/.test(row))
      .map((row) => stringWidth(row));
    expect(new Set(widths)).toEqual(new Set([79]));
    app.type(' ');
    await app.until(/99\.501 % -> 99\.5906 %.*2\.61 s -> 615 ms/);
    expect(await app.text()).toContain('event TaskCreated');
    app.type('d');
    await app.until(/notification does not answer\. create-task works, its effects come\s+later/);
    app.type(`${downKey} `);
    await app.until(/Nobody has answered yet: Does task-api need to wait for audit's result\?/);
    app.type('g');
    await app.until(/Recorded: Nobody has said/);
    app.type('y');
    await app.until(/stays a call/);
    app.type(enter);
    await app.until(/Three couplings/);
    app.type(escapeKey);
    await app.until(/> \[call\] {2}task-api -> audit/);
    app.type(escapeKey);
    await app.until(/> 3 An architecture/);
    app.type('6');
    await app.until(/2 open/);
    await app.close();
  });

  it('a skill author writes down a gap and closes it with a reason; q in a text is a letter', async () => {
    const app = openApp({screen: 'gaps'});
    await app.until(/No gap is recorded/);
    app.type('a');
    await app.until(/lack or get wrong: ▏/);
    app.type('quorum?');
    await app.until(/quorum\?▏/);
    app.type(enter);
    await app.until(/\[open\] quorum\?/);
    app.type('c');
    await app.until(/Why is it closed: ▏/);
    app.type(`not for us${enter}`);
    await app.until(/\[rejected\] quorum\?[\s\S]*Closed because: not for us/);
    app.type('q');
    await expect(app.ended).resolves.toBe(0);
  });

  it('somebody looks through the criteria of the skill', async () => {
    const app = openApp({screen: 'skill'}, {folder: packagedFolder()});
    const first = await app.until(/> \[\w+\] +\S/);
    app.type(downKey);
    await expect.poll(app.text).not.toBe(first);
    expect(await app.text()).toMatch(/^ {3}\[\w+\] +.*\n > \[\w+\]/m);
    await app.close();
  });

  it('somebody finds the exercises and opens one', async () => {
    const app = openApp({screen: 'exercises'});
    await app.until(/> 01 \[ {4}\] A sample/);
    app.type(enter);
    await app.until(/First read this/);
    app.type(escapeKey);
    await app.until(/> 01 \[open\] A sample/);
    await app.close();
  });

  it('a paste never presses keys, and goes into a text as one line', async () => {
    const app = openApp({screen: 'home'});
    await app.until(/Start exercise/);
    app.type('\u001b[200~q\rq\u001b[201~');
    await app.read();
    app.type('6');
    await app.until(/No gap is recorded/);
    app.type('a');
    await app.until(/lack or get wrong: ▏/);
    app.type('\u001b[200~two\nlines\u001b[201~');
    await app.until(/two lines▏/);
    await app.close();
  });

  it('every character that is typed arrives, also where drawing takes React several turns', async () => {
    const app = openApp({screen: 'critique', about});
    await app.until(/Your answer: ▏/);
    // To React each look at the clock is 6 ms later: after every piece of work its 5 ms are over, as on a busy computer.
    const now = performance.now.bind(performance);
    let passed = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
      passed += 6;
      return now() + passed;
    });
    const text = 'which of these letters is missing';
    app.type(text);
    await app.until(/missing▏/).finally(() => clock.mockRestore());
    expect(await app.text()).toContain(`Your answer: ${text}▏`);
    await app.close();
  });

  it('a full disk is said at once, and the answers are written when there is room again', async () => {
    let isFull = true;
    const {UserError} = await import('../../src/errors.ts');
    const app = openApp(
      {screen: 'exercise', id: '01-sample'},
      {
        services: (services) => ({
          ...services,
          saveAttempt: async (...given) => {
            if (isFull) throw new UserError('The disk is full.', 'Free some space.');
            await services.saveAttempt(...given);
          },
        }),
      },
    );
    await app.until(/The disk is full\. Free some space\./);
    app.type('n');
    await app.until(/Your prediction/);
    app.type(`2.5 s${enter}`);
    await app.until(/Right\./);
    isFull = false;
    app.type('n');
    await app.until(/Which one/);
    await app.close();
    expect(answersIn(app.folder)).toEqual({sum: '2.5 s'});
  });
});
