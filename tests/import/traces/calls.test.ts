import {describe, expect, it} from 'vitest';
import {draftOf, edges, placed, type Told} from './traced.ts';

const web: Told = {id: 1, service: 'web', kind: 'server', name: 'GET /', ms: 100};

describe('what is a call', () => {
  it('counts client and server span of one call once, by the time that the client waited', async () => {
    const draft = await draftOf([
      web,
      {id: 2, parent: 1, service: 'web', kind: 'client', at: 10, ms: 50},
      {id: 3, parent: 2, service: 'cart', kind: 'server', at: 12, ms: 40},
    ]);
    expect(draft.calls).toMatchObject([
      {from: {service: 'web'}, to: {service: 'cart'}, observed: {perRequest: 1, p50Ms: 50, errorRate: 0}},
    ]);
  });

  it('takes a child in another service under a span of any kind as a call', async () => {
    const draft = await draftOf([web, {id: 2, parent: 1, service: 'cart', kind: 'internal', at: 10}]);
    expect(edges(draft)).toEqual(['web -> cart']);
  });

  it("joins the two halves of a span with one id, as Zipkin's are, marked as shared or not", async () => {
    for (const shared of [true, undefined]) {
      const draft = await draftOf([
        {...web, id: 1},
        {id: 2, parent: 1, service: 'cart', kind: 'server', at: 12, ms: 40, ...(shared ? {shared} : {})},
        {id: 2, parent: 1, service: 'web', kind: 'client', at: 10, ms: 50},
        {id: 3, parent: 2, service: 'cart', kind: 'client', at: 20, ms: 5, attributes: {'db.system': 'redis'}},
      ]);
      expect(edges(draft)).toEqual(['cart -> redis', 'web -> cart']);
      expect(draft.calls.find(({to}) => to.service === 'cart')?.observed).toMatchObject({perRequest: 1, p50Ms: 50});
    }
  });

  it('makes no call of a server span under a server span of its own service, nor of a service that calls itself', async () => {
    const draft = await draftOf([
      web,
      {id: 2, parent: 1, service: 'web', kind: 'server'},
      {id: 3, parent: 1, service: 'web', kind: 'client'},
      {id: 4, parent: 3, service: 'web', kind: 'server'},
      {id: 5, parent: 1, service: 'web', kind: 'client', attributes: {'server.address': 'web'}},
    ]);
    expect(draft.calls).toEqual([]);
  });

  it('takes a client of a broker with a child in another service as a call', async () => {
    // The OpenTelemetry collector's service graph is tested with a client span that carries messaging.system.
    const draft = await draftOf([
      {id: 1, service: 'foo-server', name: 'server', kind: 'client', attributes: {'messaging.system': 'kafka'}},
      {
        id: 2,
        parent: 1,
        service: 'bar-requester',
        name: 'HTTP GET /ready',
        kind: 'server',
        attributes: {'db.system': 'postgresql'},
      },
    ]);
    expect(edges(draft)).toEqual(['foo-server -> bar-requester']);
  });

  it('makes nothing of spans whose parents are missing, but counts them', async () => {
    const draft = await draftOf([
      {id: 2, parent: 99, service: 'cart', kind: 'server'},
      {id: 3, parent: 98, service: 'web', kind: 'internal'},
    ]);
    expect(draft.calls).toEqual([]);
    expect(draft.notes).toContain(
      '2 spans name parents that are not there: who called is not known, and no call is made of it.',
    );
  });

  it('counts a client around other clients by the innermost', async () => {
    const draft = await draftOf([
      web,
      {id: 2, parent: 1, service: 'web', kind: 'client', ms: 60, attributes: {'peer.service': 'cart'}},
      {id: 3, parent: 2, service: 'web', kind: 'client', at: 10, ms: 30},
      {id: 4, parent: 3, service: 'cart', kind: 'server', at: 12, ms: 20},
    ]);
    expect(draft.calls.length).toBe(1);
    expect(draft.calls[0]?.observed?.p50Ms).toBe(30);
  });
});

