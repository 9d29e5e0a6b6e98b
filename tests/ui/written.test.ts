import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {newFolder} from './built-program.ts';
import {sampleFolder} from './sample.ts';
import {starterFile, starterFolder} from './skill-folders.ts';
import {openStep} from './written-steps.ts';

const enter = '\r';
const escapeKey = '\u001b';
const kept = (folder: string, exercise: string) =>
  JSON.parse(readFileSync(join(folder, '.eventcoach/answers', `${exercise}.json`), 'utf8')).content;
const system = (folder: string) => readFileSync(join(folder, 'my-system.topology.yaml'), 'utf8');

const sizes = [
  [60, 16],
  [80, 24],
  [120, 40],
] as const;
const forms = [
  {exercise: '08-your-architecture', step: 'your-system', asks: /Now yours/, opens: /Begin with the service/},
  {exercise: '09-design-an-event', step: 'your-event', asks: /Now one of yours/, opens: /Which of these calls/},
] as const;

const passage = 'Keep a login synchronous, because the caller cannot go on without the answer.';
function ownSkill(folder: string) {
  mkdirSync(join(folder, 'skills/mine'), {recursive: true});
  const text = `---\nname: mine\ndescription: Mine.\n---\n\n# Calls\n\n${passage}\n`;
  writeFileSync(join(folder, 'skills/mine/SKILL.md'), text);
}

describe.each(forms)('the form of $step', ({exercise, step, asks, opens}) => {
  it.each(sizes)('fills %i x %i exactly, and Esc leads back to the step', async (columns, rows) => {
    const app = await openStep(newFolder(), exercise, step, {columns, rows});
    await app.until(asks);
    app.type(enter);
    await app.until(opens);
    const shown = await app.rows();
    expect(shown[0]).toMatch(/^ eventcoach: /);
    expect(shown.join('\n')).toMatch(/Same as: eventcoach/);
    for (const row of shown) expect(stringWidth(row)).toBeLessThanOrEqual(columns);
    app.type(escapeKey);
    if (step === 'your-system') {
      // Typed at once, the two would be one key.
      await app.until(/Esc back/);
      app.type(escapeKey);
    }
    await app.until(/step 4 of 6/);
    await app.close();
    expect(app.output()).not.toContain('\u001b[2J');
  });
});

describe.each([
  {exercise: '09-design-an-event', step: 'the-fact', label: /The event: /},
  {exercise: '11-reflect-on-your-skill', step: 'what-stays', label: /Your passage: /},
])('the field of $step', ({exercise, step, label}) => {
  it.each(sizes)('fits into %i x %i with its label and its keys', async (columns, rows) => {
    const app = await openStep(newFolder(), exercise, step, {columns, rows});
    await app.until(label);
    const shown = await app.rows();
    for (const row of shown) expect(stringWidth(row)).toBeLessThanOrEqual(columns);
    expect(shown.join('\n')).toMatch(/Enter hand in/);
    await app.close();
  });
});

