import {describe, expect, it} from 'vitest';
import {checkedRows, shapes} from '../../../src/import/clickhouse/checked-rows.ts';
import type {SqlEngine} from '../../../src/import/clickhouse/engine.ts';

function answering(rows: readonly unknown[], end?: Error): SqlEngine {
  return {
    async *rows() {
      yield* rows as Readonly<Record<string, unknown>>[];
      if (end) throw end;
    },
    close: async () => {},
  };
}

const sound = {tag: 1, a: '2', b: 3, n: 4, total: '5', vs: [6]};

describe('rows of an answer', () => {
  it('are taken where each has what was asked for, numbers in quotes or not', async () => {
    expect(await checkedRows(answering([sound]), '', shapes.structure)).toEqual([sound]);
  });

  it.each([
    ['nothing', {}, /has nothing where its number "tag" must be/],
    ['null', {...sound, a: null}, /something else where its number "a"/],
    ['no number', {...sound, n: 'NaN'}, /something else where its number "n"/],
    ['no list', {...sound, vs: null}, /something else where its list "vs"/],
  ])('are refused as no answer of ClickHouse with %s in them', async (_, row, message) => {
    const refused = {
      name: 'UserError',
      message: expect.stringMatching(message),
      hint: expect.stringMatching(/ClickHouse server/),
    };
    await expect(checkedRows(answering([sound, row]), '', shapes.structure)).rejects.toMatchObject(refused);
  });

  it('leave the last word to the server, where it says what is wrong', async () => {
    const answer = answering([{}], new Error('out of memory'));
    await expect(checkedRows(answer, '', shapes.structure)).rejects.toThrow('out of memory');
  });
});
