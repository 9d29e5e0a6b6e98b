import type {Families} from './families.ts';
import {roles, type SpanTable} from './span-table.ts';

/**
 * How long each message took, in microseconds, by the place of the consumer's span; 0 for all other spans. Some instruments
 * end the consumer's span when the message is handed over (Brave) and work on in its children: handling lasts until the
 * last span below it in the same service ends, but for spans that start further work by a message.
 */
export function handlingTimes(table: SpanTable, {count, span, parent}: Families): Float64Array {
  const {role, service, startUs, durationUs} = table;
  const end = new Float64Array(count);
  // Children stand behind their parents: from the end, all below a span is known before the span itself.
  for (let p = count - 1; p >= 0; p -= 1) {
    const at = span[p]!;
    const last = Math.max(end[p]!, startUs[at]! + durationUs[at]!);
    end[p] = role[at] === roles.consumer ? last - startUs[at]! : 0;
    const q = parent[p]!;
    if (q < 0 || service[span[q]!] !== service[at] || role[span[q]!] === roles.producer) continue;
    if (startUs[at]! >= startUs[span[q]!]!) end[q] = Math.max(end[q]!, last);
  }
  return end;
}
