import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {UserError} from '../../../src/errors.ts';
import type {Draft} from '../../../src/import/draft.ts';
import {messageNames} from '../../../src/import/structurizr/messages.ts';
import {structurizr} from '../../../src/import/structurizr.ts';
import {plainRun, textArtefact} from '../text-artefact.ts';

const sample = readFileSync('fixtures/import/structurizr/microservices-workspace.dsl', 'utf8');
const read = (text: string, folder: Readonly<Record<string, string>> = {}) =>
  structurizr.read([textArtefact('workspace.dsl', text, folder)], plainRun);
/** The lines as the model of a workspace. */
const model = (lines: string, folder: Readonly<Record<string, string>> = {}) =>
  read(`workspace "Shop" {\nmodel {\n${lines}\n}\n}\n`, folder);
const arrows = ({calls}: Draft) => calls.map(({from, to}) => `${from.service} -> ${to.service}`);
const flows = ({events}: Draft) =>
  events.map(
    ({name, via, producers, consumers}) =>
      `${name} on ${via}: ${producers.map(({service}) => service)} > ${consumers.map(({place}) => place.service)}`,
  );

describe('the sample', () => {
  // Written down from the file: each API with its database, two external systems, and the relations at its end.
  const expected = [
    ...[1, 2, 4, 5, 6, 7, 8].map((n) => `Service ${n} API -> Service ${n} Database Schema`),
    'Service 3 API -> Service 3 Database',
    'Service 5 API -> Software System B',
    'Service 6 API -> Software System C',
    'Web Server -> UI',
    ...[1, 2, 3, 4, 5].map((n) => `UI -> Service ${n} API`),
    ...['1 2', '1 3', '2 4', '2 5', '3 4', '3 7', '4 6', '7 8'].map((pair) =>
      pair.replace(/(.) (.)/, 'Service $1 API -> Service $2 API'),
    ),
  ];

  it('gives the 24 relations between containers and systems, and no other', async () => {
    const draft = await read(sample);
    expect(expected).toHaveLength(24);
    expect(arrows(draft).sort()).toEqual(expected.sort());
    expect(draft.calls.find(({to}) => to.service === 'Software System B')!.origin).toEqual({
      file: 'workspace.dsl',
      line: 69,
      rule: 'Service 5 API -> Software System B',
      confidence: 'likely',
    });
    // "Delivers" a page: no sure sign of a call.
    expect(draft.calls.find(({from}) => from.service === 'Web Server')!.origin.confidence).toBe('guess');
  });

  it('takes archetypes and tags: eight stores, two systems of others, one person who is none', async () => {
    const {services, operations} = await read(sample);
    const names = (kind: string | undefined) =>
      services.filter((service) => service.kind === kind).map(({name}) => name);
    expect(names('datastore')).toHaveLength(8);
    expect(names('external')).toEqual(['Software System B', 'Software System C']);
    expect(names(undefined)).toHaveLength(10);
    expect(operations.map(({name, entry}) => [name, entry.service])).toEqual([
      ['User: Requests UI from (using web browser)', 'Web Server'],
      ['User: Uses', 'UI'],
    ]);
  });
});

