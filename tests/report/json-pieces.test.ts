import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {writeOut} from '../../src/commands/write-out.ts';
import {printableJson} from '../../src/printable.ts';
import {jsonPieces} from '../../src/report/json-pieces.ts';

describe('JSON in pieces', () => {
  const long = fc
    .tuple(fc.jsonValue({maxDepth: 3}), fc.integer({min: 90, max: 310}))
    .map(([one, n]) => new Array(n).fill(one));
  const value = fc.dictionary(
    fc.string({maxLength: 4}),
    fc.oneof(fc.jsonValue({maxDepth: 4}), long, fc.record({a: long, b: fc.record({c: fc.record({d: long})})})),
    {
      maxKeys: 5,
    },
  );

  it('is the JSON of the whole', () => {
    fc.assert(
      fc.property(value, (whole) => {
        expect([...jsonPieces(whole)].join('')).toBe(`${printableJson(whole)}\n`);
      }),
      {seed: 6, numRuns: 60},
    );
  });

  it('leaves out what is undefined, writes what has no end as null and escapes what a terminal could obey', () => {
    const odd = {
      none: undefined,
      end: Infinity,
      list: [undefined, Infinity],
      text: '\u009b2J \u202e',
      empty: {},
      own: [],
    };
    expect([...jsonPieces(odd)].join('')).toBe(`${printableJson(odd)}\n`);
  });

  it('comes in pieces where it is large, each far below the longest text that the engine holds', () => {
    const pieces = [...jsonPieces({list: new Array(40_000).fill({name: 'x'.repeat(50), size: 1})})];
    expect(pieces.length).toBeGreaterThan(5);
    expect(Math.max(...pieces.map(({length}) => length))).toBeLessThan(1_000_000);
  });
});

describe('writing it out', () => {
  it('waits for room where the reader is slower', async () => {
    const events: string[] = [];
    const stdout = {
      write: (text: string) => {
        events.push(text);
        return text !== 'b';
      },
      once: (_: 'drain', listener: () => void) => {
        events.push('full');
        queueMicrotask(() => {
          events.push('room');
          listener();
        });
      },
    };
    await writeOut({stdout, signal: new AbortController().signal}, ['a', 'b', 'c']);
    expect(events).toEqual(['a', 'b', 'full', 'room', 'c']);
  });

  it('ends where it is interrupted', async () => {
    const interrupt = new AbortController();
    const written: string[] = [];
    const stdout = {
      write: (text: string) => {
        written.push(text);
        if (text === 'b') interrupt.abort();
        return true;
      },
    };
    await writeOut({stdout, signal: interrupt.signal}, ['a', 'b', 'c']);
    expect(written).toEqual(['a', 'b']);
  });
});
