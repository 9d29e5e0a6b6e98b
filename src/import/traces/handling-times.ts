import type {Families} from './families.ts';
import {roles, type SpanTable} from './span-table.ts';

/**
 * How long each message took, in microseconds, by the place of the consumer's span; 0 for all other spans. Some instruments
 * end the consumer's span when the message is handed over (Brave) and work on in its children: the handling of a message
 * with which a request begins lasts until the last span of that request ends.
 */
export function handlingTimes(table: SpanTable, {count, span, request}: Families): Float64Array {
  const {role, startUs, durationUs} = table;
  const lasted = new Float64Array(count);
  for (let p = 0; p < count; p += 1) {
    const at = span[p]!;
    if (role[at] === roles.consumer) lasted[p] = Math.max(lasted[p]!, durationUs[at]!);
    const from = request[p]!;
    const first = span[from]!;
    if (role[first] === roles.consumer && startUs[at]! >= startUs[first]!)
      lasted[from] = Math.max(lasted[from]!, startUs[at]! + durationUs[at]! - startUs[first]!);
  }
  return lasted;
}
