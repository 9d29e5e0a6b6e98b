import {mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {judgeProposals, type Wishes} from '../../src/commands/critique/judge-proposals.ts';
import type {Io} from '../../src/commands/define-command.ts';
import {loadTopology} from '../../src/commands/load-topology.ts';
import {figures} from '../../src/critique/figures.ts';
import {localCritique} from '../../src/critique/local-critique.ts';
import type {Proposal} from '../../src/critique/proposal.ts';
import {Interrupted, UserError} from '../../src/errors.ts';
import type {Provider} from '../../src/llm/provider.ts';
import {loadCritique} from '../../src/workspace/critiques.ts';
import {loadGaps} from '../../src/workspace/gaps.ts';
import {openWorkspace} from '../../src/workspace/layout.ts';
import {modelAnswer, scripted} from '../critique/model/answers.ts';
import {free, proposal} from '../critique/proposals.ts';

const needed = {...free, what: 'charge the card', result: 'decides'};
let cwd = '';
/** Standard output of the command that runs. */
let screen = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'model-'));
});
afterEach(() => rmSync(cwd, {recursive: true}));

/** One or more proposals in front of a provider; what is then on screen and on disk. */
async function judge(
  proposals: readonly Proposal[],
  provider: Provider | UserError,
  {
    wishes = {},
    terminal = false,
    typed = '',
    signal = new AbortController().signal,
    topology,
  }: {wishes?: Partial<Wishes>; terminal?: boolean; typed?: string; signal?: AbortSignal; topology?: string} = {},
) {
  let [out, err] = ['', ''];
  const io: Io = {
    env: {},
    cwd,
    stdin: Object.assign(Readable.from([typed]), {isTTY: terminal}),
    stdout: {
      write: (text: string) => {
        out += text;
        screen = out;
      },
      isTTY: terminal,
    },
    stderr: {write: (text: string) => (err += text), isTTY: terminal},
    signal,
    now: () => new Date('2026-01-01T00:00:00Z'),
    color: false,
    workspace: join(cwd, '.eventcoach'),
  };
  const loaded =
    topology === undefined ? undefined : await loadTopology({cwd: process.cwd(), stdin: io.stdin}, topology);
  const judged = proposals.map((one) => {
    const local = localCritique(one);
    const known = loaded && figures(loaded, one, local.verdict);
    return {proposal: one, local: known && 'impact' in known ? localCritique(one, known) : local};
  });
  const critic = {
    name: 'anthropic',
    provider: async () => {
      if (provider instanceof UserError) throw provider;
      return provider;
    },
  };
  const all = {loaded, skill: undefined, format: 'text', recordGaps: false, yes: false, ...wishes} as const;
  const result = await judgeProposals(io, critic, judged, all).catch((error: unknown) => error);
  const workspace = openWorkspace(io.workspace);
  const saved = async (id: string) => (await loadCritique(workspace, id)) as Record<string, unknown> | undefined;
  return {result, out, err, saved, gaps: async () => (await loadGaps(workspace)).gaps};
}

const says = (change: Partial<typeof modelAnswer>) => ({text: JSON.stringify({...modelAnswer, ...change})});
const named = (id: string, effects: readonly unknown[]) => ({...proposal(effects), id});

