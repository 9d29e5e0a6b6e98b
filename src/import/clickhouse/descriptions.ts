import {collectSpans} from '../traces/collect-spans.ts';
import type {SpanKind} from '../traces/span.ts';
import type {Intake, SpanTable} from '../traces/span-table.ts';

type Row = Readonly<Record<string, unknown>>;

/** What the spans of a table describe: each description once, as if it were a span without ids and times. */
export interface Descriptions {
  readonly table: SpanTable;
  /** By row of `table`: the number that statements know it by. */
  readonly keys: readonly string[];
  /** How many spans there are, and what was mended in them. */
  readonly spans: number;
  readonly intake: Intake;
  /** Does any span refer to others by links? */
  readonly hasLinks: boolean;
}

const kinds: ReadonlyMap<string, SpanKind> = new Map(
  (['internal', 'server', 'client', 'producer', 'consumer'] as const).map((kind) => [kind, kind]),
);

/** Old versions of the exporter wrote `SPAN_KIND_SERVER` and `STATUS_CODE_ERROR` for what is `Server` and `Error` now. */
const plain = (text: unknown) =>
  String(text)
    .replace(/^(?:SPAN_KIND|STATUS_CODE)_/, '')
    .toLowerCase();

const words: readonly string[] = ['', 'timeout', 'cancelled', 'timeout, cancelled'];

/** Reads the rows of `descriptionsSql` by the code that reads single spans. */
export function descriptions(rows: readonly Row[], file: string): Descriptions {
  const {sink, table, intake} = collectSpans({since: undefined, until: undefined, sample: 1});
  const keys: string[] = [];
  const counts = {spans: 0, withoutService: 0, negative: 0, withoutDuration: 0, sampled: 0};
  let linked = 0;
  sink.file(file);
  for (const row of rows) {
    const {said, status} = {said: Number(row.said), status: plain(row.status)};
    const before = {...intake};
    for (const [key, value] of Object.entries(row.attributes as Row)) sink.attribute(key, value);
    if ((said & 4) !== 0) sink.attribute('sampling.rate', 'threshold');
    sink.add({
      traceId: '1',
      spanId: '',
      service: String(row.service).trim().slice(0, 200).toWellFormed(),
      name: String(row.name),
      kind: kinds.get(plain(row.kind)),
      startUs: 0,
      durationUs: 0,
      status: status === 'error' || status === 'ok' ? status : undefined,
      statusMessage: words[said & 3],
    });
    keys.push(String(row.described));
    const spans = Number(row.spans);
    counts.spans += spans;
    counts.withoutService += spans * (intake.withoutService - before.withoutService);
    counts.sampled += spans * (intake.sampled - before.sampled);
    counts.negative += Number(row.negative);
    counts.withoutDuration += Number(row.endless);
    linked += Number(row.linked);
  }
  return {table: table(), keys, spans: counts.spans, intake: {...intake, ...counts}, hasLinks: linked > 0};
}