describe('a model', () => {
  it('folds components into their container and drops what only sums that up', async () => {
    const draft = await model(`
      customer = person "Customer"
      bank = softwareSystem "Bank" {
        web = container "Web" "Pages" "Angular"
        api = container "API" "JSON" "Java" {
          sign = component "Sign in"
          safe = component "Security"
          sign -> safe "Uses"
        }
        db = container "Database" "Accounts" "Oracle Database Schema" "Database"
      }
      mainframe = softwareSystem "Mainframe"
      customer -> bank "Uses"
      customer -> web "Uses"
      bank -> mainframe "Gets accounts from"
      web -> SIGN "Calls" "JSON/HTTPS"
      safe -> db "Reads from" "JDBC"
      safe -> mainframe "Asks" "XML/HTTPS"
      mainframe -> customer "Writes letters to"`);
    expect(arrows(draft)).toEqual(['Web -> API', 'API -> Database', 'API -> Mainframe']);
    expect(draft.calls.map(({origin}) => origin.confidence)).toEqual(['sure', 'sure', 'sure']);
    expect(draft.services.map(({name, kind}) => [name, kind])).toEqual([
      ['Web', undefined],
      ['API', undefined],
      ['Database', 'datastore'],
      ['Mainframe', undefined],
    ]);
    expect(draft.operations).toMatchObject([{name: 'Customer: Uses', entry: {service: 'Web'}}]);
    expect(draft.name).toBe('Shop');
  });

  it('keeps a system as a whole where no container says more, and asks which one is meant', async () => {
    const draft = await model(`
      a = softwareSystem "A" {
        x = container "X"
      }
      b = softwareSystem "B"
      b -> a "Uses" "HTTP"`);
    expect(arrows(draft)).toEqual(['B -> A']);
    expect(draft.calls[0]!.origin.confidence).toBe('guess');
    expect(draft.questions).toEqual(['Which container of A is meant by B -> A? (workspace.dsl:8)']);
  });

  it.each(['flat', 'hierarchical'])('finds elements by %s identifiers, this, and names inside groups', async (kind) => {
    const path = kind === 'flat' ? '' : 'shop.';
    const draft = await model(`
      !identifiers ${kind}
      shop = softwareSystem "Shop" {
        g = group "Team" {
          cart = container "Cart"
        }
        pay = container "Pay" {
          cart -> this "Pays with"
          -> bank
        }
      }
      bank = softwareSystem "Bank"
      bank -> ${path}cart`);
    expect(arrows(draft)).toEqual(['Cart -> Pay', 'Pay -> Bank', 'Bank -> Cart']);
  });

  it('tells containers of one name apart by identifiers and by their system', async () => {
    const draft = await model(`
      !identifiers hierarchical
      a = softwareSystem "A" {
        api = container "API"
        db = container "DB"
        api -> db
      }
      b = softwareSystem "B" {
        api = container "API"
      }
      b.api -> a.api`);
    expect(arrows(draft)).toEqual(['API (A) -> DB', 'API (B) -> API (A)']);
  });

  it('ignores deployments, views, removed relations and styles', async () => {
    const draft = await read(`workspace {
      model {
        a = softwareSystem "A"
        b = softwareSystem "B"
        live = deploymentEnvironment "Live" {
          deploymentNode "Server" {
            x = softwareSystemInstance a
            y = infrastructureNode "Load balancer"
            y -> x "Forwards to"
          }
          a -/> b {
            a -> y
          }
        }
      }
      views {
        dynamic a {
          a -> b "Asks"
        }
      }
    }`);
    expect(draft.services.map(({name}) => name)).toEqual(['A', 'B']);
    expect(draft.calls).toEqual([]);
    expect(draft.notes.join()).not.toMatch(/identifier/);
  });

  it('takes !const, archetypes of relations, !extend, text blocks, comments and lines that go on', async () => {
    const draft = await read(`!const WHO "Pay"
/* a comment
   over lines */
workspace {
  model {
    archetypes {
      https = -> {
        technology "HTTPS"
      }
      sync = --https-> {
        tag "Sync"
      }
    }
    # a comment
    a = softwareSystem "A" {
      description """
        two
        lines {
      """
    }
    b = softwareSystem \\
      "\${WHO}" // why
    a --sync-> b "Says \\"pay\\""
    !extend b {
      tags "Other, External System"
    }
  }
}`);
    expect(draft.calls).toMatchObject([
      {to: {service: 'Pay'}, purpose: 'Says "pay"', origin: {line: 23, confidence: 'sure'}},
    ]);
    expect(draft.services[1]).toMatchObject({name: 'Pay', kind: 'external'});
  });
});

