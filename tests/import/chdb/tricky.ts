// Traces with everything that makes reading them hard: lost parents, retries, timeouts that the callee does not notice, calls
// at once, stores without spans of their own, clocks that differ, messages by parent and by link, several and repeated ones
// in a request, both spellings of kinds and status. The same for the same seed.
import {random} from '../traces/simulate.ts';

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: number | string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Attribute[];
  readonly status: Readonly<Record<string, unknown>>;
  readonly links: readonly {readonly traceId: string; readonly spanId: string}[];
}

/** What one trace is made of: who serves, whom it calls. */
const callees = ['cart', 'stock', 'price', 'mail', 'legacy'] as const;
const kindNames = [
  '',
  'SPAN_KIND_INTERNAL',
  'SPAN_KIND_SERVER',
  'SPAN_KIND_CLIENT',
  'SPAN_KIND_PRODUCER',
  'SPAN_KIND_CONSUMER',
];
const startNs = 1_780_000_000_000_000_000n;

/** Lines of OTLP JSON, a few spans each, of so many traces. */
export function trickyLines(seed: number, traces: number): string[] {
  const chance = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
  const hex = (digits: number) => Array.from({length: digits}, () => Math.floor(chance() * 16).toString(16)).join('');
  const lines: string[] = [];
  const sent: {traceId: string; spanId: string}[] = [];
  let batch: {service: string; span: Span}[] = [];

  const trace = (at: number): void => {
    const traceId = hex(32);
    const put = (
      service: string,
      parentSpanId: string,
      name: string,
      kind: number,
      fromUs: number,
      lastsUs: number,
      told: Readonly<Record<string, string | number>> = {},
      more: {status?: Span['status']; links?: Span['links']} = {},
    ): string => {
      const spanId = hex(16);
      const ns = startNs + BigInt(Math.round(fromUs * 1000));
      const span: Span = {
        traceId,
        spanId,
        parentSpanId,
        name,
        kind: chance() < 0.3 ? kindNames[kind]! : kind,
        startTimeUnixNano: String(ns),
        endTimeUnixNano: String(ns + BigInt(Math.round(lastsUs * 1000))),
        attributes: Object.entries(told).map(([key, value]) => ({
          key,
          value: typeof value === 'number' ? {intValue: value} : {stringValue: value},
        })),
        status: more.status ?? {},
        links: more.links ?? [],
      };
      if (chance() > 0.01) batch.push({service, span});
      if (chance() < 0.005) batch.push({service, span});
      return spanId;
    };
    const error = (message = '') => ({code: chance() < 0.5 ? 2 : 'STATUS_CODE_ERROR', ...(message && {message})});
    const store = (service: string, parent: string, from: number, lasts: number): void => {
      const told: Readonly<Record<string, string | number>> = pick([
        {'db.system': 'postgresql', 'server.address': 'orders-db', 'server.port': 5432},
        {'db.system.name': 'redis'},
        {'db.system': 'redis', 'net.peer.name': '10.1.2.3'},
        {
          'peer.service': 'bank',
          'http.method': 'GET',
          'http.url': `http://bank/accounts/${Math.floor(chance() * 99999)}?a=b`,
        },
        {'server.address': '10.9.8.7', 'server.port': 80},
        {},
      ]);
      const outer = chance() < 0.15;
      const name = pick(['SELECT', 'GET', 'find']);
      const above = outer
        ? put(service, parent, 'query', 3, from, lasts + 20, pick([{}, {'peer.service': 'bank'}]))
        : parent;
      put(
        service,
        above,
        name,
        3,
        from + 10,
        name === 'find' ? lasts * 9 + 30_000 : lasts,
        told,
        chance() < 0.05 ? {status: error()} : {},
      );
    };
    const serve = (
      service: string,
      parent: string,
      from: number,
      lasts: number,
      depth: number,
      failing = false,
    ): void => {
      const name = pick(['handle', `GET /items/${Math.floor(chance() * 5000)}`, 'POST /orders']);
      const http =
        name.startsWith('GET') && chance() < 0.3 ? {'http.route': '/items/{item}', 'http.request.method': 'GET'} : {};
      const self = put(service, parent, name, 2, from, lasts, http, failing ? {status: error()} : {});
      const inner = chance() < 0.3 ? put(service, self, 'step', 1, from + 5, lasts * 0.9) : self;
      const deep = chance() < 0.2 ? put(service, inner, 'deeper', 1, from + 6, lasts * 0.8) : inner;
      let now = from + 50;
      const count = depth > 2 ? 0 : Math.floor(chance() * 4);
      const together = chance() < 0.3;
      for (let i = 0; i < count; i += 1) {
        const each = Math.round((lasts / (count + 1)) * (0.4 + chance() * 0.6));
        if (chance() < 0.4) store(service, pick([self, inner, deep]), now, each);
        else call(service, pick([self, inner, deep]), now, each, depth);
        if (!together) now += each + Math.floor(chance() * 40);
      }
      for (let sends = chance() < 0.15 ? 1 + Math.floor(chance() * 3) : 0; sends > 0; sends -= 1)
        message(service, pick([self, deep]), now);
      // A request that another trace refers to, and which does not say that it published.
      if (chance() < 0.03) sent.push({traceId, spanId: self});
    };
    const call = (service: string, parent: string, from: number, lasts: number, depth: number): void => {
      const callee = pick(callees);
      const told = {'server.address': callee, 'rpc.system': 'grpc'};
      const skew = chance() < 0.1 ? 40_000 : 0;
      const chosen = chance();
      if (chosen < 0.1) {
        // Attempts that fail and are repeated.
        for (let attempt = 0, now = from; attempt < 3; attempt += 1, now += Math.round(lasts / 3) + 7_000) {
          const isLast = attempt === 2;
          const id = put(
            service,
            parent,
            'call',
            3,
            now,
            lasts / 3,
            told,
            isLast ? {} : {status: error('unavailable')},
          );
          serve(callee, id, now + 10, Math.max(1, lasts / 3 - 20), 3, !isLast);
        }
      } else if (chosen < 0.17) {
        // The caller gives up; the callee goes on and knows of nothing.
        const id = put(service, parent, 'call', 3, from, 250_000, told, {status: error('context deadline exceeded')});
        serve(callee, id, from + 10, 400_000, 3);
      } else if (chosen < 0.25) serve(callee, parent, from + skew, lasts, depth + 1);
      else if (chosen < 0.3) {
        const id = put(service, parent, 'call', 3, from, lasts, told);
        serve(callee, id, from + 10, lasts / 2, 3);
        serve(pick(callees), id, from + 10 + lasts / 2, lasts / 3, 3);
      } else if (chosen < 0.36)
        put(callee, put(service, parent, 'call', 1, from, lasts), 'lookup', 3, from, lasts, {'db.system': 'redis'});
      else {
        const id = put(service, parent, 'call', 3, from, lasts, told, chance() < 0.04 ? {status: error()} : {});
        serve(callee, id, from + 10 + skew, Math.max(1, lasts - 30), depth + 1, chance() < 0.05);
      }
    };
    const message = (service: string, parent: string, from: number): void => {
      const topic = pick(['orders', 'payments']);
      const told = {'messaging.system': 'kafka', 'messaging.destination.name': topic};
      const sends = {...told, 'messaging.operation': 'publish'};
      // A first attempt that failed, and was made in another way.
      if (chance() < 0.4)
        put(
          service,
          parent,
          `${topic} publish`,
          4,
          from - 200,
          120,
          pick([sends, {...sends, 'server.address': 'broker-1'}]),
          {
            status: error(pick(['', 'timed out'])),
          },
        );
      const id = put(service, parent, `${topic} publish`, 4, from, 120, sends);
      if (chance() < 0.5) {
        const reader = pick(['mail', 'ledger']);
        const read = {
          ...told,
          'messaging.operation.type': pick(['process', 'receive']),
          'messaging.consumer.group.name': reader,
        };
        const self = put(reader, id, `${topic} process`, 5, from + 9_000, 800, read);
        put(reader, self, 'work', 1, from + 9_100, 5_000);
        if (chance() < 0.5) store(reader, self, from + 9_200, 2_000);
      } else sent.push({traceId, spanId: id});
    };
    const chosen = chance();
    const lasts = 20_000 + Math.round(chance() * 200_000);
    if (chosen < 0.08 && sent.length > 3) {
      const links = sent.splice(0, 1 + Math.floor(chance() * 4));
      if (chance() < 0.3) links.push(links[0]!);
      const told = {
        'messaging.system': 'kafka',
        'messaging.destination.name': pick(['orders', 'payments', 'batch-queue']),
        'messaging.consumer.group.name': pick(['batch', 'batch-2']),
      };
      const self = put(
        'batch',
        chance() < 0.2 ? put('shop', '', 'push', 2, at, lasts) : '',
        'orders process',
        5,
        at,
        lasts,
        {...told, 'messaging.operation.type': 'process'},
        {links},
      );
      store('batch', self, at + 30, lasts / 2);
    } else if (chosen < 0.12) {
      const self = put('shop', '', 'start', 3, at, lasts, {'server.address': 'cart'});
      serve('cart', self, at + 20, lasts - 50, 1);
    } else if (chosen < 0.15) serve('shop', hex(16), at, lasts, 1);
    else serve('shop', '', at, lasts, 0);
  };

  for (let n = 0; n < traces; n += 1) {
    trace(n * 100_003);
    if (batch.length < 40 && n + 1 < traces) continue;
    const resourceSpans = [...Map.groupBy(batch, ({service}) => service)].map(([service, list]) => ({
      resource: {attributes: [{key: 'service.name', value: {stringValue: service}}]},
      scopeSpans: [{spans: list.map(({span}) => span)}],
    }));
    lines.push(JSON.stringify({resourceSpans}));
    batch = [];
  }
  return lines;
}