describe('whom a client calls that nobody answers', () => {
  const client = (attributes: Readonly<Record<string, unknown>>): Told[] => [
    web,
    {id: 2, parent: 1, service: 'web', kind: 'client', at: 1, ms: 20, attributes},
  ];
  it.each([
    ['peer.service', {'peer.service': 'stripe'}, 'stripe', 'external'],
    ['service.peer.name', {'service.peer.name': 'stripe'}, 'stripe', 'external'],
    ['a host with port', {'server.address': 'api.stripe.com:443'}, 'api.stripe.com', 'external'],
    ['an old key', {'net.peer.name': 'api.stripe.com'}, 'api.stripe.com', 'external'],
    ['a host in a cluster', {'server.address': 'tax.shop.svc.cluster.local'}, 'tax', 'external'],
    ["Envoy's cluster", {upstream_cluster: 'outbound|9080||reviews.shop.svc.cluster.local'}, 'reviews', 'external'],
    ['an address alone', {'http.url': 'https://user:pw@api.stripe.com/v1/x?y=1'}, 'api.stripe.com', 'external'],
    ['a store by its host', {'db.system.name': 'postgresql', 'server.address': 'orders-db'}, 'orders-db', 'datastore'],
    ['a store by old keys', {'db.system': 'mysql', 'db.name': 'orders'}, 'orders', 'datastore'],
    ['a store by its namespace', {'db.system.name': 'mysql', 'db.namespace': 'orders'}, 'orders', 'datastore'],
    ['a store by its product', {'db.system': 'redis', 'server.address': '10.0.0.7'}, 'redis', 'datastore'],
    [
      'old and new keys on one span',
      {'db.system': 'mysql', 'db.system.name': 'mysql', 'db.name': 'orders', 'db.namespace': 'orders'},
      'orders',
      'datastore',
    ],
  ])('is named by %s', async (_, attributes, name, kind) => {
    const draft = await draftOf(client(attributes));
    expect(draft.calls).toMatchObject([{to: {service: name}, observed: {perRequest: 1, p50Ms: 20}}]);
    expect(draft.services.find((service) => service.name === name)).toMatchObject({
      kind,
      dangling: kind === 'external' ? true : undefined,
    });
  });

  it('is not known where only an address of a machine is given', async () => {
    for (const address of ['127.0.0.1', 'localhost', '10.1.2.3:80', '::1']) {
      const draft = await draftOf(client({'server.address': address}));
      expect(draft.calls).toEqual([]);
      expect(draft.notes.join('\n')).toContain(
        "Client spans that name no more than a machine's address, and have no answer: web 1.",
      );
    }
  });

  it('is not known where nothing names it', async () => {
    expect((await draftOf(client({}))).notes.join('\n')).toContain(
      'Client spans that do not say whom they call, and have no answer: web 1.',
    );
  });

  it.each([
    ['server.address', {'server.address': 'api.stripe.com'}],
    ['db.system', {'db.system': 'redis'}],
    ['host of the address', {'http.url': 'https://api.stripe.com/v1'}],
  ])('is known by %s, and the call says so, whether it went well or failed', async (rule, attributes) => {
    for (const failed of [false, true]) {
      const [root, ...rest] = client(attributes);
      const draft = await draftOf([root!, ...rest.map((one) => ({...one, failed}))]);
      expect(draft.calls.map(({origin}) => origin.rule)).toEqual([`client span, ${rule}`]);
    }
  });

  it('may be a service that is named by its address and whose span was lost: the call says what named it', async () => {
    const draft = await draftOf([
      ...client({'server.address': 'cart'}),
      {trace: 2, id: 1, service: 'cart', kind: 'server'},
    ]);
    expect(draft.calls).toMatchObject([{to: {service: 'cart'}, origin: {rule: 'client span, server.address'}}]);
  });

  it('takes logs, traces or metrics by its name only if it answers nothing: a service that does is at work', async () => {
    const names = ['seq', 'loki-orders', 'sentry-adapter', 'tempo-planner', 'prometheus'];
    const telemetry = async (answer: boolean) =>
      (
        await draftOf([
          web,
          ...names.flatMap((name, i): Told[] => [
            {id: 10 + i, parent: 1, service: 'web', kind: 'client', attributes: {'peer.service': name}},
            ...(answer ? [{id: 50 + i, parent: 10 + i, service: name, kind: 'server' as const}] : []),
          ]),
        ])
      ).services
        .filter((one) => one.telemetry)
        .map(({name}) => name);
    expect(await telemetry(true)).toEqual([]);
    expect((await telemetry(false)).sort()).toEqual(['prometheus', 'seq']);
  });

  it('is the service that always answers at that address, where its span was lost', async () => {
    const draft = await draftOf([
      web,
      {
        id: 2,
        parent: 1,
        service: 'web',
        kind: 'client',
        attributes: {'server.address': '127.0.0.1', 'server.port': 8081},
      },
      {id: 3, parent: 2, service: 'cart', kind: 'server'},
      {trace: 2, ...web},
      {
        trace: 2,
        id: 2,
        parent: 1,
        service: 'web',
        kind: 'client',
        attributes: {'server.address': '127.0.0.1', 'server.port': '8081'},
      },
    ]);
    expect(draft.calls).toMatchObject([{to: {service: 'cart'}, observed: {perRequest: 1}}]);
  });

  it('asks whether services share a database that only its product names, and gives each its own', async () => {
    const draft = await draftOf([
      {...web, attributes: {}},
      {id: 2, parent: 1, service: 'web', kind: 'client', attributes: {'db.system': 'mysql'}},
      {id: 3, parent: 1, service: 'cart', kind: 'server'},
      {id: 4, parent: 3, service: 'cart', kind: 'client', attributes: {'db.system': 'mysql'}},
    ]);
    expect(edges(draft)).toEqual(['cart -> mysql of cart', 'web -> cart', 'web -> mysql of web']);
    expect(draft.questions).toHaveLength(1);
  });

  it('is no service when it is a broker: what the client does there is asked', async () => {
    const draft = await draftOf([web, {id: 2, parent: 1, service: 'web', kind: 'client', peer: 'kafka'}]);
    expect(draft.calls).toEqual([]);
    expect(draft.brokers.map(({name}) => name)).toEqual(['kafka']);
    expect(draft.questions).toEqual(['Does web publish or read on kafka, and which topic? (spans.json)']);
  });
});

