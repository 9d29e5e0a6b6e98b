/**
 * The hash by which Kafka's Java clients place a key: murmur2 (Austin Appleby), 32 bit, seed 0x9747b28c, as in
 * `org.apache.kafka.common.utils.Utils.murmur2`. A signed number.
 */
export function murmur2(bytes: Uint8Array): number {
  const m = 0x5bd1e995;
  const {length} = bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  let h = 0x9747b28c ^ length;
  const whole = length - (length % 4);
  for (let i = 0; i < whole; i += 4) {
    let k = Math.imul(view.getInt32(i, true), m);
    k = Math.imul(k ^ (k >>> 24), m);
    h = Math.imul(h, m) ^ k;
  }
  if (length % 4 > 2) h ^= bytes[whole + 2]! << 16;
  if (length % 4 > 1) h ^= bytes[whole + 1]! << 8;
  if (length % 4 > 0) h = Math.imul(h ^ bytes[whole]!, m);
  h = Math.imul(h ^ (h >>> 13), m);
  return h ^ (h >>> 15);
}

/** The number that the default partitioner takes for a key, before it is brought into the range of the partitions: 0 to 2^31 - 1. */
export function keyNumber(key: string): number {
  return murmur2(new TextEncoder().encode(key)) & 0x7fffffff;
}