describe('a model that answers', () => {
  it('stands below the local critique, with the line to validate it, tokens and cost', async () => {
    const {result, out, err, saved} = await judge([proposal([free])], scripted(says({})).provider);
    expect([result, err]).toEqual([0, '']);
    expect(out).toMatch(/^convert: an event fits {2}p\n/);
    expect(out).toMatch(/\nanthropic \(m-1-dated\) says: convert: an event fits\nBoth say convert\.\n/);
    expect(out.replace(/\n/g, ' ')).toContain('hold it against your own requirements and constraints');
    expect(out).toMatch(/\n1,000 tokens in, 100 tokens out; about \$0\.0100 by list prices\.\n$/);
    expect(await saved('p')).toMatchObject({
      critic: 'anthropic',
      verdict: 'convert',
      proposal: {caller: 'shop'},
      local: {critic: 'local'},
      asked: {critic: 'anthropic', model: 'm-1', at: '2026-01-01T00:00:00.000Z'},
      raw: [says({}).text],
      usage: {inputTokens: 1000, outputTokens: 100},
      cost: 0.01,
    });
  });

  it('is JSON alone with what was added, where that is wanted', async () => {
    const {result, out} = await judge([proposal([free])], scripted(says({})).provider, {wishes: {format: 'json'}});
    const {schema, critiques, spent} = JSON.parse(out);
    expect([result, schema, critiques.length]).toEqual([0, 'eventcoach/critiques@1', 1]);
    expect(critiques[0]).toMatchObject({
      critic: 'anthropic',
      verdict: 'convert',
      local: {verdict: 'convert'},
      agreement: {verdict: 'convert', disagreements: []},
      numbers: [],
      inventedNames: [],
      gaps: [],
      cost: 0.01,
    });
    expect(spent).toEqual({usage: {inputTokens: 1000, outputTokens: 100}, cost: 0.01});
  });

  it('streams to a terminal on standard error, harmless, and leaves the answer to standard output', async () => {
    const hostile = {...says({}), text: says({keep: ['\u001b[2J']}).text};
    const {out, err} = await judge([proposal([free])], scripted(hostile).provider, {terminal: true});
    expect(err).toMatch(/^Asking anthropic \(m-1\) about p\. Ctrl-C ends it\.\n\nid: p\nverdict: convert\n/);
    expect(err).toContain('\\x1b[2J');
    expect(`${out}${err}`).not.toContain('\u001b');
  });

  it('is asked again once where its JSON cannot be read, and both texts are kept', async () => {
    const {result, err, saved} = await judge([proposal([free])], scripted({text: '{"id":'}, says({})).provider);
    expect(result).toBe(0);
    expect(err).toMatch(/^The answer cannot be used \(there is no JSON object.*\): asking once more\.\n$/);
    expect((await saved('p'))?.['raw']).toEqual(['{"id":', says({}).text]);
  });
});

describe('a model that gives no usable answer leaves the local critique standing, ends with 2, and its text is kept', () => {
  it.each([
    ['unreadable twice', [{text: 'no\u001b[2J'}, {text: 'still no'}], ['no\u001b[2J', 'still no'], /there is no JSON/],
    ['refusing', [{text: 'I will not.', end: 'refused' as const}], ['I will not.'], /declined/],
    [
      'cut off twice',
      [
        {text: '{"id"', end: 'length' as const},
        {text: '{', end: 'length' as const},
      ],
      ['{"id"', '{'],
      /grew too long/,
    ],
  ])('%s', async (_, script, raw, why) => {
    const {result, out, err, saved} = await judge([proposal([needed])], scripted(...script).provider);
    expect(result).toBe(2);
    expect(out).toMatch(/^keep-sync: it stays a call/);
    expect(out).toMatch(/\nanthropic: no answer that can be used\. The local critique stands\.\n/);
    expect(out).toContain(`| ${raw.at(-1)}`);
    expect(err).toMatch(
      /\np: anthropic gave no answer that can be used .*Ask again, or another model with --model\.\n$|^p: anthropic/,
    );
    expect(`${out}${err}`).toMatch(why);
    expect(`${out}${err}`).not.toContain('\u001b');
    expect(await saved('p')).toMatchObject({critic: 'local', verdict: 'keep-sync', raw});
  });
});

