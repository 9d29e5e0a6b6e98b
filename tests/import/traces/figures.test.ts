import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {quantile, samples, sorted} from '../../../src/import/traces/samples.ts';
import {readId} from '../../../src/import/traces/span-id.ts';
import {folded, pathOf, requestName} from '../../../src/import/traces/span-name.ts';
import {traceNumbers} from '../../../src/import/traces/trace-numbers.ts';

const list = (values: readonly number[]) => {
  const kept = samples();
  for (const value of values) kept.push(value);
  return kept;
};

describe('quantiles', () => {
  it('are those of R (type 7)', () => {
    // quantile(c(1, 2, 4, 8, 16), c(.5, .95, .99)) in R: 4, 14.4, 15.68.
    const values = sorted([list([16, 1]), list([8, 2, 4])]);
    expect(quantile(values, 0.5)).toBe(4);
    expect(quantile(values, 0.95)).toBeCloseTo(14.4, 12);
    expect(quantile(values, 0.99)).toBeCloseTo(15.68, 12);
    expect(quantile(sorted([]), 0.5)).toBeUndefined();
  });

  it('lie between the least and the greatest, and do not fall', () => {
    fc.assert(
      fc.property(fc.array(fc.double({min: 0, max: 1e9, noNaN: true}), {minLength: 1, maxLength: 60}), (values) => {
        const all = sorted([list(values)]);
        const steps = [0, 0.1, 0.5, 0.9, 0.99, 1].map((share) => quantile(all, share)!);
        expect(steps[0]).toBe(Math.min(...values));
        expect(steps.at(-1)).toBe(Math.max(...values));
        for (let i = 1; i < steps.length; i += 1) expect(steps[i]!).toBeGreaterThanOrEqual(steps[i - 1]!);
      }),
      {seed: 1},
    );
  });
});

describe('names of requests', () => {
  it.each([
    ['GET /users/123/orders', 'GET /users/{id}/orders'],
    ['GET /api/v1/products/9SIQT8TOJO?x=1', 'GET /api/v1/products/{id}'],
    ['/a/0b1f7c9e-3c1a-4d5e-8f9a-0123456789ab', '/a/{id}'],
    ['SELECT shop.orders_2024', 'SELECT shop.orders_{id}'],
    ['job 48213', 'job {id}'],
    ['GET /s3/v2/h2', 'GET /s3/v2/h2'],
    ['oteldemo.CartService/AddItem', 'oteldemo.CartService/AddItem'],
    ['HTTP/1.1', 'HTTP/1.1'],
    ['reviews.shop.svc.cluster.local:9080/*', 'reviews.shop.svc.cluster.local:9080/*'],
    ['http://10.0.0.7:9080/x', 'http://10.0.0.7:9080/x'],
    ['GET user:12345', 'GET user:{id}'],
    ['POST /users/jane.roe@example.com/x', 'POST /users/{id}/x'],
    ['GET https://u:pw@x.example/y?z=1', 'GET https://x.example/y'],
  ])('%s is %s', (name, expected) => {
    expect(folded(name)).toBe(expected);
  });

  it('prefer the route to the path, and complete a method alone', () => {
    expect(requestName('GET', 'GET', '/users/:id', '/users/7')).toBe('GET /users/:id');
    expect(requestName('GET /users/:id', 'GET', '/users/:id', '')).toBe('GET /users/:id');
    expect(requestName('HTTP POST', '', '', '/cart')).toBe('POST /cart');
    expect(requestName('router egress', '', '', '/cart')).toBe('router egress');
    expect(pathOf('http://shop:8080/cart/1?x=2')).toBe('/cart/1');
    expect(pathOf('https://shop')).toBe('/');
    expect(pathOf('/cart?x')).toBe('/cart');
  });

  it('fold in time that grows with the name', () => {
    for (const part of ['a', '1', '/', '/a1', 'a1-', '0'.repeat(15), '?', ' ', ':', '@', 'a:', '://', 'password='])
      expect(folded(part.repeat(50_000)).length).toBeLessThan(2000);
  });
});

describe('ids', () => {
  const words = new Uint32Array(4);
  const read = (text: string) => {
    readId(text, words);
    return [...words];
  };

  it('are numbers, whatever their case and leading zeros', () => {
    expect(read('1A2b')).toEqual([0, 0, 0, 0x1a2b]);
    expect(read('00000000000000000000000000001a2B')).toEqual([0, 0, 0, 0x1a2b]);
    expect(read('ffffffffeeeeeeeeddddddddcccccccc')).toEqual([0xffffffff, 0xeeeeeeee, 0xdddddddd, 0xcccccccc]);
  });

  it('that are no numbers still differ', () => {
    const seen = new Set(Array.from({length: 5000}, (_, i) => read(`trace-${i}`).join()));
    expect(seen.size).toBe(5000);
  });

  it('of traces get the same number for the same id, also when there are many', () => {
    const numbers = traceNumbers();
    const of = (n: number) => {
      words.set([n * 2654435761, 1, n % 3, n]);
      return numbers.of(words);
    };
    for (let n = 0; n < 20_000; n += 1) expect(of(n)).toBe(n);
    for (let n = 0; n < 20_000; n += 371) expect(of(n)).toBe(n);
    expect(numbers.count()).toBe(20_000);
  });
});
