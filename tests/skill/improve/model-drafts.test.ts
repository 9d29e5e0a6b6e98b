import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {loadCards} from '../../../src/skill/cards.ts';
import {caseWithId} from '../../../src/skill/eval/cases.ts';
import {copiedFrom, knownCases} from '../../../src/skill/eval/known-cases.ts';
import {packagedSkill} from '../../../src/skill/find-skill.ts';
import {recordGap} from '../../../src/workspace/gaps.ts';
import {openWorkspace} from '../../../src/workspace/layout.ts';
import {scriptedModel} from '../eval/scripted-model.ts';
import {emptyFolder, write} from '../folder.ts';
import {run} from './run.ts';

let model: Awaited<ReturnType<typeof scriptedModel>>;
let [passages, asked]: [string[], string[]] = [[], []];
beforeAll(async () => {
  model = await scriptedModel(7, undefined, (user) => {
    asked.push(user);
    return JSON.stringify({heading: 'Who to call', passage: passages[asked.length - 1] ?? passages.at(-1)});
  });
});
beforeEach(() => {
  [passages, asked] = [[], []];
});
afterAll(() => model.close());

const file = 'skills/kafka-events/SKILL.md';
const at = '2026-11-23T10:00:00Z';
/** A graded case as it is kept with the gap that it showed. */
const graded = caseWithId('combined-availability-1', '7')!;
const longest = graded.prompt.split('\n').reduce((a, b) => (b.length > a.length ? b : a));

async function starter() {
  const cwd = emptyFolder();
  await run(cwd, ['init']);
  const read = () => readFileSync(join(cwd, file), 'utf8');
  const improve = (...args: string[]) =>
    run(cwd, ['improve', '--draft', 'openai', '--model', 'm-1', '--base-url', model.url, ...args]);
  const failed = () =>
    recordGap(
      openWorkspace(join(cwd, '.eventcoach')),
      {
        criterion: 'availability-arithmetic',
        text: 'A model gives wrong answers.',
        source: 'eval:combined-availability',
        evidence: [{source: `eval:seed-7/${graded.id}`, text: graded.prompt}],
      },
      at,
    );
  return {cwd, read, improve, failed, first: read()};
}

describe('a gap in free words', () => {
  it('does not lead back to the cards where there is no key for a model either', async () => {
    const {cwd} = await starter();
    const [id = ''] = /gap-\w+/.exec((await run(cwd, ['gaps', 'add', '--text', 'Says not whom to call.'])).out) ?? [];
    const draft = ['improve', '--draft', 'anthropic', '--gap', id];
    const {code, err} = await run(cwd, draft);
    expect([code, err.split('\n')[1]]).toEqual([
      2,
      `Set ANTHROPIC_API_KEY in the environment. Or write the passage yourself and say so: eventcoach skill gaps close ${id} --merged --why "..."`,
    ]);
    const both = await run(cwd, [...draft, '--gap', 'consumer-lag']);
    expect(both.err).toContain('Or leave --draft out: knowledge cards need no key, and what is left then has none.');
  });

  it('is left without a model, with what to do about it', async () => {
    const {cwd, read, first} = await starter();
    const [id = ''] = /gap-\w+/.exec((await run(cwd, ['gaps', 'add', '--text', 'Says not\nwhom to call.'])).out) ?? [];
    const says = `${id}: eventcoach comes with no text about it ("Says not whom to call."). Let a model draft it: eventcoach skill improve --gap ${id} --draft anthropic   Or write the passage yourself and say so: eventcoach skill gaps close ${id} --merged --why "..."`;
    const {code, out} = await run(cwd, ['improve', '--gap', id]);
    expect([code, out.replace(/\s+/g, ' ')]).toEqual([0, expect.stringContaining(says.replace(/\s+/g, ' '))]);
    const {out: json, err} = await run(cwd, ['improve', '--gap', id, '--format', 'json']);
    expect([JSON.parse(json).sections, err]).toEqual([[], `${says}\n`]);
    expect(read()).toBe(first);
  });

  it('is drafted by a model and put in under a heading of its own', async () => {
    const {cwd, read, improve} = await starter();
    const [id = ''] = /gap-\w+/.exec((await run(cwd, ['gaps', 'add', '--text', 'Says not whom to call.'])).out) ?? [];
    passages = ['Name one person for every topic, because somebody has to answer when it stands still.'];
    const {code, out} = await improve('--gap', id, '--apply', '--yes');
    expect([code, out]).toEqual([0, expect.stringContaining('is now version 0.2.0')]);
    expect(read()).toContain(`\n## Who to call\n\n${passages[0]}\n`);
    expect(asked[0]).toContain('Says not whom to call.');
    expect((await run(cwd, ['gaps', '--format', 'json'])).out).toContain('"status": "merged"');
  });
});

