import {createServer, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {EvalCase} from '../../../src/skill/eval/case.ts';
import {casesOf} from '../../../src/skill/eval/cases.ts';
import {measuredCriteria} from '../../../src/skill/eval/kinds/index.ts';
import {rightAnswer} from '../../../src/skill/eval/measure.ts';

/** One passage a criterion, as a skill might have them. */
export const passages: Readonly<Record<string, string>> = {
  'temporal-coupling': 'A caller that waits needs both sides up; its threads stay taken for timeout times attempts.',
  'availability-coupling': 'An outage of whatever you cannot do without is your outage as well.',
  'behavioral-coupling': 'Whoever knows an interface must deploy when a mandatory field is added to it.',
  'availability-arithmetic': 'Multiply what is needed, each thing counted once: 0.999^4 gives 99.6006 %.',
  'event-vs-command': 'A fact cannot be refused; a command asks one receiver and may be turned down.',
  'does-the-caller-need-the-result': 'Keep a call whose answer decides what comes next; else publish.',
  'keys-and-ordering': 'A key goes to hash modulo the number of partitions, so growing moves some keys.',
  'schema-evolution': 'BACKWARD lets consumers go first, FORWARD producers; FULL allows either.',
  'delivery-guarantees': 'Commit the offset after handling: at least once. Before: at most once.',
  'dual-write-and-outbox': 'Commit and publish are two steps; an outbox row makes it one, and may repeat.',
  'retries-and-dead-letters': 'Retries of several layers multiply: count the attempts of each.',
  'sagas-and-compensation': 'A saga is undone in reverse order, what is in doubt included.',
  'consumer-groups': 'More members of a consumer group than partitions sit idle; a share group has no such limit.',
  'consumer-lag': 'A backlog is drained at capacity less the arriving rate; past retention it is deleted.',
};

/** The text of a SKILL.md that holds these passages. */
export function skillOf(without: readonly string[] = [], more = ''): string {
  const kept = Object.entries(passages).filter(([id]) => !without.includes(id));
  const front =
    '---\nname: kafka-events\ndescription: Decides which calls become events.\nmetadata:\n  version: "1.0.0"\n---\n';
  return `${front}\n# Events\n\n${kept.map(([, text]) => `${text}\n`).join('\n')}${more}`;
}

/** What a request carried. */
export interface Seen {
  readonly one: EvalCase;
  readonly system: string;
  readonly url: string;
  readonly key: string;
  readonly answered: boolean;
}

interface Message {
  readonly role: string;
  readonly content: string;
}

type Say = (
  seen: {readonly one: EvalCase; readonly system: string; readonly turns: readonly string[]},
  number: number,
) => string | number | null;

/** The right answer where the passage of its criterion is in the system text; else a known mistake. */
export const knows: Say = ({one, system}) => {
  const known = system.includes(passages[one.criterion]!);
  return JSON.stringify(known ? rightAnswer(one.measures) : one.slips[0]!.answer);
};

/**
 * A service on this machine that speaks Chat Completions and the Messages API. It knows the cases of a seed by their prompts; `say` gives the
 * text of an answer, a status to fail with, or null to keep the asker waiting. `otherwise` answers all other questions.
 */
export async function scriptedModel(seed: number, say: Say = knows, otherwise?: (user: string) => string) {
  const known = casesByPrompt(seed);
  const seen: Seen[] = [];
  const waiting: ServerResponse[] = [];
  let script = say;
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (bytes: Buffer) => {
      text += bytes;
    });
    request.on('end', () => {
      const {headers, url = ''} = request;
      const speaks = url.endsWith('/messages') ? anthropicEvents : openaiEvents;
      const {messages: sent, system: apart} = JSON.parse(text) as {messages: Message[]; system?: string};
      // The Messages API has the system text beside the messages, Chat Completions as the first of them.
      const messages = apart === undefined ? sent : [{role: 'system', content: apart}, ...sent];
      const user = messages[1]?.content ?? '';
      const one = known.get(user);
      if (one === undefined && otherwise) return streamed(response, speaks(otherwise(user)));
      if (one === undefined) return void response.writeHead(403).end('{"error": {"message": "no such case"}}');
      const [{content: system} = {content: ''}, , ...turns] = messages;
      const answer = script({one, system, turns: turns.map(({content}) => content)}, seen.length);
      const key = `${headers['x-api-key'] ?? headers.authorization}`;
      seen.push({one, system, url, key, answered: typeof answer === 'string'});
      if (answer === null) return void waiting.push(response);
      if (typeof answer === 'number') return void response.writeHead(answer).end('{"error": {"message": "model: no"}}');
      return streamed(response, speaks(answer));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const {port} = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    /** Where the library of the Messages API asks. */
    origin: `http://127.0.0.1:${port}`,
    seen,
    say: (next: Say) => {
      script = next;
    },
    close: () => {
      for (const response of waiting) response.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The answer of a model that declines, where the protocol has a sign for it. */
export const refusal = 'I would rather not.';

const prompts = new Map<number, ReadonlyMap<string, EvalCase>>();

function casesByPrompt(seed: number): ReadonlyMap<string, EvalCase> {
  const found = prompts.get(seed);
  if (found) return found;
  const all = [...measuredCriteria.keys()].flatMap((criterion) => casesOf(criterion, String(seed), 9));
  const made = new Map(all.map((one) => [one.prompt, one]));
  prompts.set(seed, made);
  return made;
}

function streamed(response: ServerResponse, events: readonly string[]): void {
  // A connection that is kept after another one was broken off may break as well, and the question be sent again.
  response.writeHead(200, {'content-type': 'text/event-stream', connection: 'close'});
  for (const event of events) response.write(event);
  response.end();
}

function openaiEvents(text: string): readonly string[] {
  const chunk = (choices: object[], usage?: object) =>
    `data: ${JSON.stringify({model: 'm-1', choices, ...(usage ? {usage} : {})})}\n\n`;
  const answer = chunk([{delta: {content: text}, finish_reason: 'stop'}]);
  return [answer, chunk([], {prompt_tokens: 1000, completion_tokens: 200}), 'data: [DONE]\n\n'];
}

/** As the Messages API streams; a text of its own says that the model declined. */
function anthropicEvents(text: string): readonly string[] {
  const event = (type: string, more: object) => `event: ${type}\ndata: ${JSON.stringify({type, ...more})}\n\n`;
  const usage = {input_tokens: 1000, output_tokens: 200};
  return [
    event('message_start', {
      message: {id: 'msg-1', type: 'message', role: 'assistant', model: 'm-1', content: [], usage},
    }),
    event('content_block_start', {index: 0, content_block: {type: 'text', text: ''}}),
    ...[text.slice(0, 5), text.slice(5)].map((part) =>
      event('content_block_delta', {index: 0, delta: {type: 'text_delta', text: part}}),
    ),
    event('content_block_stop', {index: 0}),
    event('message_delta', {
      delta: {stop_reason: text === refusal ? 'refusal' : 'end_turn'},
      usage: {output_tokens: 200},
    }),
    event('message_stop', {}),
  ];
}
