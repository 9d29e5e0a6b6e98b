import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {UserError} from '../../../src/errors.ts';
import {asyncapi} from '../../../src/import/asyncapi.ts';
import type {Draft} from '../../../src/import/draft.ts';
import {plainRun, textArtefact} from '../text-artefact.ts';

const root = 'fixtures/import/asyncapi';
const folder: Record<string, string> = {};
for (const path of readdirSync(root, {recursive: true}) as string[])
  if (/\.ya?ml$/.test(path)) folder[path] = readFileSync(join(root, path), 'utf8');

/** Documents of the samples by their paths; whatever they refer to lies beside them. */
const readSamples = (...paths: string[]) =>
  asyncapi.read(
    paths.map((path) => textArtefact(path, folder[path]!, folder)),
    plainRun,
  );
const read = (...texts: string[]) =>
  asyncapi.read(
    texts.map((text, i) => textArtefact(`${'abc'[i]}.yaml`, text)),
    plainRun,
  );
const socialMedia = ['backend', 'comments-service', 'frontend', 'notification-service', 'public-api'].map(
  (name) => `social-media/${name}/asyncapi.yaml`,
);
/** Topic: producers > consumers. */
const flows = ({events}: Draft) =>
  events.map(
    ({topic, producers, consumers}) =>
      `${topic}: ${producers.map(({service}) => service)} > ${consumers.map(({place}) => place.service)}`,
  );

/** A share of a text's length, evenly: doubles would mostly be next to nothing. */
const anywhere = fc.nat(999_999).map((n) => n / 1_000_000);

describe('the samples', () => {
  it('social media: five documents become two events over one broker', async () => {
    const draft = await readSamples(...socialMedia);
    // From the operations of the five documents: who sends to which address of mosquitto, who receives there.
    expect(flows(draft)).toEqual([
      'comment/liked: Website Backend > Comments Service,Notifications Service,Public API',
      'comment/{commentId}/changed: Comments Service > Website Backend',
    ]);
    expect(draft.brokers.map(({name}) => name)).toEqual(['mqtt']);
    // common/schemas.yaml, through common/messages.yaml.
    expect({...draft.events[1]!.payload}).toEqual({commentId: 'string', likeCount: 'integer'});
    expect(draft.events[0]!.origin).toEqual({
      file: 'social-media/backend/asyncapi.yaml',
      line: 61,
      rule: 'operation sendCommentLiked: send',
      confidence: 'sure',
    });
  });

  it('social media: the WebSocket between browser and backend is no broker and no guessed call', async () => {
    const draft = await readSamples(...socialMedia);
    expect(draft.calls).toEqual([]);
    expect(draft.questions).toEqual([
      expect.stringMatching(/^Which of Website Backend and Website WebSocket Client calls the other.* over ws/),
    ]);
  });

  it('request and reply over Kafka expects a reply, and what lies on the net is not fetched', async () => {
    const draft = await readSamples('adeo-kafka-request-reply-asyncapi.yml');
    expect(draft.events.map(({name, expectsReply}) => [name, expectsReply])).toEqual([
      ['CostingRequestV1', true],
      ['CostingResponse', undefined],
    ]);
    expect(flows(draft)).toEqual([
      'adeo-{env}-case-study-COSTING-REQUEST-{version}:  > Adeo AsyncAPI Case Study',
      // Its address is null: the requester names the topic in a header.
      'undefined: Adeo AsyncAPI Case Study > ',
    ]);
    // production, staging and dev are one broker in three environments.
    expect(draft.brokers).toHaveLength(1);
    expect(draft.notes.join()).toMatch(/CostingRequestPayload\.avsc.*not read/);
  });

  it('streetlights: one message on two topics becomes two events, each named by its channel', async () => {
    const draft = await readSamples('streetlights-kafka-asyncapi.yml');
    expect(draft.events.map(({name}) => name)).toEqual(['lightMeasured', 'lightTurnOn', 'lightTurnOff', 'dimLight']);
    expect(draft.brokers.map(({name}) => name)).toEqual(['kafka']);
  });
});

const three = (title: string, action: string, more = '') => `asyncapi: 3.0.0
info: {title: ${title}, version: '1'}
servers: {main: {host: 'broker:9092', protocol: kafka}}
channels:
  orders:
    address: orders.placed
    messages:
      placed: {name: OrderPlaced, payload: {type: object, properties: {id: {type: string}}}}
operations:
  one: {action: ${action}, channel: {$ref: '#/channels/orders'}${more}}
`;

