const digits = new Int8Array(128).fill(-1);
for (let d = 0; d < 16; d += 1) {
  digits[d.toString(16).charCodeAt(0)] = d;
  digits[d.toString(16).toUpperCase().charCodeAt(0)] = d;
}

/**
 * Reads an id of up to 128 bits into four words, the highest first. Text that is no hexadecimal number is hashed to
 * 64 bits (FNV-1a, two runs), so that ids of an odd writer still tell spans apart.
 */
export function readId(text: string, words: Uint32Array): void {
  words.fill(0);
  let end = text.length;
  if (end > 32) {
    hashed(text, words);
    return;
  }
  for (let word = 3; end > 0; word -= 1) {
    const start = end > 8 ? end - 8 : 0;
    let value = 0;
    for (let i = start; i < end; i += 1) {
      const digit = digits[text.charCodeAt(i)] ?? -1;
      if (digit < 0) {
        hashed(text, words);
        return;
      }
      value = (value << 4) | digit;
    }
    words[word] = value;
    end = start;
  }
}

function hashed(text: string, words: Uint32Array): void {
  let high = 0x811c9dc5;
  let low = 0x9dc5811c;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ (code + 1), 0x01000193) ^ (high >>> 15);
  }
  words.fill(0);
  words[2] = high;
  words[3] = low;
}

/** A well-mixed number of 32 bits from two words (the finisher of MurmurHash3). */
export function mixed(a: number, b: number): number {
  let h = Math.imul(a, 0x85ebca6b) ^ b;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
