import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {UserError} from '../../../src/errors.ts';
import {serverAddress} from '../../../src/import/clickhouse/address.ts';
import {answerRows} from '../../../src/import/clickhouse/answer-rows.ts';

const access = {address: serverAddress('clickhouse://db/otel'), credentials: {user: 'ann', password: 's3cret'}};

async function rowsOf(chunks: readonly Uint8Array[], headers: Readonly<Record<string, unknown>> = {}) {
  async function* body() {
    yield* chunks;
  }
  const rows: unknown[] = [];
  for await (const row of answerRows({status: 200, headers, body: body()}, access, () => {})) rows.push(row);
  return rows;
}

const row = fc.dictionary(
  fc.oneof(fc.string(), fc.constant('__proto__')),
  fc.oneof(fc.string({unit: 'grapheme'}), fc.integer()),
  {
    maxKeys: 3,
  },
);
const lines = (rows: readonly unknown[]): Buffer =>
  Buffer.from(rows.map((one) => `${JSON.stringify({row: one})}\n{"progress":{"read_rows":"1"}}\n`).join(''));

/** The same bytes in pieces that end at these places. */
const pieces = (bytes: Buffer, ends: readonly number[]): Buffer[] => {
  const at = [0, ...ends.map((end) => end % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, i) => bytes.subarray(at[i], end));
};

describe('the rows of an answer', () => {
  it.each(['[1,2]', '"x"', 'null'])('are objects: %s is no answer of ClickHouse', async (one) => {
    await expect(rowsOf([Buffer.from(`{"row":{}}\n{"row":${one}}\n`)])).rejects.toThrow(
      'does not answer as ClickHouse does',
    );
  });

  it('are the same however the network cuts it into pieces', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, {maxLength: 5}), fc.array(fc.nat(), {maxLength: 8}), async (rows, ends) => {
        expect(JSON.stringify(await rowsOf(pieces(lines(rows), ends)))).toBe(JSON.stringify(rows));
      }),
      {seed: 8, numRuns: 200},
    );
  });

  it('that ends within a line are never taken for the whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, {minLength: 1, maxLength: 4}), fc.nat(), async (rows, cut) => {
        const bytes = lines(rows);
        const end = cut % bytes.length;
        fc.pre(end > 0 && bytes[end - 1] !== 10);
        await expect(rowsOf([bytes.subarray(0, end)])).rejects.toThrow(UserError);
      }),
      {seed: 8, numRuns: 200},
    );
  });

  it('of whatever bytes are rows or a refusal in two lines, and no fault of ours', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({maxLength: 200}),
      fc.string({unit: 'binary', maxLength: 200}).map((text) => Buffer.from(text)),
      fc.json().map((text) => Buffer.from(`${text}\n`)),
      fc.tuple(fc.array(row, {maxLength: 2}), fc.nat(), fc.nat(255)).map(([rows, at, byte]) => {
        const broken = lines(rows);
        if (broken.length > 0) broken[at % broken.length] = byte;
        return broken;
      }),
    );
    await fc.assert(
      fc.asyncProperty(bytes, fc.boolean(), async (body, refused) => {
        const headers = refused ? {'x-clickhouse-exception-code': '60'} : {};
        const found = await rowsOf([body], headers).catch((error: unknown) => error);
        if (Array.isArray(found)) expect(found.every((one) => typeof one === 'object')).toBe(true);
        else expect(found).toBeInstanceOf(UserError);
        if (found instanceof UserError)
          expect(`${found.message}${found.hint}`).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      }),
      {seed: 8, numRuns: 500},
    );
  });
});
