import {describe, expect, it} from 'vitest';
import {UserError} from '../../../src/errors.ts';
import {serverAddress} from '../../../src/import/clickhouse/address.ts';
import {askedWindow} from '../../../src/import/clickhouse/asked-window.ts';
import type {SqlEngine} from '../../../src/import/clickhouse/engine.ts';
import {probeTable} from '../../../src/import/clickhouse/probe-table.ts';

type Rows = readonly Readonly<Record<string, unknown>>[];

/** An engine that answers by what a statement holds, and keeps what it was asked. */
function answering(replies: Readonly<Record<string, Rows>>) {
  const asked: {sql: string; parameters: Readonly<Record<string, string | number>>}[] = [];
  const engine: SqlEngine = {
    async *rows(sql, parameters) {
      asked.push({sql, parameters});
      const key = Object.keys(replies).find((part) => sql.includes(part));
      if (key === undefined) throw new Error(`not expected: ${sql}`);
      yield* replies[key]!;
    },
    close: async () => {},
  };
  return {engine, asked};
}

const address = serverAddress('clickhouse://db/otel');
const map = 'Map(LowCardinality(String), String)';
/** The exporter's table without what old versions lack (opentelemetry-collector-contrib, exporter/clickhouseexporter). */
const old = {
  Timestamp: 'DateTime64(9)',
  TraceId: 'String',
  SpanId: 'String',
  ParentSpanId: 'String',
  SpanName: 'LowCardinality(String)',
  SpanKind: 'LowCardinality(String)',
  ServiceName: 'LowCardinality(String)',
  ResourceAttributes: map,
  SpanAttributes: map,
  Duration: 'Int64',
  StatusCode: 'LowCardinality(String)',
};
const now = {
  ...old,
  TraceState: 'String',
  ScopeName: 'String',
  StatusMessage: 'String',
  'Links.TraceId': 'Array(String)',
  'Links.SpanId': 'Array(String)',
};
const columns = (of: Readonly<Record<string, string>>): Rows =>
  Object.entries(of).map(([name, type]) => ({name, type}));
const probed = (of: Readonly<Record<string, string>>) =>
  probeTable(answering({'database = {database:String}': columns(of), 'GROUP BY database': []}).engine, address);

async function refusalOf(work: Promise<unknown>): Promise<UserError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof UserError) return error;
  throw error instanceof Error ? error : new Error('no refusal');
}