describe('by keyboard', () => {
  it('a learner describes a system in two lines and three keys; the file is there after each', async () => {
    const folder = newFolder();
    const app = await openStep(folder, '08-your-architecture', 'your-system');
    await app.until(/Now yours/);
    app.type(enter);
    await app.until(/Service: calls: ▏/);
    app.type(`shop 50ms: payment, mail${enter}`);
    await app.until(/What a user wants from shop: ▏/);
    await expect.poll(() => system(folder)).toContain('to: mail');
    app.type(`place-order 20/s${enter}`);
    await app.until(/> shop {3}50 ms {3}users: place-order 20\/s/);
    app.type('j');
    await app.until(/Does shop need to wait for payment's result\?/);
    app.type('y');
    await app.until(/-> payment {3}result: needed/);
    app.type('n');
    await app.until(/-> mail {3}result: not needed/);
    app.type(enter);
    await app.until(/Right\.[\s\S]*shop -> mail/);
    await app.close();
    expect(system(folder)).toMatch(/to: payment\n +needsResult: true\n +- to: mail\n +needsResult: false/);
    expect(kept(folder, '08-your-architecture')['your-system']).toBe(system(folder));
  });

  it('what is missing is said, and e opens the form again with all that was there', async () => {
    const folder = newFolder();
    const app = await openStep(folder, '08-your-architecture', 'your-system');
    await app.until(/Now yours/);
    app.type(enter);
    await app.until(/Service: calls: ▏/);
    app.type(`shop: mail${enter}`);
    await app.until(/What a user wants/);
    app.type(escapeKey);
    await app.until(/Does shop need to wait for mail/);
    app.type(escapeKey);
    await app.until(/Not yet\.\n That is not a system yet/);
    app.type(enter);
    await app.until(/-> mail {3}result: \?/);
    await app.close();
  });

  it('a change that somebody else made to the file is not written over', async () => {
    const folder = newFolder();
    const app = await openStep(folder, '08-your-architecture', 'your-system');
    await app.until(/Now yours/);
    app.type(enter);
    await app.until(/Service: calls: ▏/);
    app.type(`shop: mail${enter}`);
    await expect.poll(() => system(folder)).toContain('to: mail');
    const theirs = `${system(folder)}# by hand\n`;
    writeFileSync(join(folder, 'my-system.topology.yaml'), theirs);
    app.type(`look${enter}`);
    await app.until(/was changed by somebody else/);
    expect(system(folder)).toBe(theirs);
    await app.close();
  });

  it('a learner names a fact, brings a call through the critic, and hands the proposal in', async () => {
    const folder = sampleFolder();
    const app = await openStep(folder, '09-design-an-event', 'the-fact');
    await app.until(/The event: ▏ for example OrderPlaced/);
    app.type(`SendTicketMail: ticketId${enter}`);
    await app.until(/SendTicketMail tells its receiver what to do/);
    app.type(`${enter}\u0015TicketSold: ticketId, showId, price${enter}`);
    await app.until(/Right\./);
    app.type('n');
    await app.until(/Now one of yours/);
    app.type(enter);
    await app.until(/> task-api -> notification/);
    app.type(`j${enter}`);
    await app.until(/The fact: ▏/);
    app.type(`TaskCreated${enter}`);
    await app.until(/What does it carry\?/);
    app.type(`: taskId, author${enter}`);
    await app.until(/What happens when task-api calls audit/);
    app.type(`write the entry${enter}`);
    await app.until(/What does task-api do with audit's answer/);
    app.type('3');
    await app.until(/Kept: undecided -> keep-sync/);
    app.type(escapeKey);
    await app.until(/Right\.\n The critic says keep-sync/);
    app.type('e');
    await app.until(/> task-api -> audit/);
    app.type(enter);
    await app.until(/The fact: TaskCreated: taskId, author▏/);
    await app.close();
    const {'your-event': text} = kept(folder, '09-design-an-event');
    expect(text).toContain('name: TaskCreated');
    expect(text).toBe(readFileSync(join(folder, '.eventcoach/critiques/task-api-audit.proposal.yaml'), 'utf8'));
  });

  it('a skill author writes a passage, records the gap, and has the skill of the folder checked', async () => {
    const folder = newFolder();
    const app = await openStep(folder, '11-reflect-on-your-skill', 'what-stays');
    await app.until(/Your passage: ▏/);
    app.type(`Mind the login.${enter}`);
    await app.until(/The check finds nothing on "When not to use events"/);
    app.type('g');
    await app.until(/Noted among the gaps: a reminder/);
    app.type('c');
    await app.until(/There is no skill in skills\//);
    expect(kept(folder, '11-reflect-on-your-skill')['what-stays']).toBe('Mind the login.');
    ownSkill(folder);
    app.type('g');
    await app.until(/Your skill \(skills\/mine, SKILL\.md:8\) says it\. No reminder is needed\./);
    app.type('c');
    await app.until(/You: the skill that lies in this folder\n Right\./);
    const shown = await app.until(/Your skill counts in place of what you wrote; e goes back to that\./);
    expect(shown).toMatch(/Your skill \(skills\/mine, SKILL\.md:8\) says it\./);
    expect(shown).not.toContain('remind me');
    expect(kept(folder, '11-reflect-on-your-skill')['what-stays']).toContain(passage);
    app.type('e');
    await app.until(/Your passage: Mind the login\.▏/);
    await app.close();
    const gaps = readFileSync(join(folder, '.eventcoach/gaps.jsonl'), 'utf8').trim().split('\n');
    expect(gaps).toHaveLength(1);
    expect(JSON.parse(gaps[0]!)).toMatchObject({
      criterion: 'when-not-to-use-events',
      text: 'A reminder: the skill has to say "When not to use events".',
      source: 'exercise:11-reflect-on-your-skill',
      evidence: [{text: 'Write which calls stay: Mind the login.'}],
    });
  });

  it('a passage that the check finds goes into the skill as it was written', async () => {
    const folder = starterFolder();
    const app = await openStep(folder, '11-reflect-on-your-skill', 'what-stays');
    await app.until(/Your passage: ▏/);
    app.type(`${passage}${enter}`);
    await app.until(/Right\.[\s\S]*d into my skill/);
    app.type('d');
    await app.until(/> \[edited\] +when-not-to-use-events[\s\S]*Your passage stands here as accepted/);
    app.type('wy');
    await app.until(/is now version 0\.2\.0/);
    await app.close();
    expect(readFileSync(join(folder, starterFile), 'utf8')).toContain(passage);
  });

  it("whoever has written no passage hands in the folder's own skill", async () => {
    const folder = newFolder();
    ownSkill(folder);
    const app = await openStep(folder, '11-reflect-on-your-skill', 'what-stays');
    await app.until(/Your passage: ▏/);
    app.type(escapeKey);
    await app.until(/Esc back/);
    app.type('c');
    await app.until(/You: the skill that lies in this folder\n Right\.\n The check finds it, on line 8/);
    await app.until(/Your skill \(skills\/mine, SKILL\.md:8\) says it\./);
    await app.close();
    expect(kept(folder, '11-reflect-on-your-skill')['what-stays']).toContain(passage);
  });
});
