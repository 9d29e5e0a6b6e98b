import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {hurry} from '../commands/asked-critic.ts';
import {key, simulatedService} from '../llm/services.ts';
import {answerText, openProposal, proposalFolder, savedIn} from './asked-proposal.ts';

const {base, script, sent} = simulatedService();
const env = () => ({OPENAI_API_KEY: key, EVENTCOACH_BASE_URL: base('openai'), EVENTCOACH_MODEL: 'm-1'});
const config = 'provider: openai\n';
const escapeKey = '\u001b';
const whole = {content: answerText};
const kept = {verdict: 'convert', proposal: {caller: 'task-api', callee: 'audit'}, local: {critic: 'local'}};

describe('a service that is asked from the critique screen', () => {
  it('streams, is checked, stands beside the local verdict, and is kept; its points become gaps', async () => {
    script({response: whole, chunkSize: 12, latency: 15});
    const app = await openProposal({folder: proposalFolder(config), env: env(), rows: 60, columns: 100});
    app.type('m');
    await app.until(/Asking openai \(m-1\) \.\.\. Esc or Ctrl-C ends it\.[\s\S]*verdict: keep-sync/);
    // The local verdict is there all the time.
    expect(await app.text()).toMatch(/convert: an event fits[\s\S]*--critic openai\s+--topology topology\.yaml/);
    const shown = await app.until(/openai has answered; its opinion is kept\. [\d,]+ tokens in/);
    for (const part of [
      /convert: an event fits/,
      /openai says keep-sync, and differs in one point \(below\)/,
      /openai \(m-1[^)]*\) says: keep-sync: it stays a call/,
      /convert stands until one of your answers changes/,
      /Its figures against ours: 1 confirmed, 1 contradicted, 0 not checkable/,
      /Its figure 42 % is not ours: 99\.\d+ %/,
      /ledger-x-service is in none of your files/,
      /hold it against your own requirements/,
      / tokens in, .* tokens out; cost unknown/,
    ]) {
      expect(shown).toMatch(part);
    }
    expect(savedIn(app.folder)).toMatchObject({
      ...kept,
      critic: 'openai',
      opinion: {verdict: 'keep-sync'},
      raw: [answerText],
      asked: {critic: 'openai', model: 'm-1'},
    });
    app.type('g');
    await app.until(/Recorded: Rules and model differ about task-api-audit: convert or keep-sync\?/);
    const [gap] = await app.services.loadGaps();
    expect(gap?.evidence.map(({text}) => text.split(':')[0])).toEqual(['local', 'openai']);
    expect(sent).toHaveLength(1);
    // The proposal is as it was: a model writes nothing into it.
    expect(readFileSync(join(app.folder, '.eventcoach/critiques/task-api-audit.proposal.yaml'), 'utf8')).not.toMatch(
      /keep-sync|openai/,
    );
    await app.close();
  });

  it.each([
    ['Ctrl-C', '\u0003'],
    ['Esc', escapeKey],
  ])('%s half way ends the request and nothing else', async (_, stop) => {
    script({response: whole, chunkSize: 4, latency: 20}, whole);
    const app = await openProposal({folder: proposalFolder(config), env: env()});
    app.type('m');
    await app.until(/verdict: keep/);
    app.type(stop);
    await app.until(/Ended\. The local verdict stands/);
    expect(await app.text()).toMatch(/eventcoach: Critique[\s\S]*convert: an event fits/);
    expect(savedIn(app.folder)).toMatchObject(kept);
    expect(savedIn(app.folder)).not.toHaveProperty('raw');
    // It can be asked again.
    app.type('m');
    await app.until(/openai has answered/);
    expect(savedIn(app.folder)).toMatchObject({...kept, opinion: {verdict: 'keep-sync'}});
    await app.close();
  });

  it('an opinion that is there survives asking again in vain', async () => {
    hurry();
    const refused = {status: 401, error: {message: 'no', type: 'some_error'}};
    script(whole, refused, {content: 'no'}, {content: 'still no'});
    const app = await openProposal({folder: proposalFolder(config), env: env()});
    app.type('m');
    await app.until(/openai has answered/);
    app.type('m');
    await app.until(/does not accept the key in\s+OPENAI_API_KEY \(401\)/);
    expect(savedIn(app.folder)).toMatchObject({opinion: {verdict: 'keep-sync'}, raw: [answerText]});
    app.type('m');
    await app.until(/no answer that can be used/);
    expect(savedIn(app.folder)).toMatchObject({
      opinion: {verdict: 'keep-sync'},
      raw: [answerText],
      unfinished: {raw: ['no', 'still no'], asked: {critic: 'openai'}},
    });
    expect(await app.text()).toMatch(/openai says keep-sync/);
    await app.close();
  });

  const failing = (status: number, retryAfter?: number) => ({
    status,
    error: {message: `no ${key}`, type: 'some_error'},
    ...(retryAfter === undefined ? {} : {retryAfter}),
  });
  it.each([
    [
      'a key that is not accepted',
      [failing(401)],
      /does not accept the key in OPENAI_API_KEY \(401\)\. Set OPENAI_API_KEY/,
    ],
    ['a model that is not known', [failing(404)], /does not know the model m-1[\s\S]*config set model/],
    ['a service that is busy for an hour', [failing(429, 3600)], /asks to wait 60 min/],
    [
      'an answer that always breaks off',
      Array.from({length: 5}, () => ({response: whole, chunkSize: 5, truncateAfterChunks: 4})),
      /gave no whole answer\. The (?:answer broke off|connection broke), also when asked again\. Try\s+again/,
    ],
  ])('%s is a message with what to do, and the local verdict stands', async (_, answers, says) => {
    hurry();
    script(...answers);
    const app = await openProposal({folder: proposalFolder(config), env: env(), columns: 120});
    app.type('m');
    await app.until(says);
    const shown = await app.text();
    expect(shown).toMatch(/convert: an event fits/);
    expect(shown.replace(/\s+/g, ' ')).toContain('The local verdict stands.');
    // Nobody typed an option here.
    expect(shown.slice(0, shown.indexOf('Same as:'))).not.toMatch(/--[a-z]/);
    expect(savedIn(app.folder)).toMatchObject(kept);
    await app.close();
    expect(app.output()).not.toContain(key);
  });

  it('nothing that a terminal obeys comes through, however the answer is cut', async () => {
    const escapes = '\u001b[2J\u001b]52;c;AAAA\u0007\u009b31m\u202e\u0008';
    script({response: {content: `${escapes} look ${'x '.repeat(200)}`}, chunkSize: 1, latency: 2}, {content: escapes});
    const app = await openProposal({folder: proposalFolder(config), env: env()});
    app.type('m');
    await app.until(/\\x1b\[2J\\x1b\]52;c;AAAA\\x07/);
    await app.until(/no answer that can be used/);
    await app.close();
    for (const code of ['\u001b[2J', '\u001b]52;', '\u009b', '\u202e', '\u0008']) {
      expect(app.output()).not.toContain(code);
    }
    expect(savedIn(app.folder)['raw']).toHaveLength(2);
  });
});

