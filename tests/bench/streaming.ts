// What it costs to show a critique that streams: figures for people, never a test.
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {cpuMs, driven} from './driven-program.ts';

/** What one stream has cost. */
export interface StreamCost {
  readonly words: number;
  readonly seconds: number;
  /** CPU time of the process with all its threads as a share of one core; undefined where the system does not tell. */
  readonly cores: number | undefined;
  readonly bytes: number;
  /** Parts of a line or of the screen that were erased (CSI K, CSI J), and how often the whole screen was (CSI 2J, 3J). */
  readonly erasedLines: number;
  readonly erasedBelow: number;
  readonly clears: number;
}

const wordsPerSecond = 100;
const proposal = `id: web-mailer
topology: topology.yaml
proposal:
  caller: web
  callee: mailer
  facts:
    effects:
      - {what: send the mail, proposed: event, result: ignored, waiting: nobody, refusal: none, invariant: none}
`;
const topology = `version: 1
name: Shop
services: {web: {calls: [{to: mailer}]}, mailer: {}}
operations: {order: {entry: web, rate: 5/s}}
`;

const lengths = [3, 7, 5, 2, 9, 4, 6, 11];
const wordAt = (i: number) => `${'lorem-ipsum-dolor'.slice(0, lengths[i % lengths.length])} `;

/** A service that speaks the vendors' protocol and says words at an even pace, in an answer that never ends. */
function speaking(): Promise<{readonly address: string; readonly end: () => void}> {
  const speak = (response: ServerResponse) => {
    response.writeHead(200, {'content-type': 'text/event-stream'});
    const say = (content: string) =>
      response.write(`data: ${JSON.stringify({id: 'a', model: 'm-1', choices: [{index: 0, delta: {content}}]})}\n\n`);
    say('{"verdict": "keep-sync", "reasons": [{"text": "');
    const start = Date.now();
    let said = 0;
    const timer = setInterval(() => {
      // By the clock: a timer that comes late must not slow the stream down.
      for (; said < ((Date.now() - start) / 1000) * wordsPerSecond; said += 1) {
        say(said % 60 === 59 ? '"}, {"text": "' : wordAt(said));
      }
    }, 1000 / wordsPerSecond);
    response.on('close', () => clearInterval(timer));
  };
  const server = createServer((request, response) => {
    request.resume().on('end', () => speak(response));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const {port} = server.address() as AddressInfo;
      resolve({
        address: `http://127.0.0.1:${port}/v1`,
        end: () => {
          server.closeAllConnections();
          server.close();
        },
      });
    });
  });
}

/** Streams for so many seconds into a terminal of 80x24 and measures from the second in which the text has filled its pane. */
export async function streamCost(seconds: number): Promise<StreamCost> {
  const folder = mkdtempSync(join(tmpdir(), 'eventcoach-stream-'));
  mkdirSync(join(folder, '.eventcoach/critiques'), {recursive: true});
  writeFileSync(join(folder, 'topology.yaml'), topology);
  writeFileSync(join(folder, '.eventcoach/critiques/web-mailer.proposal.yaml'), proposal);
  writeFileSync(join(folder, '.eventcoach/config.yaml'), 'provider: openai\nmodel: m-1\n');
  const service = await speaking();
  const keys = {EVENTCOACH_BASE_URL: service.address, OPENAI_API_KEY: 'sk-bench', ANTHROPIC_API_KEY: ''};
  const program = driven({folder, env: keys});
  try {
    await program.until((screen) => /Start exercise/.test(screen));
    await program.press('4', (screen) => /> web -> mailer/.test(screen));
    await program.press('\r', (screen) => /convert: an event fits/.test(screen));
    program.type('m');
    await program.until((screen) => /lorem/.test(screen));
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const [from, cpuBefore, start] = [program.output().length, cpuMs(program.pid), performance.now()];
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    const [output, cpuAfter, ms] = [program.output().slice(from), cpuMs(program.pid), performance.now() - start];
    const count = (code: RegExp) => output.match(code)?.length ?? 0;
    return {
      words: Math.round((ms / 1000) * wordsPerSecond),
      seconds: ms / 1000,
      cores: cpuBefore === undefined || cpuAfter === undefined ? undefined : (cpuAfter - cpuBefore) / ms,
      bytes: Buffer.byteLength(output),
      erasedLines: count(/\u001b\[[012]?K/g),
      erasedBelow: count(/\u001b\[[01]?J/g),
      clears: count(/\u001b\[[23]J/g),
    };
  } finally {
    await program.end();
    service.end();
    rmSync(folder, {recursive: true, force: true});
  }
}
