import {describe, expect, it} from 'vitest';
import {softwareCalled, softwareNamed} from '../../src/import/software.ts';

describe('known software', () => {
  it.each([
    ['PostgreSQL 16', 'datastore', 'postgresql'],
    ['Microsoft SQL Server', 'datastore', 'sqlserver'],
    ['mysql8', 'datastore', 'mysql'],
    ['Apache Kafka', 'broker', 'kafka'],
    ['Amazon Aurora', 'datastore', 'aurora'],
    ['Jaeger', 'telemetry', 'jaeger'],
  ])('%s is a %s', (text, kind, word) => {
    expect(softwareNamed(text)).toEqual({kind, word});
  });

  it.each(['Java and Spring Boot', '', 'constructor', 'postgresque', '__proto__'])('%j names none', (text) => {
    expect(softwareNamed(text)).toBeUndefined();
  });

  it('in a name does not count beside a word for a client, nor as a plain word among others', () => {
    expect(softwareCalled('redis-cart')?.kind).toBe('datastore');
    expect(softwareCalled('kafka-ui')).toBeUndefined();
    expect(softwareCalled('price-oracle')).toBeUndefined();
    expect(softwareCalled('oracle')?.kind).toBe('datastore');
  });
});