describe('a passage that copies what the skill is tested with', () => {
  const honest = 'Multiply the availabilities of all that a request needs, and count each thing once.';

  it.each([
    ['the words of a case', longest],
    ['a name that was made up for one', `Remember that ${graded.names[0]} is the weak part of the system.`],
    ['the shape of the answer', graded.prompt.split('\n').slice(-2).join('\n')],
  ])('is asked for once more where a model drafts %s, and left out then', async (_, copy) => {
    const {read, improve, failed, first} = await starter();
    const {id} = await failed();
    passages = [copy];
    const {code, out} = await improve('--gap', id, '--apply', '--yes');
    expect([code, asked.length, read()]).toEqual([0, 2, first]);
    expect(out.replace(/\s+/g, ' ')).toMatch(
      /the model's passage cannot be used: it holds .* of a case|made up for a case/,
    );
    passages = [copy, copy, copy, honest];
    expect((await improve('--gap', id, '--apply', '--yes')).out).toContain('is now version');
    expect(read()).toContain(honest);
  });

  it('is refused where a person writes it, and nothing is written', async () => {
    const {cwd, read, failed, first} = await starter();
    const {id} = await failed();
    write(cwd, {
      'case.txt': longest,
      'editor.mjs': "import fs from 'node:fs'; fs.copyFileSync('case.txt', process.argv[2]);",
    });
    const {code, out, err} = await run(cwd, ['improve', '--apply', '--gap', id], {
      typed: ['e', 'y'],
      env: {EDITOR: `"${process.execPath}" editor.mjs`},
    });
    expect([code, out, read()]).toEqual([2, '', first]);
    expect(err).toMatch(
      /The passage for ".*" in SKILL.md copies what the skill is tested with: it holds .* Nothing was written\./,
    );
    expect(err).toContain('Say it in general words');
  });

  it("is refused as well where it is of the skill's own evaluation", async () => {
    const {cwd, read, failed, first} = await starter();
    const {id} = await failed();
    const said = 'Gives the combined availability of the booking path as about ninety-nine percent';
    write(cwd, {
      'skills/kafka-events/evals/evals.json': JSON.stringify({evals: [{id: 1, prompt: 'Judge.', assertions: [said]}]}),
      'editor.mjs': `import fs from 'node:fs'; fs.writeFileSync(process.argv[2], ${JSON.stringify(`${said}.`)});`,
    });
    const {code} = await run(cwd, ['improve', '--apply', '--gap', id], {
      typed: ['e', 'y'],
      env: {EDITOR: `"${process.execPath}" editor.mjs`},
    });
    expect([code, read()]).toEqual([2, first]);
  });

  it('is none of the knowledge cards, whatever case was failed', async () => {
    const gaps = [
      'combined-availability',
      'partition-growth',
      'crash-points',
      'schema-change',
      'lag-drain',
      'retry-load',
    ].map((kind) => ({
      evidence: [{source: `eval:seed-3/${kind}-1`, text: caseWithId(`${kind}-1`, '3')!.prompt}],
    }));
    const known = await knownCases(gaps, packagedSkill.path, 'x');
    expect(known.length).toBeGreaterThanOrEqual(12);
    for (const {criterion, text} of (await loadCards()).values())
      expect([criterion, copiedFrom(text, known)]).toEqual([criterion, undefined]);
  });
});