describe('messages', () => {
  it('over topics and queues: the verb tells who publishes and who reads, else a question', async () => {
    const draft = await model(`
      s = softwareSystem "S" {
        shop = container "Shop"
        mail = container "Mail"
        audit = container "Audit"
        report = container "Report"
        kafka = container "Event bus" "" "Apache Kafka" "Broker"
        topic = container "Orders topic" "" "Kafka" "Topic"
        jobs = container "Jobs queue" "" "RabbitMQ"
        shop -> topic "Publishes orders to"
        mail -> topic "Subscribes to"
        topic -> audit "Delivers to"
        report -> topic "Uses"
        shop -> jobs "Puts work on"
        topic -> kafka
      }`);
    expect(draft.calls).toEqual([]);
    expect(flows(draft)).toEqual(['Orders topic on Event bus: Shop > Mail,Audit', 'Jobs queue on rabbitmq: Shop > ']);
    expect(draft.events.map(({topic, channel}) => [topic, channel])).toEqual([
      ['Orders topic', undefined],
      ['Jobs queue', 'queue'],
    ]);
    expect(draft.brokers.map(({name}) => name)).toEqual(['Event bus']);
    expect(draft.questions).toEqual(['Does Report publish or read on Orders topic? (workspace.dsl:15)']);
    expect(draft.services.map(({name}) => name)).toEqual(['Shop', 'Mail', 'Audit', 'Report']);
  });

  it('over a broker are called as the relations call them; topics are asked for, never made up', async () => {
    const draft = await model(`
      s = softwareSystem "S" {
        api = container "API"
        worker = container "Worker"
        bus = container "Event bus" "" "Apache Kafka" "Queue"
        old = container "Old" "" "RabbitMQ" "Queue"
        api -> bus "Publishes OrderPlaced and orders.paid to" "Kafka"
        worker -> bus "Subscribes to OrderPlaced" "Kafka"
        bus -> worker "Delivers the order-shipped events to"
        worker -> bus "Publishes real-time updates to"
        worker -> bus "Uses"
        worker -> old "Writes to"
      }`);
    expect(flows(draft)).toEqual([
      'OrderPlaced on Event bus: API > Worker',
      'orders.paid on Event bus: API > ',
      'order-shipped on Event bus:  > Worker',
      'Event bus on Event bus: Worker > ',
      'Old on rabbitmq: Worker > ',
    ]);
    expect(draft.events.map(({topic, channel}) => [topic, channel])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      [undefined, undefined],
      [undefined, undefined],
      ['Old', 'queue'],
    ]);
    expect(draft.brokers.map(({name}) => name)).toEqual(['Event bus']);
    expect(draft.questions).toEqual([
      'Which topic or queue of Event bus carries OrderPlaced? (workspace.dsl:9)',
      'Which topic or queue of Event bus carries orders.paid? (workspace.dsl:9)',
      'Which topic or queue of Event bus carries order-shipped? (workspace.dsl:11)',
      'Which topic does Worker publish on Event bus? (workspace.dsl:12)',
      'Does Worker publish or read on Event bus, and which topic? (workspace.dsl:13)',
    ]);
  });

  it.each([
    ['Publishes OrderPlaced to', ['OrderPlaced']],
    ['Subscribes to the OrderPlaced, OrderPaid and OrderSent events from', ['OrderPlaced', 'OrderPaid', 'OrderSent']],
    ['Asynchronously publishes "order_placed" when an order is paid', ['order_placed']],
    ['Publishes to orders.placed', ['orders.placed']],
    ['Reads', []],
    ['Publishes to', []],
    ['Sends order updates to', []],
    ['Publishes OrderPlaced and other things to', []],
    ['', []],
  ])('%j names %j', (description, names) => {
    expect(messageNames({description})).toEqual(names);
  });

  it('between services: tags or technology make a relation an event, and subscribing turns it round', async () => {
    const draft = await model(`
      a = softwareSystem "A"
      b = softwareSystem "B"
      c = softwareSystem "C"
      a -> b "Order placed" "Kafka"
      c -> a "Subscribes to prices" "" "Asynchronous"
      b -> c "Asks for the price" "gRPC"`);
    expect(flows(draft)).toEqual(['A: Order placed on kafka: A > B', 'A: Subscribes to prices on undefined: A > C']);
    expect(arrows(draft)).toEqual(['B -> C']);
    expect(draft.questions).toEqual([
      'Which topic or queue of kafka carries A: Order placed? (workspace.dsl:7)',
      'Which broker carries A: Subscribes to prices, or is it a call that nobody waits for? (workspace.dsl:8)',
    ]);
  });
});