describe('how often and in which order', () => {
  const request = (trace: number, calls: readonly (readonly [string, number, number, boolean?])[]): Told[] => [
    {trace, ...web},
    ...calls.flatMap(([service, at, ms, failed], i): Told[] => [
      {trace, id: 10 + i, parent: 1, service: 'web', kind: 'client', at, ms, ...(failed === undefined ? {} : {failed})},
      {trace, id: 50 + i, parent: 10 + i, service, kind: 'server', at: at + 0.1, ms: ms - 0.2},
    ]),
  ];

  it('gives the share of requests that make a call, and how often they typically make it', async () => {
    const draft = await draftOf([
      ...request(1, [
        ['a', 0, 5],
        ['b', 10, 5],
        ['b', 20, 5],
        ['b', 30, 5],
      ]),
      ...request(2, [['a', 0, 5]]),
      ...request(3, [
        ['a', 0, 5],
        ['b', 10, 5],
        ['b', 20, 5],
        ['b', 30, 5],
      ]),
      ...request(4, [['a', 0, 5]]),
    ]);
    expect(draft.calls.map(({to, count, probability, parallel}) => [to.service, count, probability, parallel])).toEqual(
      [
        ['a', undefined, undefined, undefined],
        ['b', 3, 0.5, undefined],
      ],
    );
  });

  it('keeps the order that requests keep, although some leave calls out', async () => {
    const draft = await draftOf([
      ...request(1, [
        ['slow', 0, 60],
        ['a', 70, 5],
      ]),
      ...request(2, [
        ['a', 5, 5],
        ['b', 15, 5],
      ]),
      ...request(3, [
        ['slow', 0, 60],
        ['a', 70, 5],
        ['b', 80, 5],
      ]),
    ]);
    expect(draft.calls.map(({to}) => to.service)).toEqual(['slow', 'a', 'b']);
  });

  it('puts calls that overlap into one group, and those that follow into none', async () => {
    const draft = await draftOf(
      request(1, [
        ['a', 0, 40],
        ['b', 5, 20],
        ['c', 50, 10],
      ]),
    );
    const [a, b, c] = draft.calls;
    expect(a?.parallel).toBeDefined();
    expect(b?.parallel).toBe(a?.parallel);
    expect(c?.parallel).toBeUndefined();
  });

  it('counts a call after a failed one of the same kind as another attempt, with its back-off', async () => {
    const draft = await draftOf(
      request(1, [
        ['a', 0, 5, true],
        ['a', 25, 5, true],
        ['a', 50, 5, false],
      ]),
    );
    expect(draft.calls).toMatchObject([{retries: 2, backoffMs: 20, observed: {perRequest: 3}}]);
    expect(draft.calls[0]?.count).toBeUndefined();
  });

  it('counts the time of attempts that are repeated as own time, so that one attempt and own time make the request', async () => {
    const draft = await draftOf(
      request(1, [
        ['a', 0, 20, true],
        ['a', 30, 20, true],
        ['a', 60, 20, false],
      ]),
    );
    // 100 ms in all, 20 ms of them the last attempt.
    expect(draft.services.find(({name}) => name === 'web')?.latency?.p50Ms).toBe(80);
    expect(draft.services.find(({name}) => name === 'a')?.latency?.p50Ms).toBe(20);
    expect(draft.notes).toContain(
      'web repeats 1 of 1 calls to a: 60 ms of failed attempts and waits between them, on average, count as own work of web.',
    );
  });

  it('does not take calls at the same time for attempts, even where one failed', async () => {
    const draft = await draftOf(
      request(1, [
        ['a', 0, 20, true],
        ['a', 5, 20, false],
      ]),
    );
    expect(draft.calls.map(({retries}) => retries)).toEqual([undefined, undefined]);
  });

  it('sees no order and no overlap where two clocks differ', async () => {
    // The callee's clock is an hour ahead; its span has no client's beside it.
    const draft = await draftOf([
      web,
      {id: 2, parent: 1, service: 'a', kind: 'server', at: 3_600_000, ms: 20},
      {id: 3, parent: 1, service: 'b', kind: 'server', at: 3_600_010, ms: 20},
    ]);
    expect(draft.calls.map(({parallel}) => parallel)).toEqual([undefined, undefined]);
    expect(draft.operations[0]?.measured?.p50Ms).toBe(100);
    expect(draft.services.find(({name}) => name === 'a')?.latency?.p50Ms).toBe(20);
  });
});

