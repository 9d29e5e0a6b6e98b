import {mixed} from './span-id.ts';
import {flags, roles, type SpanTable} from './span-table.ts';

/** Where the spans of one trace are found by their ids; made once and used for one trace after the other. */
export interface TraceIndex {
  /** Puts the spans in; `twin` and `dead` are told by their place in the trace. */
  readonly fill: (spans: Uint32Array, from: number, to: number) => void;
  /** The place of the parent in the trace, or -1: none, -2: it names one that is not there. */
  readonly parentOf: (place: number) => number;
  /** Was the same span given before? */
  readonly isRepeated: (place: number) => boolean;
}

/**
 * Two spans of one id are the client's and the server's half of a call (Zipkin), or one span that was sent twice. The
 * server's half is the child of the client's.
 */
export function traceIndex(table: SpanTable): TraceIndex {
  const {ids, service, role} = table;
  let slots = new Int32Array(64);
  let twin = new Int32Array(32);
  let repeated = new Uint8Array(32);
  let spans: Uint32Array = new Uint32Array(0);
  let first = 0;
  let mask = 63;

  const isServing = (span: number): boolean =>
    role[span] === roles.server || role[span] === roles.consumer || (table.flags[span]! & flags.shared) !== 0;
  const find = (high: number, low: number): number => {
    let slot = mixed(high, low) & mask;
    for (; ; slot = (slot + 1) & mask) {
      const place = slots[slot]! - 1;
      if (place < 0) return -1 - slot;
      const span = spans[first + place]! * 4;
      if (ids[span] === high && ids[span + 1] === low) return place;
    }
  };

  return {
    fill: (all, from, to) => {
      const count = to - from;
      spans = all;
      first = from;
      mask = 63;
      while (mask < count * 2) mask = mask * 2 + 1;
      if (mask >= slots.length) slots = new Int32Array(mask + 1);
      else slots.fill(0, 0, mask + 1);
      if (count > twin.length) {
        twin = new Int32Array(count * 2);
        repeated = new Uint8Array(count * 2);
      }
      twin.fill(-1, 0, count);
      repeated.fill(0, 0, count);
      for (let place = 0; place < count; place += 1) {
        const span = spans[from + place]!;
        const high = ids[span * 4]!;
        const low = ids[span * 4 + 1]!;
        if ((high | low) === 0) continue;
        const there = find(high, low);
        if (there < 0) {
          slots[-1 - there] = place + 1;
          continue;
        }
        const other = spans[from + there]!;
        if (twin[there] === -1 && isServing(span) !== isServing(other)) {
          twin[there] = place;
          twin[place] = there;
        } else repeated[place] = 1;
      }
    },
    isRepeated: (place) => repeated[place] === 1,
    parentOf: (place) => {
      const span = spans[first + place]!;
      const half = twin[place]!;
      if (half >= 0 && isServing(span)) return half;
      const high = ids[span * 4 + 2]!;
      const low = ids[span * 4 + 3]!;
      if ((high | low) === 0) return -1;
      const there = find(high, low);
      if (there < 0) return -2;
      if (there === place || there === half) return -1;
      const second = twin[there]!;
      if (second < 0) return there;
      // What a call was made from is the half that ran where the child runs; else the half that serves.
      const own = service[span];
      if (service[spans[first + there]!] === own) return there;
      if (service[spans[first + second]!] === own) return second;
      return isServing(spans[first + there]!) ? there : second;
    },
  };
}
