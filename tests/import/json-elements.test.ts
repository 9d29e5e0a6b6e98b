import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {UserError} from '../../src/errors.ts';
import type {Artefact} from '../../src/import/artefact.ts';
import {jsonElements} from '../../src/import/json-elements.ts';
import {plainRun, textArtefact} from './text-artefact.ts';

/** The text as a file that comes in pieces of `size` bytes, in one buffer that is used again, as readers of files may. */
function inPieces(text: string, size: number): Artefact {
  const bytes = new TextEncoder().encode(text);
  return {
    ...textArtefact('x.json', text),
    bytes: async function* () {
      const buffer = new Uint8Array(size);
      for (let at = 0; at < bytes.length; at += size) {
        const piece = bytes.subarray(at, at + size);
        buffer.set(piece);
        yield buffer.subarray(0, piece.length);
      }
    },
  };
}

async function elements(artefact: Artefact): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const element of jsonElements(artefact, plainRun)) found.push(element);
  return found;
}

const objects = fc.array(
  fc.dictionary(fc.constantFrom('a', 'data', '}]', '"', 'é🙂'), fc.jsonValue({maxDepth: 3, noUnicodeString: false}), {
    maxKeys: 4,
  }),
  {maxLength: 6},
);

/** A share of a text's length, evenly: doubles would mostly be next to nothing. */
const anywhere = fc.nat(999_999).map((n) => n / 1_000_000);

describe('the elements of a list', () => {
  it('are those that one parse of the whole gives, in whatever pieces the file comes', async () => {
    await fc.assert(
      fc.asyncProperty(objects, fc.integer({min: 1, max: 40}), fc.constantFrom(0, 2), async (list, size, indent) => {
        const plain = JSON.stringify(list, null, indent);
        expect(await elements(inPieces(plain, size))).toEqual(JSON.parse(plain));
        const wrapped = JSON.stringify(
          {total: 0, errors: null, note: 'a "data": [', data: list, more: {}},
          null,
          indent,
        );
        expect(await elements(inPieces(wrapped, size))).toEqual(JSON.parse(plain));
      }),
      {seed: 15, numRuns: 150},
    );
  });

  it('are refused when the file is cut off anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(objects, anywhere, fc.boolean(), async (list, share, wrap) => {
        const whole = JSON.stringify(wrap ? {data: list} : list);
        const kept = whole.slice(0, Math.floor(share * whole.length));
        await expect(elements(inPieces(kept, 7))).rejects.toThrow(UserError);
      }),
      {seed: 16, numRuns: 150},
    );
  });

  it('that are lists of their own are given as lists, and other JSON is one element', async () => {
    expect(await elements(inPieces('[[1, 2], [3]]', 3))).toEqual([[1, 2], [3]]);
    expect(await elements(inPieces('{"spans": [1]}', 3))).toEqual([{spans: [1]}]);
    expect(await elements(inPieces('{"more": {}, "data": [{"a": 1}]}', 3))).toEqual([{a: 1}]);
    expect(await elements(inPieces('\ufeff [{"a": 1}]', 3))).toEqual([{a: 1}]);
  });
});
