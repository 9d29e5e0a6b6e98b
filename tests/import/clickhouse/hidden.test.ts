import {describe, expect, it} from 'vitest';
import {UserError} from '../../../src/errors.ts';
import {serverAddress} from '../../../src/import/clickhouse/address.ts';
import {hidden, withoutPassword} from '../../../src/import/clickhouse/hidden.ts';
import {probeTable} from '../../../src/import/clickhouse/probe-table.ts';
import {codeIn, serverTrouble} from '../../../src/import/clickhouse/trouble.ts';

const ann = {user: 'ann', password: `S3cr"et pw/\u00e9'x`};
const address = serverAddress('clickhouse://db/otel');

describe('a password', () => {
  it.each([
    ann.password,
    encodeURIComponent(ann.password),
    encodeURIComponent(ann.password).replaceAll('%20', '+'),
    JSON.stringify(ann.password),
    `S3cr\\"et pw/\\u00e9'x`,
    'S3cr"et pw/\u00e9\\\'x',
    Buffer.from(`ann:${ann.password}`).toString('base64'),
    Buffer.from(ann.password).toString('base64'),
    `Authorization: Basic ${Buffer.from('ann:another S3cr').toString('base64')}`,
    'authorization: Bearer S3cr.UzNj',
  ])('is hidden in what a server says, as %s', (text) => {
    expect(hidden(`before ${text} after`, ann)).toMatch(/^before .*\[password\].* after$/);
    expect(hidden(`before ${text} after`, ann)).not.toMatch(/S3cr|UzNj|YW5uO/);
  });

  it('is hidden in names of columns and tables too, before they are shortened', async () => {
    const hide = (text: string) => hidden(text, ann);
    const long = `${'x'.repeat(75)}${ann.password}`;
    const names = [
      'Timestamp',
      'TraceId',
      'SpanId',
      'ParentSpanId',
      'SpanName',
      'SpanKind',
      'ServiceName',
      'Duration',
      'StatusCode',
    ];
    const rows = [...names, 'ResourceAttributes', 'SpanAttributes'].map((name) => ({name, type: long}));
    const engine = {
      async *rows() {
        yield* rows;
      },
      close: async () => {},
    };
    const message = expect.not.stringContaining('S3c');
    await expect(probeTable(engine, address, hide)).rejects.toMatchObject({message});
    expect(withoutPassword(new UserError(`a ${ann.password}`, `b ${ann.password}`), ann)).toMatchObject({
      message: 'a [password]',
      hint: 'b [password]',
    });
  });

  it('that is too short to be hidden is not looked for: the server is not quoted', () => {
    const text = 'Code: 999. DB::Exception: Session expired for e. (KEEPER_EXCEPTION)';
    const {message} = serverTrouble(codeIn(text)!, text, {address, credentials: {user: 'ann', password: 'e'}});
    expect(message).toContain('clickhouse://db:8123/otel/otel_traces refused the query (999): ');
    expect(message).not.toMatch(/\[password\]|Session/);
  });

  it('that nobody set is said to be missing', () => {
    const text = 'Code: 516. DB::Exception: default: Authentication failed. (AUTHENTICATION_FAILED)';
    const {message} = serverTrouble(516, text, {address, credentials: {user: 'default', password: ''}});
    expect(message).toMatch(/does not let the user default in without a password, and CLICKHOUSE_PASSWORD is not set/);
  });
});