describe('request and reply', () => {
  const asks = (more = '') => `asyncapi: 3.0.0
info: {title: Orders, version: '1'}
servers: {main: {host: 'broker:9092', protocol: kafka}}
channels:
  ask: {address: quote.request, messages: {q: {payload: {type: object}}}}
  told: {address: quote.reply, messages: {r: {payload: {type: object}}}}
operations:
  askQuote: {action: send, channel: {$ref: '#/channels/ask'}, reply: {channel: {$ref: '#/channels/told'}}}
${more}`;
  const answers = (operations: string) => `asyncapi: '2.6.0'
info: {title: Billing, version: '1'}
servers: {main: {url: 'broker:9092', protocol: kafka}}
channels:
${operations}`;
  const receives = '  quote.request: {publish: {message: {payload: {type: object}}}}\n';

  it('whoever receives the request sends the answer, where no document says who does', async () => {
    const draft = await read(asks(), answers(receives));
    expect(flows(draft)).toEqual(['quote.request: Orders > Billing', 'quote.reply: Billing > Orders']);
    expect(draft.events[1]!.origin).toMatchObject({confidence: 'likely'});
    expect(draft.questions.join()).not.toMatch(/answers on/);
  });

  it('a document that says who answers is believed', async () => {
    const other = answers('  quote.reply: {subscribe: {message: {payload: {type: object}}}}\n').replace(
      'Billing',
      'Prices',
    );
    const draft = await read(asks(), answers(receives), other);
    expect(flows(draft)).toEqual(['quote.request: Orders > Billing', 'quote.reply: Prices > Orders']);
  });

  it('nobody answers: that is a question', async () => {
    const draft = await read(asks());
    expect(flows(draft)).toEqual(['quote.request: Orders > ', 'quote.reply:  > Orders']);
    expect(draft.questions).toEqual([
      'Who sends the answers on quote.reply to quote.request? No document says (a.yaml:8).',
    ]);
  });

  it('whoever sends the request reads the answer', async () => {
    const draft = await read(
      asks().replace('action: send', 'action: receive').replace('Orders', 'Quotes'),
      answers('  quote.request: {subscribe: {message: {payload: {type: object}}}}\n'),
    );
    expect(flows(draft)).toEqual(['quote.request: Billing > Quotes', 'quote.reply: Quotes > Billing']);
  });
});

describe('directions', () => {
  it('version 2 speaks to the other side: subscribe is what the application sends', async () => {
    const two = (title: string, key: string) => `asyncapi: '2.6.0'
info: {title: ${title}, version: '1'}
servers: {main: {url: 'kafka://broker:9092', protocol: kafka}}
channels:
  orders.placed:
    ${key}: {message: {name: OrderPlaced, payload: {type: object}}}
`;
    const draft = await read(two('Shop', 'subscribe'), two('Mail', 'publish'));
    expect(flows(draft)).toEqual(['orders.placed: Shop > Mail']);
    expect(draft.events[0]!.origin.confidence).toBe('likely');
    expect(draft.questions).toHaveLength(2);
    expect(draft.questions[0]).toMatch(/^Does Shop read what its document calls publish/);
  });

  it('version 3 speaks for the application itself, and meets version 2 on the same topic', async () => {
    const mail = `asyncapi: 2.0.0
info: {title: Mail, version: '1'}
servers: {main: {url: 'broker:9092', protocol: kafka-secure}}
channels: {orders.placed: {publish: {message: {oneOf: [{name: OrderPlaced}, {name: OrderPaid}]}}}}
`;
    const draft = await read(three('Shop', 'send'), mail);
    expect(flows(draft)).toEqual(['orders.placed: Shop > Mail', 'orders.placed:  > Mail']);
    expect(draft.events.map(({name}) => name)).toEqual(['OrderPlaced', 'OrderPaid']);
    expect(draft.brokers.map(({name}) => name)).toEqual(['kafka']);
  });

  it('keeps brokers of two hosts apart', async () => {
    const draft = await read(three('Shop', 'send'), three('Mail', 'receive').replace('broker:9092', 'other:9092'));
    expect(flows(draft)).toEqual(['orders.placed: Shop > ', 'orders.placed:  > Mail']);
    expect(draft.brokers.map(({name}) => name)).toEqual(['kafka broker', 'kafka other']);
  });

  it('joins a document without servers to the one broker that has its topic, else asks', async () => {
    const bare = three('Mail', 'receive').replace(/servers.*\n/, '');
    expect(flows(await read(three('Shop', 'send'), bare))).toEqual(['orders.placed: Shop > Mail']);
    const alone = await read(bare);
    expect(alone.events[0]!.via).toBeUndefined();
    expect(alone.questions[0]).toMatch(
      /^Which broker carries OrderPlaced\? Its document names none \(a\.yaml:\d+\)\.$/,
    );
  });

  it('takes a group with one possible value, a key that is a field, and a queue', async () => {
    const draft = await read(`asyncapi: 3.0.0
info: {title: Mail, version: '1'}
servers: {main: {host: 'broker', protocol: amqp}}
channels:
  orders:
    address: orders
    bindings: {amqp: {is: queue}}
    messages:
      placed:
        payload: {type: object, properties: {id: {$ref: '#/components/schemas/id'}, lines: {type: [array, 'null']}}}
        bindings: {kafka: {key: {$ref: '#/components/schemas/id'}}}
operations:
  one:
    action: receive
    channel: {$ref: '#/channels/orders'}
    bindings: {kafka: {groupId: {type: string, enum: [mailers]}}}
components: {schemas: {id: {type: string}}}
`);
    expect(draft.events[0]).toMatchObject({name: 'placed', channel: 'queue', key: 'id'});
    expect({...draft.events[0]!.payload}).toEqual({id: 'string', lines: 'array|null'});
    expect(draft.events[0]!.consumers[0]!.group).toBe('mailers');
    // AMQP has no groups, but the binding stands in the document.
    expect(draft.brokers.map(({name}) => name)).toEqual(['amqp']);
  });

  it('takes HTTP for calls, from who sends to who receives', async () => {
    const http = (title: string, action: string) =>
      three(title, action).replace("'broker:9092', protocol: kafka", 'api, protocol: https');
    const draft = await read(http('Shop', 'send'), http('Pay', 'receive'));
    expect(draft.events).toEqual([]);
    expect(draft.brokers).toEqual([]);
    expect(draft.calls).toMatchObject([{from: {service: 'Shop'}, to: {service: 'Pay'}, request: 'orders.placed'}]);
  });

  it('asks whether anyone waits where messages carry a correlation id and no reply is described', async () => {
    const text = three('Shop', 'send').replace(
      'name: OrderPlaced,',
      "name: OrderPlaced, correlationId: {location: '$message.header#/id'},",
    );
    const draft = await read(text);
    expect(draft.questions[0]).toMatch(/^Does anyone wait for an answer on orders\.placed\?/);
    expect(draft.events[0]!.expectsReply).toBeUndefined();
  });

  it('asks about channels that no operation uses', async () => {
    const draft = await read(three('Shop', 'send').replace(/operations[\s\S]*/, 'operations: {}\n'));
    expect(draft.events).toEqual([]);
    expect(draft.questions[0]).toMatch(/^Does Shop send or read orders\.placed\?/);
  });
});