it('a model cannot turn keep-sync into convert: both are shown, and the disputed answer is a question', async () => {
  const dispute = {fact: 'effects[0].result', says: 'ignored', because: 'it is only a thank-you.'};
  const {result, out, saved} = await judge(
    [proposal([needed])],
    scripted(says({disputes: [dispute], reasons: [{text: 'Fire and forget.', evidence: 'the purpose'}]})).provider,
  );
  const text = out.replace(/\s+/g, ' ');
  expect(result).toBe(0);
  expect(text).toMatch(/^keep-sync: it stays a call/);
  expect(text).toContain('says: convert: an event fits keep-sync stands until one of your answers changes.');
  expect(text).toContain('- verdict: keep-sync or convert local: shop needs "charge the card"');
  expect(text).toContain('anthropic: Fire and forget. (the purpose)');
  expect(text).toMatch(
    /\? What does shop do .* You answered: decides\. anthropic says: ignored, because it is only a thank-you\./,
  );
  expect(text).toContain('effects[0].result; decides: keep-sync or convert');
  expect((await saved('p'))?.['verdict']).toBe('keep-sync');
});

it('marks figures that are not ours and services that are nowhere', async () => {
  const author = {...proposal([free]), id: 'tell', caller: 'task-api', callee: 'notification'};
  const reasons = [
    {text: 'create-task answers in 2.55 s and is available 99.6 % of the time.', evidence: 'x'},
    {text: 'Ask the fraud-check-service first, with a timeout of 400 ms.', evidence: 'x'},
  ];
  const {out} = await judge([author], scripted(says({id: 'tell', reasons})).provider, {
    topology: 'fixtures/topologies/task-api.topology.yaml',
  });
  const text = out.replace(/\s+/g, ' ');
  expect(text).toContain(
    'answers in 2.55 s [ours: 2.6 s (create-task: answers in, typically, today)] and is available 99.6 % of',
  );
  expect(text).toContain('a timeout of 400 ms [?].');
  expect(text).toContain('1 confirmed, 1 contradicted, 1 not checkable');
  expect(text).toContain('Names that are in none of your files ✗ fraud-check-service in reasons[1].text');
});

describe('whatever goes wrong, the local critique is on disk and on screen', () => {
  const hint = 'Set ANTHROPIC_API_KEY.';
  it.each([
    ['no key', () => new UserError('There is no key.', hint)],
    ['an error of the service', () => scripted(new UserError('The service said 401.', hint)).provider],
  ])('%s', async (_, provider) => {
    for (const format of ['text', 'json'] as const) {
      const {result, out, saved} = await judge([proposal([needed])], provider(), {wishes: {format}});
      expect(result).toBeInstanceOf(UserError);
      expect((result as UserError).message).toMatch(/\. The local critique stands\.$/);
      expect((result as UserError).hint).toBe(hint);
      if (format === 'text') expect(out).toMatch(/^keep-sync: it stays a call/);
      else expect(JSON.parse(out).critiques).toMatchObject([{critic: 'local', verdict: 'keep-sync'}]);
      expect(await saved('p')).toMatchObject({verdict: 'keep-sync', proposal: {callee: 'mailer'}});
    }
  });

  it('an error in the repair round: the first text is kept', async () => {
    const {provider} = scripted({text: 'hm'}, new UserError('The network is gone.', 'Try again.'));
    const {saved} = await judge([proposal([needed])], provider);
    expect((await saved('p'))?.['raw']).toEqual(['hm']);
  });

  it.each(['text', 'json'] as const)(
    'Ctrl-C while it answers (%s): at once, before anything else runs',
    async (format) => {
      const stop = new AbortController();
      let [seen, printed] = ['', ''];
      let asked = 0;
      const provider: Provider = {
        name: 'anthropic',
        model: 'm-1',
        ask: (_, {signal}) => {
          asked += 1;
          return new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(new Interrupted()));
            queueMicrotask(() => {
              stop.abort();
              // Nothing has run since but the listeners.
              printed = screen;
              seen = readdirSync(join(cwd, '.eventcoach', 'critiques')).join();
            });
          });
        },
      };
      const proposals = [named('a', [needed]), named('b', [free]), named('c', [])];
      const {result, out} = await judge(proposals, provider, {signal: stop.signal, wishes: {format}});
      expect(result).toBeInstanceOf(Interrupted);
      expect([asked, seen]).toEqual([1, 'a.json,b.json,c.json']);
      expect(out).toBe(printed);
      if (format === 'json') {
        expect(JSON.parse(out).critiques.map(({verdict}: {verdict: string}) => verdict)).toEqual([
          'keep-sync',
          'convert',
          'ask',
        ]);
      } else {
        expect(out.match(/^(?:keep-sync|convert|undecided): .*$/gm)).toHaveLength(3);
        expect(out).toMatch(/3 proposals: 1 convert, 1 keep-sync, 1 undecided\.\n$/);
      }
    },
  );
});