describe('whom m asks', () => {
  it('nobody at an address that only config.yaml names, before a yes', async () => {
    script(whole);
    const address = base('openai').replace('127.0.0.1', 'models.example');
    const folder = proposalFolder(`${config}baseUrl: ${address}\nmodel: m-1\n`);
    const app = await openProposal({folder, env: {OPENAI_API_KEY: key}});
    app.type('m');
    await app.until(/Only config\.yaml names http:\/\/models\.example[\s\S]*y sends it, n does not/);
    expect(sent).toEqual([]);
    app.type('n');
    await app.until(/Nothing was sent: only config\.yaml names[\s\S]*EVENTCOACH_BASE_URL=http/);
    expect(sent).toEqual([]);
    await app.close();
  });

  it('a service whose key alone is there, after a yes', async () => {
    script(whole);
    const app = await openProposal({folder: proposalFolder(), env: env()});
    app.type('m');
    await app.until(
      /OPENAI_API_KEY is set: ask openai at http:[^ ]+\? Send\s+it\s+the\s+proposal,\s+the\s+topology\s+and\s+the\s+skill\?/,
    );
    expect(sent).toEqual([]);
    app.type('n');
    await app.until(/Nothing was sent\. c gives you the prompt/);
    app.type('m');
    await app.until(/is set: ask openai/);
    app.type('y');
    await app.until(/openai has answered/);
    expect(sent).toHaveLength(1);
    await app.close();
  });
});