describe('references', () => {
  it('that run in a circle, lead nowhere or out of the folder are no harm', async () => {
    const text = three('Shop', 'send')
      .replace('{type: string}', "{$ref: '#/channels/orders/messages/placed/payload/properties/id'}")
      .concat(
        "components: {schemas: {a: {$ref: '../../secret.yaml#/x'}, b: {$ref: '#/nowhere'}, c: {$ref: 'x.proto'}}}\n",
      );
    const draft = await read(text);
    expect(flows(draft)).toEqual(['orders.placed: Shop > ']);
    expect(draft.notes.join()).toMatch(/refers to \.\.\/\.\.\/secret\.yaml and x\.proto: not read/);
  });

  it('through other references and with escaped keys are followed', async () => {
    const draft = await read(`asyncapi: 3.0.0
info: {title: Shop, version: '1'}
servers: {main: {host: broker, protocol: nats}}
channels:
  a/b: {$ref: '#/components/channels/real'}
operations:
  one: {action: send, channel: {$ref: '#/channels/a~1b'}, messages: [{$ref: '#/channels/a~1b/messages/m'}]}
components:
  channels: {real: {address: x.y, messages: {m: {payload: {type: object, properties: {n: {type: integer}}}}}}}
`);
    expect(draft.events).toMatchObject([{name: 'm', topic: 'x.y', via: 'nats'}]);
    expect({...draft.events[0]!.payload}).toEqual({n: 'integer'});
  });
});

describe('what is broken', () => {
  it.each([
    ['version 1', 'asyncapi: 1.2.0\n', /a\.yaml: this is no AsyncAPI document of version 2 or 3 \(asyncapi: 1\.2\.0\)/],
    ['a word for a version', 'asyncapi: __proto__\n', /asyncapi: __proto__/],
    ['no YAML', 'asyncapi: 3.0.0\ninfo: [', /^a\.yaml:\d+:\d+: /],
    ['two documents', 'asyncapi: 3.0.0\n---\nasyncapi: 3.0.0\n', /holds several/],
  ])('%s is refused', async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(UserError);
    await expect(read(text)).rejects.toThrow(message);
  });

  it('never crashes, whatever is changed in a sample', async () => {
    const samples = Object.entries(folder).filter(([, text]) => text.startsWith('asyncapi'));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples),
        fc.array(
          fc.tuple(
            anywhere,
            fc.nat(30),
            fc.constantFrom('', '{}', '[]', 'null', '$ref', '- ', '__proto__: ', ': ', '1e999'),
          ),
          {
            minLength: 1,
            maxLength: 4,
          },
        ),
        async ([path, text], changes) => {
          const changed = changes.reduce((all, [at, length, mark]) => {
            const from = Math.floor(at * all.length);
            return all.slice(0, from) + mark + all.slice(from + length);
          }, text);
          const result = await asyncapi
            .read([textArtefact(path, changed, folder)], plainRun)
            .catch((error: unknown) => error);
          if (result instanceof Error) expect(result).toBeInstanceOf(UserError);
        },
      ),
      {seed: 8, numRuns: 120},
    );
  });
});
