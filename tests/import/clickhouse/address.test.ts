import {describe, expect, it} from 'vitest';
import {UserError} from '../../../src/errors.ts';
import {isServerAddress, serverAddress} from '../../../src/import/clickhouse/address.ts';
import {credentials} from '../../../src/import/clickhouse/credentials.ts';

function refusal(text: string): UserError {
  try {
    serverAddress(text);
  } catch (error) {
    if (error instanceof UserError) return error;
  }
  throw new Error(`${text} was taken`);
}

describe('the address of a table in ClickHouse', () => {
  // 8123 and 8443 are the default ports of ClickHouse's HTTP interface (its documentation, "HTTP interface").
  it.each([
    ['clickhouse://localhost/otel', 'http://localhost:8123', 'otel', 'otel_traces'],
    ['clickhouse://db.example:8124/otel/spans', 'http://db.example:8124', 'otel', 'spans'],
    ['clickhouses://db.example/otel', 'https://db.example:8443', 'otel', 'otel_traces'],
    ['clickhouses://db.example:443/otel', 'https://db.example:443', 'otel', 'otel_traces'],
    ['clickhouse://db.example:80/otel', 'http://db.example:80', 'otel', 'otel_traces'],
    ['clickhouse://[::1]:8123/otel/', 'http://[::1]:8123', 'otel', 'otel_traces'],
    ['CLICKHOUSE://DB.example/o%20t%2Fl', 'http://db.example:8123', 'o t/l', 'otel_traces'],
  ])('%s is a server, a database and a table', (text, origin, database, table) => {
    expect(isServerAddress(text)).toBe(true);
    expect(serverAddress(text)).toMatchObject({origin, database, table});
  });

  it('is called by its whole self, with port and table, in messages and sources', () => {
    expect(serverAddress('clickhouse://db/otel').name).toBe('clickhouse://db:8123/otel/otel_traces');
    expect(serverAddress(serverAddress('clickhouses://db/a%2Fb').name)).toEqual(
      serverAddress('clickhouses://db/a%2Fb'),
    );
  });

  it.each([
    'clickhouse://ann:s3cret@db/otel',
    'clickhouse://:s3cret@db/otel',
    'clickhouse://ann:s3/cret#x@db/otel',
    'clickhouse://db/otel?user=ann&password=s3cret',
    'clickhouse://db/otel?password=s3cret',
    'clickhouse://ann%3As3cret%40db/otel',
  ])('is refused with a user or a password in it, and neither is repeated: %#', (text) => {
    const {message, hint} = refusal(text);
    expect(message).toBe('The address holds a user name or a password.');
    expect(hint).toContain('CLICKHOUSE_USER and CLICKHOUSE_PASSWORD');
    expect(`${message}${hint}`).not.toMatch(/s3|cret|ann/);
  });

  it.each([
    ['clickhouse://db', 'names no database'],
    ['clickhouse://db:8123/', 'names no database'],
    ['clickhouse:///otel', 'is no address'],
    ['clickhouse://db:99999/otel', 'is no address'],
    ['clickhouse://d b/otel', 'is no address'],
    ['clickhouse://db/otel/spans/more', 'is no address'],
    ['clickhouse://db/%zz', 'is no address'],
    ['clickhouse://db/otel?secure=1', 'nothing can follow the table'],
    ['clickhouse://db/otel#x', 'nothing can follow the table'],
    ['clickhouse://db\u001b[31m/otel/a/b', 'is no address'],
  ])('is refused where it is none: %#', (text, message) => {
    const error = refusal(text);
    expect(error.message).toContain(message);
    expect(error.message).not.toContain('\u001b');
    expect(error.hint).toMatch(/clickhouses?:\/\//);
  });

  it('is no address of another kind', () => {
    for (const text of ['http://db/otel', 'clickhouse', 'my-clickhouse://db/otel', 'clickhouse.yaml', 'tcp:80'])
      expect(isServerAddress(text)).toBe(false);
  });

  it.each([
    'clickhouse:/ann:S3cret@h/otel',
    ' clickhouse://ann:S3cret@h/otel',
    'clickhouse+http://ann:S3cret@h/otel',
    'tcp://ann:S3cret@h/otel',
    'clickhouse://ann:S3cret%40h/otel',
    'clickhouse://ann:S3cret/otel',
    'clickhouse://h:8123;S3cret/otel',
    'clickhouse://h/otel#password=S3cret',
    'clickhouse://h/otel?secret=S3cret',
    'clickhouse://h/a/b:S3cret/c',
    'clickhouse+tls://h/otel?x=S3cret',
  ])('is refused where it is mistyped, without what may be a password: %s', (text) => {
    expect(isServerAddress(text)).toBe(true);
    const refused = expect.objectContaining({
      message: expect.not.stringContaining('S3cret'),
      hint: expect.not.stringContaining('S3cret'),
    });
    expect(() => serverAddress(text)).toThrow(refused);
  });

  it('that lacks a slash is told how it is written', () => {
    expect(() => serverAddress('clickhouse:/localhost')).toThrow(
      'clickhouse:/localhost is no address that is known here.',
    );
  });
});

describe('credentials', () => {
  it('come from the environment; without, it is the user that a new server has', () => {
    expect(credentials({CLICKHOUSE_USER: 'ann', CLICKHOUSE_PASSWORD: 's3cret'})).toEqual({
      user: 'ann',
      password: 's3cret',
    });
    expect(credentials({})).toEqual({user: 'default', password: ''});
    expect(credentials({CLICKHOUSE_USER: '', CLICKHOUSE_PASSWORD: 'x'})).toEqual({user: 'default', password: 'x'});
  });
});