describe('files beside a workspace', () => {
  it('are read where they are included or extended', async () => {
    const folder = {
      'parts/systems.dsl': 'a = softwareSystem "A"\n!include more.dsl\n',
      'parts/more.dsl': 'b = softwareSystem "B"\n',
      'base.dsl': 'workspace "Base" {\n model {\n  c = softwareSystem "C"\n }\n}\n',
    };
    const draft = await read(
      `workspace extends base.dsl {\n model {\n  !include parts/systems.dsl\n  a -> b\n  b -> c\n }\n}\n`,
      folder,
    );
    expect(arrows(draft)).toEqual(['A -> B', 'B -> C']);
    expect(draft.services.find(({name}) => name === 'B')!.origin).toMatchObject({file: 'parts/more.dsl', line: 1});
  });

  it('that are elsewhere are named, and relations that lead there too', async () => {
    const draft = await model('!include https://example.com/x.dsl\na = softwareSystem "A"\na -> x');
    expect(draft.notes.join('\n')).toMatch(/includes https:\/\/example\.com\/x\.dsl: not read/);
    expect(draft.notes.join('\n')).toMatch(/No element has the identifier in workspace\.dsl:5 x/);
  });

  it('that include each other are refused', async () => {
    const folder = {'a.dsl': '!include b.dsl\n', 'b.dsl': '!include a.dsl\n'};
    await expect(model('!include a.dsl', folder)).rejects.toThrow(/^b\.dsl:1: a\.dsl includes itself/);
  });
});

/** Blanks that are none in ASCII: no-break, thin, ideographic, line and paragraph separator, next line, byte order mark. */
const blanks = ['\u00a0', '\u2009', '\u3000', '\u2028', '\u2029', '\u0085', '\ufeff', '\v'];

it.each(blanks)('%j is a blank like any other', async (blank) => {
  const text =
    'workspace {\n model {\n  a = softwareSystem "A" \n  b = softwareSystem \\ \n "B"\n  a -> b "x" \n }\n}\n';
  const changed = text.replaceAll(' ', blank);
  expect(structurizr.recognizes(textArtefact('x.dsl', changed))).toBe(true);
  expect(arrows(await read(`${blank}${changed}`))).toEqual(['A -> B']);
});

describe('what is broken', () => {
  it.each([
    ['a quote', 'a = softwareSystem "A', /^workspace\.dsl:3:20: this quote is not closed/],
    ['a block', 'a = softwareSystem "A" {', /^workspace\.dsl:\d+: this block is not closed/],
    ['a brace too many', '}\n}\n}\n}', /^workspace\.dsl:\d+: this brace closes nothing/],
    ['nothing', '', /no software systems/],
    ['nesting', 'group "g" {\n'.repeat(200) + '}\n'.repeat(200), /nested without end/],
  ])('%s is refused with its place', async (_, lines, message) => {
    await expect(model(lines)).rejects.toThrow(UserError);
    await expect(model(lines)).rejects.toThrow(message);
  });

  it('grows without end by including: refused', async () => {
    const folder = Object.fromEntries(
      Array.from({length: 40}, (_, i) => [`${i}.dsl`, `!include ${i + 1}.dsl\n`.repeat(8)]),
    );
    await expect(model('!include 0.dsl', {...folder, '40.dsl': '# end\n'})).rejects.toThrow(/without end/);
  });

  it('never crashes the import, whatever is changed in the sample', async () => {
    const marks = [
      '',
      '{',
      '}',
      '\n',
      '"',
      '"""',
      '/*',
      '->',
      ' = ',
      'this',
      '!extend ',
      '__proto__',
      '${',
      '\\\n',
      'component "x"',
      ...blanks,
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(4000), fc.nat(30), fc.constantFrom(...marks)), {minLength: 1, maxLength: 5}),
        async (changes) => {
          const changed = changes.reduce(
            (all, [at, length, mark]) => all.slice(0, at) + mark + all.slice(at + length),
            sample,
          );
          const result = await read(changed).catch((error: unknown) => error);
          if (result instanceof Error) expect(result).toBeInstanceOf(UserError);
        },
      ),
      {seed: 14, numRuns: 300},
    );
  });
});
