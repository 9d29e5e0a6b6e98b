import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {availabilityFigures} from '../../src/skill/arithmetic.ts';

describe('availability figures in a text', () => {
  // Expected: 0.999^n, and (1 - a) * 8760 h, worked out by hand and rounded as written.
  it.each([
    'Four services of 99.9 % each give 99.6006 %, 34.99 hours of downtime a year instead of 8.76.',
    '0.999^4 = 99.6006 %',
    '99.9 % × 99.5 % × 99.9 % = 99.3 %',
    'Two at 99 % give 98.01 %.',
    'Three services each 99.5% available: 0.995^3 = 0.985, down 130 hours per year.',
    'Two callees and the caller itself, 0.999 each, make 0.997.',
    'With a broker of 99.99 % the service of 99.9 % has 99.9 % × 99.99 % = 99.89 %.',
    'services: 2; together: 99.8001 %; each: 99.9 %; down per year: 17.51 h',
    'For four equal services to reach 99.9 % together, each of them needs 99.975 %.',
    'Two services of 99.9 % are together 99.8001 % available.',
    'Ten at 99.9 % are 99.0 %, or 87 hours of downtime per year.',
  ])('are right: %s', (text) => {
    expect(availabilityFigures(text)).toBe('right');
  });

  it.each([
    'A service of 99.9 % is down 3.65 hours a year.',
    'Two services of 99.9 % are together 99.9 % available.',
    'Three parts with 99.5 % have combined 99.5 %.',
    'Four services of 99.9 % each give 99.6006 %, which is 35.1 hours of downtime a year.',
    'At 99.99 % you are down 8.76 h per year.',
  ])('are wrong: %s', (text) => {
    expect(availabilityFigures(text)).toBe('wrong');
  });

  it.each([
    'Four services of 99.9 % each give 99.9 %.',
    'Four services of 99.9 % each give 99.975 %.',
    'Three services at 99.9 % reach 99.99 %.',
    '99.9 %, 99.5 % and 99.9 % have an average of 99.77 %.',
    'A service of 99.9 % is down 8.76 hours a year.',
    'The discount is 15 % for four customers in ten.',
    'No figures at all.',
    '',
  ])('prove nothing: %s', (text) => {
    expect(availabilityFigures(text)).toBe('none');
  });

  it('are right for every chain that is multiplied correctly, and prove nothing when the last digit is off', () => {
    const availability = fc.integer({min: 9000, max: 9999}).map((n) => n / 10_000);
    fc.assert(
      fc.property(fc.array(availability, {minLength: 2, maxLength: 5}), (chain) => {
        const product = chain.reduce((a, b) => a * b, 1);
        const written = chain.map((a) => `${(a * 100).toFixed(2)} %`).join(' × ');
        const result = (shift: number) => `${written} = ${(product * 100 + shift).toFixed(4)} %`;
        expect(availabilityFigures(result(0))).toBe('right');
        // In a longer chain one member may happen to be the product of others.
        if (chain.length === 2) expect(availabilityFigures(result(0.01))).not.toBe('right');
      }),
      {seed: 3, numRuns: 200},
    );
  });

  it('are looked for in linear time', () => {
    // A wrong rule would not come back: the runner's own time limit ends it.
    for (const text of ['99.9 % a '.repeat(3000), '9'.repeat(30_000), '1 h a '.repeat(5000)]) {
      expect(['right', 'wrong', 'none']).toContain(availabilityFigures(text));
    }
  });
});