describe('a chat window', () => {
  /** What was sent to the clipboard of the terminal, the last of it. */
  const copied = (output: string) => {
    const [, encoded = ''] = [...output.matchAll(/\u001b\]52;c;([A-Za-z0-9+/=]*)\u0007/g)].at(-1) ?? [];
    return Buffer.from(encoded, 'base64').toString();
  };
  const pastedText = (text: string) => `\u001b[200~${text}\u001b[201~`;

  it('gets the prompt where there is no key, by clipboard and file; what is pasted is read as a model is', async () => {
    const app = await openProposal({folder: proposalFolder()});
    app.type('m');
    await app.until(/there is no key \(ANTHROPIC_API_KEY, OPENAI_API_KEY\)[\s\S]*Paste the answer here/);
    const file = join(app.folder, '.eventcoach/critiques/task-api-audit.prompt.txt');
    const prompt = readFileSync(file, 'utf8');
    expect(prompt).toMatch(/write the entry[\s\S]*Put the JSON object into a fenced block/);
    expect(await app.text()).toMatch(/on the clipboard, if your terminal allows that/);
    expect(copied(app.output())).toBe(prompt);
    const indented = JSON.stringify(JSON.parse(answerText), null, 2);
    app.type(pastedText(`Here it is:\r\r\`\`\`json\r${indented.replaceAll('\n', '\r')}\r\`\`\`\r`));
    await app.until(/Ctrl-D \(\d+ characters\)/);
    app.type('q?\r');
    await app.until(/q\?/);
    app.type('\u0004');
    await app.until(/The chat has answered; its opinion is kept/);
    expect(savedIn(app.folder)).toMatchObject({...kept, opinion: {verdict: 'keep-sync'}, asked: {critic: 'clipboard'}});
    expect(await app.text()).toMatch(/clipboard says keep-sync/);
    await app.close();
  });

  it('is asked where the settings name a service and its key is missing, which is said', async () => {
    const app = await openProposal({folder: proposalFolder('provider: anthropic\n')});
    app.type('m');
    await app.until(/There is no key for anthropic: ANTHROPIC_API_KEY is not set\.[\s\S]*Paste the answer here/);
    app.type(escapeKey);
    await app.until(/Ended/);
    await app.close();
  });

  it('is asked once more where the answer cannot be read, and Esc ends it', async () => {
    const app = await openProposal({folder: proposalFolder(), env: env()});
    app.type('c');
    await app.until(/Paste the answer here/);
    app.type('no json\u0004');
    await app.until(/cannot be used: the chat is asked to mend it/);
    expect(copied(app.output())).toMatch(/there is no JSON object/);
    expect(sent).toEqual([]);
    app.type(escapeKey);
    await app.until(/Ended\. The local verdict stands/);
    expect(savedIn(app.folder)).toMatchObject({...kept, raw: ['no json']});
    expect(existsSync(join(app.folder, '.eventcoach/critiques/task-api-audit.prompt.txt'))).toBe(true);
    await app.close();
  });

  it('says so where nothing was pasted', async () => {
    const app = await openProposal({folder: proposalFolder()});
    app.type('c');
    await app.until(/Paste the answer here/);
    app.type('\u0004');
    await app.until(/No answer was pasted/);
    await app.close();
  });
});