describe('the table of spans', () => {
  it('is known by its columns, as they are today and as they were', async () => {
    const table = {database: 'otel', name: 'otel_traces', attributes: 'map', isOwn: false};
    expect(await probed(now)).toEqual({...table, hasTraceState: true, hasStatusMessage: true, hasLinks: true});
    expect(await probed(old)).toEqual({...table, hasTraceState: false, hasStatusMessage: false, hasLinks: false});
  });

  it('keeps attributes as a map or as JSON, and both alike', async () => {
    const json = (type: string) => ({...now, ResourceAttributes: type, SpanAttributes: type});
    for (const type of ['JSON', 'JSON(max_dynamic_paths=8)', "Object('json')"])
      expect((await probed(json(type))).attributes).toBe('json');
    expect((await refusalOf(probed({...now, SpanAttributes: 'JSON'}))).message).toContain('not known');
    expect((await refusalOf(probed(json('String')))).hint).toContain('Map(LowCardinality(String), String)');
  });

  it('may hold its links in one column', async () => {
    const {'Links.TraceId': _, 'Links.SpanId': __, ...others} = now;
    expect((await probed({...others, Links: 'Nested(TraceId String, SpanId String)'})).hasLinks).toBe(true);
    expect((await probed({...others, Links: 'Array(Tuple(TraceId String, SpanId String))'})).hasLinks).toBe(true);
  });

  it('is asked for by parameters: a name is never a part of a statement', async () => {
    const hostile = serverAddress("clickhouse://db/o'%3B%20DROP/t%60x");
    const {engine, asked} = answering({'system.columns WHERE database': columns(now)});
    await probeTable(engine, hostile);
    expect(asked).toEqual([
      {sql: expect.not.stringContaining('DROP'), parameters: {database: "o'; DROP", table: 't`x'}},
    ]);
  });

  it('is refused where it holds no spans, with the columns that it lacks and the tables that do', async () => {
    const {engine} = answering({
      'database = {database:String}': columns({Timestamp: 'DateTime64(9)', Body: 'String'}),
      'GROUP BY database': [
        {database: 'otel', table: 'otel_traces'},
        {database: 'otel', table: 'otel_traces_all'},
      ],
    });
    const {message, hint} = await refusalOf(probeTable(engine, serverAddress('clickhouse://db/otel/otel_logs')));
    expect(message).toBe(
      'otel.otel_logs is no table of spans: it has no column TraceId, SpanId, ParentSpanId, SpanName and SpanKind.',
    );
    expect(hint).toBe('Tables of spans that the user may read: otel/otel_traces, otel/otel_traces_all.');
  });

  it('that is not there is told from a database that is not', async () => {
    const refusal = (databases: Rows) =>
      refusalOf(
        probeTable(
          answering({'system.columns WHERE database': [], 'system.databases': databases, 'GROUP BY database': []})
            .engine,
          address,
        ),
      );
    expect((await refusal([{there: 1}])).message).toMatch(/no table otel_traces in the database otel/);
    const {message, hint} = await refusal([]);
    expect(message).toMatch(/no database otel/);
    expect(hint).toMatch(/can read no table of spans/);
  });
});

describe('the time that is asked for', () => {
  const table = {database: 'otel', name: 'otel_traces'};
  const noon = Date.parse('2026-11-23T12:00:00Z');
  const window = (run: {since?: number; until?: number}, replies: Readonly<Record<string, Rows>> = {}) => {
    const {engine, asked} = answering({now64: [{value: String(noon)}], 'count()': [{value: '5'}], ...replies});
    return {asked, answer: askedWindow(engine, table, {since: undefined, until: undefined, ...run}, address)};
  };

  it("is the last hour by the server's clock where nobody says, and the summary says so", async () => {
    const {asked, answer} = window({});
    expect(await answer).toEqual({
      since: noon - 3_600_000,
      notes: [
        "Asked for the last hour before the server's time, from 2026-11-23 11:00 UTC to 2026-11-23 12:00 UTC, as no --since was given.",
      ],
    });
    // Seconds since 1970: the same in every time zone of a server.
    expect(asked.at(-1)!.parameters).toEqual({since: '1795431600.000', until: '1795435200.000'});
  });

  it('is the hour before --until where only that is said', async () => {
    const {answer} = window({until: noon});
    expect(await answer).toMatchObject({since: noon - 3_600_000, notes: [expect.stringContaining('before --until')]});
  });

  it('is what the user says otherwise, and nothing is said of it', async () => {
    const {asked, answer} = window({since: noon - 60_000});
    expect(await answer).toEqual({since: noon - 60_000, notes: []});
    expect(asked).toHaveLength(1);
    expect((await refusalOf(window({since: noon, until: noon}).answer)).message).toContain('not before');
  });

  it('without a span is refused, with the time of the newest span or that there is none', async () => {
    const none = {'count()': [{value: 0}]};
    const newest = (value: unknown) => window({}, {...none, 'max(Timestamp)': [{value}]}).answer;
    const {message, hint} = await refusalOf(newest(Date.parse('2026-01-02T03:04:05Z') / 1000));
    expect(message).toBe(
      'clickhouse://db:8123/otel/otel_traces holds no spans from 2026-11-23 11:00 UTC to 2026-11-23 12:00 UTC.',
    );
    expect(hint).toContain('2026-01-02 03:04 UTC');
    expect((await refusalOf(newest(0))).hint).toContain('empty');
  });
});