it('a skill that cannot be chosen is an error after the local critique', async () => {
  for (const name of ['one', 'two']) {
    mkdirSync(join(cwd, 'skills', name), {recursive: true});
    writeFileSync(join(cwd, 'skills', name, 'SKILL.md'), 'x');
  }
  const {result, out, saved} = await judge([proposal([needed])], scripted().provider);
  expect((result as UserError).message).toMatch(/^There are 2 skills here/);
  expect(out).toMatch(/^keep-sync/);
  expect(await saved('p')).toBeDefined();
});

describe('several proposals', () => {
  it('are asked one after the other, and what they cost together is shown', async () => {
    const proposals = [named('a', [needed]), named('b', [free])];
    const script = scripted(says({id: 'a', verdict: 'keep-sync'}), says({id: 'b'}));
    const {result, out} = await judge(proposals, script.provider);
    expect([result, script.asked.length]).toEqual([0, 2]);
    expect(out).toMatch(/Together: 2,000 tokens in, 200 tokens out; about \$0\.0200 by list prices\.\n$/);
    expect([...out.matchAll(/^.*says: /gm)]).toHaveLength(2);
  });

  it('are sent unasked up to ten; more need a yes, and where nobody can be asked nothing is sent', async () => {
    const many = Array.from({length: 11}, (_, i) => named(`p${i}`, [free]));
    const none = scripted();
    const {result, out} = await judge(many, none.provider);
    expect((result as UserError).message).toMatch(
      /^Send 11 proposals to anthropic, one question each\? Nobody can be asked/,
    );
    expect(none.asked).toEqual([]);
    expect(out).toMatch(/11 proposals: 11 convert\.\n$/);
    const refused = await judge(many, none.provider, {terminal: true, typed: 'n\n'});
    expect([refused.result, none.asked.length]).toEqual([0, 0]);
    const script = scripted(...many.map(({id}) => says({id})));
    expect((await judge(many, script.provider, {wishes: {yes: true}})).result).toBe(0);
    expect(script.asked).toHaveLength(11);
  });
});

describe('disagreements are offered as gaps and never kept unasked', () => {
  const differs = () => scripted(says({})).provider;

  it('without a terminal a line says how', async () => {
    const {err, gaps} = await judge([proposal([needed])], differs());
    expect(err).toBe('One disagreement can be kept as gaps of your skill: add --record-gaps.\n');
    expect(await gaps()).toEqual([]);
  });

  it('with --record-gaps they are kept, with both arguments', async () => {
    const {err, gaps} = await judge([proposal([needed])], differs(), {wishes: {recordGaps: true}});
    expect(err).toMatch(/^Kept as gaps: gap-[0-9a-f]{8}\./);
    expect(await gaps()).toMatchObject([
      {
        criterion: 'does-the-caller-need-the-result',
        text: 'Rules and model differ about p: keep-sync or convert?',
        source: 'critique:p',
        evidence: [
          {source: 'critique:p', text: expect.stringMatching(/^local: shop needs/)},
          {source: 'critique:p', text: 'anthropic: Nobody looks at the answer. (effects[0].result: ignored)'},
        ],
      },
    ]);
  });

  it.each([
    ['y\n', 1],
    ['n\n', 0],
    ['', 0],
  ])('in a terminal the user is asked: %j', async (typed, kept) => {
    const {gaps} = await judge([proposal([needed])], differs(), {terminal: true, typed});
    expect(await gaps()).toHaveLength(kept);
  });
});
