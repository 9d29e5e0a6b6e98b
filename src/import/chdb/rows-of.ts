import {closeSync, openSync, writeSync} from 'node:fs';
import {attributeKeys} from '../clickhouse/sql-described.ts';
import type {SpanSink} from '../traces/span.ts';

const kept: ReadonlySet<string> = new Set(attributeKeys);
const atOnce = 1 << 20;
/** The last microsecond of which the nanoseconds fit 64 bits with a sign. */
const latestUs = 9_223_372_036_854_775n;

/**
 * A sink that writes spans to a file, one row in each line as `loadRows` reads them: for what the engine cannot read, and this
 * program can.
 */
export function rowsOf(path: string): {readonly sink: SpanSink; readonly close: () => void} {
  const file = openSync(path, 'wx', 0o600);
  const attributes = new Map<string, string>();
  const links: {readonly trace: string; readonly span: string}[] = [];
  let text = '';
  const write = (): void => {
    writeSync(file, text);
    text = '';
  };
  return {
    sink: {
      file: () => {},
      attribute: (key, value) => {
        if (!kept.has(key) || (typeof value === 'object' && value !== null) || value === undefined || value === null)
          return;
        if (value !== '') attributes.set(key, String(value));
      },
      link: (trace, span) => {
        links.push({trace, span});
      },
      add: ({traceId, spanId, parentId = '', service = '', name, kind, startUs, durationUs, status, statusMessage}) => {
        const start = Number.isFinite(startUs) ? min(BigInt(Math.floor(startUs)), latestUs) * 1000n : 0n;
        // An end of 0 stands for none.
        const lasted = Number.isNaN(durationUs)
          ? -start
          : durationUs < 0
            ? -1n
            : BigInt(Math.round(durationUs)) * 1000n;
        const row = {
          start: String(start),
          lasted: String(lasted),
          trace: traceId,
          span: spanId,
          parent: parentId,
          service,
          name,
          kind: named(kind ?? 'unspecified'),
          status: named(status ?? 'unset'),
          message: statusMessage ?? '',
          keys: [...attributes.keys()],
          texts: [...attributes.values()],
          linkTraces: links.map((link) => link.trace),
          linkSpans: links.map((link) => link.span),
        };
        text += `${JSON.stringify(row)}\n`;
        attributes.clear();
        links.length = 0;
        if (text.length > atOnce) write();
      },
    },
    close: () => {
      write();
      closeSync(file);
    },
  };
}

const min = (a: bigint, b: bigint) => (a < b ? a : b);

/** As the exporter writes kinds and states. */
function named(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}