describe('own work', () => {
  it('is the time that no call covers, calls at the same time counted once', async () => {
    const draft = await draftOf([
      web,
      {id: 2, parent: 1, service: 'web', kind: 'client', at: 10, ms: 30, attributes: {'peer.service': 'x'}},
      {id: 3, parent: 1, service: 'web', kind: 'client', at: 20, ms: 40, attributes: {'peer.service': 'y'}},
    ]);
    // 100 ms less the time from 10 to 60.
    expect(draft.services.find(({name}) => name === 'web')?.latency?.p50Ms).toBe(50);
  });

  it('of a callee includes the way there and back, so that callers and callees add up', async () => {
    const draft = await draftOf([
      web,
      {id: 2, parent: 1, service: 'web', kind: 'client', at: 10, ms: 50},
      {id: 3, parent: 2, service: 'cart', kind: 'server', at: 12, ms: 40},
    ]);
    const own = Object.fromEntries(draft.services.map(({name, latency}) => [name, latency?.p50Ms]));
    expect(own).toEqual({web: 50, cart: 50});
  });
});

describe('timeouts', () => {
  const cut = (trace: number, ms: number, server: readonly Told[], says?: string): Told[] => [
    {trace, ...web, ms: ms + 5},
    {
      trace,
      id: 2,
      parent: 1,
      service: 'web',
      kind: 'client',
      at: 1,
      ms,
      failed: true,
      ...(says ? {says} : {}),
      attributes: {'peer.service': 'cart'},
    },
    ...server,
  ];
  const fine = (trace: number, ms: number): Told[] => [
    {trace, ...web},
    {trace, id: 2, parent: 1, service: 'web', kind: 'client', at: 1, ms, attributes: {'peer.service': 'cart'}},
    {trace, id: 3, parent: 2, service: 'cart', kind: 'server', at: 1, ms},
  ];
  const longer = (trace: number): Told[] => [
    {trace, id: 3, parent: 2, service: 'cart', kind: 'server', at: 2, ms: 4000},
  ];

  it('are found where several calls end at the same duration while the callee runs on', async () => {
    const draft = await draftOf([
      ...fine(1, 40),
      ...cut(2, 1501, longer(2)),
      ...cut(3, 1503, longer(3)),
      ...cut(4, 1500.5, longer(4)),
    ]);
    expect(draft.calls).toMatchObject([{timeoutMs: 1500}]);
    expect(draft.notes.join('\n')).toContain('web gives up on cart after 1.5 s: a timeout, seen in 3 of 4 calls');
  });

  it('are found where the callee recorded nothing, when the caller says that time ran out', async () => {
    const draft = await draftOf([
      ...fine(1, 40),
      ...cut(2, 2001, [], 'context deadline exceeded'),
      ...cut(3, 2002, [], 'context deadline exceeded'),
    ]);
    expect(draft.calls).toMatchObject([{timeoutMs: 2000}]);
    expect(draft.notes.join('\n')).toContain('seen in 2 of 3 calls; cart recorded nothing.');
  });

  it('may be short where a proxy says that time ran out', async () => {
    const short = (trace: number): Told[] => [
      {trace, ...web},
      {
        trace,
        id: 2,
        parent: 1,
        service: 'web',
        kind: 'client',
        at: 1,
        ms: 10,
        failed: true,
        attributes: {upstream_cluster: 'outbound|9080||ratings.shop.svc.cluster.local', response_flags: 'UT'},
      },
    ];
    const draft = await draftOf([...short(1), ...short(2)]);
    expect(draft.calls).toMatchObject([{to: {service: 'ratings'}, timeoutMs: 10}]);
    expect(draft.notes).toContain(
      'web gives up on ratings after 10 ms: a timeout, seen in 2 of 2 calls; ratings recorded nothing.',
    );
  });

  it('are not made of errors of the callee, nor of errors that take any time', async () => {
    const failed = (trace: number, ms: number): Told[] => [
      {trace, id: 3, parent: 2, service: 'cart', kind: 'server', at: 1, ms, failed: true},
    ];
    const errors = await draftOf([
      ...cut(1, 1000, failed(1, 999)),
      ...cut(2, 1001, failed(2, 999)),
      ...cut(3, 1002, failed(3, 999)),
    ]);
    expect(errors.calls[0]?.timeoutMs).toBeUndefined();
    const various = await draftOf([...cut(1, 120, []), ...cut(2, 700, []), ...cut(3, 2900, [])]);
    expect(various.calls[0]?.timeoutMs).toBeUndefined();
  });

  it('are not shorter than a call that ended well', async () => {
    const draft = await draftOf([...fine(1, 3000), ...cut(2, 1501, longer(2)), ...cut(3, 1503, longer(3))]);
    expect(draft.calls[0]?.timeoutMs).toBeUndefined();
  });
});

