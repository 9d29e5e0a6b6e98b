import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {UserError} from '../../../src/errors.ts';
import type {Draft} from '../../../src/import/draft.ts';
import {pushZipkinSpan} from '../../../src/import/zipkin/spans.ts';
import {zipkin} from '../../../src/import/zipkin.ts';
import {recordingSink} from '../recording-sink.ts';
import {plainRun, textArtefact} from '../text-artefact.ts';

const sample = (name: string) => readFileSync(`fixtures/import/zipkin/${name}.json`, 'utf8');
const read = (text: string) => zipkin.read([textArtefact('spans.json', text)], plainRun);
const arrows = ({calls}: Draft) => calls.map(({from, to}) => `${from.service} -> ${to.service}`).sort();

/** A share of a text's length, evenly: doubles would mostly be next to nothing. */
const anywhere = fc.nat(999_999).map((n) => n / 1_000_000);

describe('the samples', () => {
  it.each([
    // Read off parentId, shared halves and services by hand; in messaging2 six parents are missing.
    ['ascend', ['mobile-gateway -> auth-service', 'mobile-gateway -> content-service'], []],
    ['skew', ['servicea -> serviceb'], []],
    ['messaging2', ['mobile-gateway -> auth-service'], ['rabbitmq']],
    ['messaging-kafka', [], ['kafka']],
  ])('%s: the calls and brokers that it shows, and no other', async (name, calls, brokers) => {
    const draft = await read(sample(name));
    expect(arrows(draft)).toEqual(calls);
    expect(draft.brokers.map((broker) => broker.name)).toEqual(brokers);
  });

  it('messaging-kafka: who publishes and reads the topic', async () => {
    const {events} = await read(sample('messaging-kafka'));
    // PRODUCER and CONSUMER spans with kafka.topic messages.
    expect(events.find(({topic}) => topic === 'messages')).toMatchObject({
      via: 'kafka',
      producers: [{service: 'servicea'}],
      consumers: [{place: {service: 'servicea'}}, {place: {service: 'serviceb'}}],
    });
  });

  it('a list of lists of spans is read the same', async () => {
    const both = `[${sample('ascend')},\n${sample('skew')}]`;
    expect(arrows(await read(both))).toEqual([
      'mobile-gateway -> auth-service',
      'mobile-gateway -> content-service',
      'servicea -> serviceb',
    ]);
  });
});

describe('a span', () => {
  const pushed = (span: object) => {
    const {sink, spans} = recordingSink();
    pushZipkinSpan({traceId: 't', id: 'a', ...span}, sink, 'spans.json');
    return spans[0]!;
  };

  it('may lack kind, names, endpoints and times', () => {
    expect(pushed({})).toMatchObject({
      kind: undefined,
      name: '',
      service: undefined,
      peer: undefined,
      shared: false,
      startUs: Number.NaN,
      durationUs: Number.NaN,
    });
    expect(pushed({localEndpoint: {ipv4: '10.0.0.1'}, remoteEndpoint: {port: 80}}).service).toBeUndefined();
    expect(
      pushed({
        annotations: [
          {timestamp: 7, value: 'ws'},
          {timestamp: 5, value: 'wr'},
        ],
      }).startUs,
    ).toBe(5);
  });

  it('says kind, shared half and the other side', () => {
    const span = pushed({
      kind: 'SERVER',
      shared: true,
      localEndpoint: {serviceName: 'a'},
      remoteEndpoint: {serviceName: 'b'},
    });
    expect(span).toMatchObject({kind: 'server', shared: true, service: 'a', peer: 'b'});
  });

  it('failed when it has the tag error, whatever the text', () => {
    expect(pushed({tags: {error: ''}}).status).toBe('error');
    expect(pushed({tags: {error: 'timed out'}})).toMatchObject({status: 'error', statusMessage: 'timed out'});
    expect(pushed({tags: {error: 'false'}}).status).toBeUndefined();
    expect(pushed({tags: {'http.status_code': '500'}})).toMatchObject({
      status: undefined,
      attributes: {'http.status_code': '500'},
    });
  });
});

describe('what is broken', () => {
  it.each([
    [
      'the first version',
      '[{"traceId":"1","id":"2","name":"get","annotations":[{"timestamp":1,"value":"cs","endpoint":{"serviceName":"a"}}],"binaryAnnotations":[]}]',
      /^spans\.json: these spans are in Zipkin's first format/,
    ],
    ['cut off', sample('skew').slice(0, 600), /^spans\.json:\d+: the JSON ends too early/],
    ['empty', '[[]]', /no spans/],
  ])('%s is refused', async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(UserError);
    await expect(read(text)).rejects.toThrow(message);
  });

  it('never crashes the import, whatever is changed in a sample', async () => {
    const values = [
      'null',
      '[]',
      '{}',
      '"__proto__"',
      '1e999',
      '-1',
      '""',
      'true',
      '"ef86c83c0a05a6d6"',
      '9007199254740993',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...['ascend', 'messaging2', 'skew'].map(sample)),
        fc.array(fc.tuple(anywhere, fc.constantFrom(...values)), {
          minLength: 1,
          maxLength: 4,
        }),
        async (text, changes) => {
          const changed = changes.reduce((all, [share, value]) => {
            const from = all.indexOf(': ', Math.floor(share * all.length)) + 2;
            const to = all.slice(from).search(/[,\n]/) + from;
            return all.slice(0, from) + value + all.slice(to);
          }, text);
          const result = await read(changed).catch((error: unknown) => error);
          if (result instanceof Error) expect(result).toBeInstanceOf(UserError);
        },
      ),
      {seed: 13, numRuns: 150},
    );
  });
});