describe('endpoints', () => {
  const requests = (name: string, callee: string | undefined, ms: number, from: number): Told[] =>
    Array.from({length: 6}, (_, i): Told[] => [
      {trace: from + i, id: 1, service: 'shop', kind: 'server', name, ms},
      ...(callee === undefined
        ? []
        : [
            {
              trace: from + i,
              id: 2,
              parent: 1,
              service: 'shop',
              kind: 'client' as const,
              at: 1,
              ms: 2,
              attributes: {'peer.service': callee},
            },
          ]),
    ]).flat();
  const endpoints = async (told: readonly Told[]) =>
    (await draftOf(told)).services.find(({name}) => name === 'shop')?.endpoints?.map(({name}) => name);

  it('stand where requests call different services', async () => {
    const told = [...requests('GET /a', 'x', 10, 1), ...requests('GET /b', 'y', 10, 20)];
    expect(await endpoints(told)).toEqual(['GET /a', 'GET /b']);
    expect((await draftOf(told)).calls.map(({from, to}) => `${placed(from)} -> ${placed(to)}`)).toEqual([
      'shop/GET /a -> x',
      'shop/GET /b -> y',
    ]);
  });

  it('stand where requests clearly differ in their own time', async () => {
    expect(await endpoints([...requests('GET /a', 'x', 12, 1), ...requests('GET /b', 'x', 60, 20)])).toHaveLength(2);
  });

  it('stand where calls that go to the same store take clearly longer, there and at the store', async () => {
    const told = (name: string, statement: string, ms: number, from: number): Told[] =>
      Array.from({length: 6}, (_, i): Told[] => [
        {trace: from + i, id: 1, service: 'web', kind: 'server', name: `web ${name}`, ms: ms + 40},
        {trace: from + i, id: 2, parent: 1, service: 'web', kind: 'client', at: 1, ms: ms + 20},
        {trace: from + i, id: 3, parent: 2, service: 'shop', kind: 'server', name, at: 1, ms: ms + 20},
        {
          trace: from + i,
          id: 4,
          parent: 3,
          service: 'shop',
          kind: 'client',
          name: statement,
          at: 2,
          ms,
          attributes: {'db.system': 'postgresql', 'server.address': 'stockdb'},
        },
      ]).flat();
    const draft = await draftOf([
      ...told('GET /items', 'SELECT', 30, 1),
      ...told('POST /reserve', 'UPDATE', 150, 20),
      ...told('GET /total', 'SELECT SUM', 32, 40),
    ]);
    const stockdb = draft.services.find(({name}) => name === 'stockdb');
    expect(stockdb?.latency).toBeUndefined();
    expect(stockdb?.endpoints?.map(({name, latency}) => [name, latency?.p50Ms])).toEqual([
      ['other', 31],
      ['UPDATE', 150],
    ]);
    expect(draft.calls.map(({from, to}) => `${placed(from)} -> ${placed(to)}`).sort()).toEqual([
      'shop/GET /items -> stockdb/other',
      'shop/GET /total -> stockdb/other',
      'shop/POST /reserve -> stockdb/UPDATE',
      'web/web GET /items -> shop/GET /items',
      'web/web GET /total -> shop/GET /total',
      'web/web POST /reserve -> shop/POST /reserve',
    ]);
  });

  it('of a store are named after who calls, where the spans of its clients are all called alike', async () => {
    const told = (name: string, ms: (i: number) => number, from: number): Told[] =>
      Array.from({length: 6}, (_, i): Told[] => [
        {trace: from + i, id: 1, service: 'shop', kind: 'server', name, ms: 200},
        {
          trace: from + i,
          id: 2,
          parent: 1,
          service: 'shop',
          kind: 'client',
          name: 'query',
          ms: ms(i),
          attributes: {'db.system': 'postgresql', 'server.address': 'stockdb'},
        },
      ]).flat();
    const names = async (second: (i: number) => number) =>
      (await draftOf([...told('GET /a', () => 30, 1), ...told('GET /b', second, 20)])).services
        .find(({name}) => name === 'stockdb')
        ?.endpoints?.map(({name, latency}) => [name, latency?.p50Ms]);
    expect(await names(() => 150)).toEqual([
      ['query', 30],
      ['query for GET /b', 150],
    ]);
    // A median of 87.5 ms, but a quarter of the calls are below 21.3 ms.
    expect(await names((i) => [10, 20, 25, 150, 160, 170][i]!)).toBeUndefined();
  });

  it('are not made where requests are alike', async () => {
    expect(await endpoints([...requests('GET /a', 'x', 12, 1), ...requests('GET /b', 'x', 13, 20)])).toBeUndefined();
  });

  it('fold what identifies one thing, and what is rare beside thirty other names', async () => {
    const many = Array.from({length: 50}, (_, i) =>
      requests(
        `GET /page-${String.fromCharCode(97 + (i % 26))}${i < 26 ? 'x' : 'y'}`,
        i % 2 === 0 ? 'x' : 'y',
        10,
        1 + i * 10,
      ),
    );
    const names = await endpoints(many.flat());
    expect(names).toHaveLength(30);
    expect(names).toContain('other');
    const ids = [1, 2, 3].flatMap((n) =>
      requests(`GET /users/${n * 1000}/orders/0b1f7c9e-3c1a-4d5e-8f9a-0123456789ab`, 'x', 10, n * 10),
    );
    expect(
      (await draftOf([...ids, ...requests('GET /', undefined, 10, 90)])).calls.map(({from}) => placed(from)),
    ).toEqual(['shop/GET /users/{id}/orders/{id}']);
  });
});
