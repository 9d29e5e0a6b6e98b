import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Figure} from '../../src/exercises/figure.ts';
import {loadExercise} from '../../src/exercises/load-exercises.ts';
import {type Worked, workedFigure} from '../../src/exercises/worked-figures.ts';
import {scenario, smallExercise} from './small-exercise.ts';
import {stepOf} from './step-of.ts';

/** What a query works out, with the first figure under the name `a` and the second under `b`. */
function worked(query: Worked, a: Figure, b: Figure = a): Figure {
  return workedFigure(
    query,
    (name) => (name === 'a' ? a : b),
    (what) => new Error(what),
  );
}
const share = (value: number): Figure => ({kind: 'share', value});
const count = (value: number): Figure => ({kind: 'count', value});

/** The small shop with two deployments of its stock a week, each of 3 s, and a kiosk that calls stock as well. */
const deployed = scenario
  .replace('stock: {latency: 200ms}', 'stock: {latency: 200ms, availability: 99%, deploys: {perWeek: 2, outage: 3s}}')
  .replace('  mailer: {', '  kiosk: {calls: [{to: stock, timeout: 2s}]}\n  mailer: {')
  .replace('needsResult: true, timeout', 'needsResult: true, contract: {fields: [id], changesPerYear: 6}, timeout');

/** How a figure of the small shop reads: it is put in place of {own} in the derivation of its first prediction. */
function told(query: string, text = deployed): string | undefined {
  const step = stepOf(
    smallExercise(
      [
        ['  busy: {', `  asked: ${query}\n  busy: {`],
        ["'{own} + {waiting} =", "'{asked} and {own} + {waiting} ="],
      ],
      text,
    ),
    'wait',
  );
  return step?.kind === 'predict' ? step.derivation.split(' and ')[0] : undefined;
}

describe('a share', () => {
  it('times a share is a share: what is needed together', () => {
    expect(worked({product: ['a', 'b']}, share(0.9), share(0.5))).toEqual(share(0.45));
  });

  it('divided by a share is a plain number', () => {
    expect(worked({quotient: ['a', 'b']}, share(0.9), share(0.3)).kind).toBe('count');
  });

  it('is the product of as many of its roots', () => {
    fc.assert(
      fc.property(fc.double({min: 0.01, max: 1, noNaN: true}), fc.integer({min: 1, max: 12}), (whole, times) => {
        const root = worked({root: ['a', 'b']}, share(whole), count(times));
        expect(root.kind).toBe('share');
        expect(root.value ** times).toBeCloseTo(whole, 12);
        expect(root.value).toBeGreaterThanOrEqual(whole);
      }),
      {seed: 31},
    );
  });

  it('of a year that something is up leaves the rest of 365 days', () => {
    expect(worked({downtimeOf: 'a'}, share(0.75))).toEqual({kind: 'downtime', value: (365 / 4) * 86_400_000});
  });

  it.each([
    [{root: ['a', 'b']}, count(2), count(2)],
    [{root: ['a', 'b']}, share(0.5), share(0.5)],
    [{downtimeOf: 'a'}, count(2), count(2)],
  ] as const)('is what %o takes', (query, a, b) => {
    expect(() => worked(query, a, b)).toThrow(/root|availability/);
  });
});

describe('what can be asked of the scenario', () => {
  it.each([
    // 2 windows of 3 s a week: 0.99 x (1 - 6 / 604,800).
    ['{service: stock, figure: availability}', '98.999 %'],
    ['{service: stock, figure: outageMs}', '3 s'],
    ['{service: mailer, figure: outageMs}', '0 ms'],
    ['{service: stock, figure: callers}', '2'],
    // 2 a week: 2 x 365 / 7.
    ["{call: 'shop:stock', figure: windowsPerYear}", '104'],
    // Each of them for 3 s at 50 requests a second.
    ["{call: 'shop:stock', figure: requestsHitPerYear}", '15,643'],
    // 6 changes, and two callers that follow.
    ["{call: 'shop:stock', figure: coordinatedDeploymentsPerYear}", '12'],
    // The shop and its stock; the failure of the mailer is ignored.
    ['{operation: buy, figure: needed}', '2'],
  ])('%s', (query, text) => {
    expect(told(query)).toBe(text);
  });

  it('is the target, where there is one', () => {
    const aimed = deployed.replace('rate: 50/s', 'rate: 50/s, target: {availability: 99.5%}');
    expect(told('{operation: buy, figure: targets.availability.target}', aimed)).toBe('99.5 %');
  });

  it.each([
    ['{service: shelf, figure: callers}', /there is no service "shelf"/],
    ["{call: 'shop:mailer', figure: coordinatedDeploymentsPerYear}", /is not known/],
    ['{operation: buy, figure: targets.availability.target}', /is not known/],
  ])('is refused where the scenario does not say: %s', (query, message) => {
    expect(() => told(query)).toThrow(message);
  });
});

describe('how tight a coupling is', () => {
  const rights = (call: string, text: string) => {
    const condition = `{call: 'shop:stock', advice: keep-sync}, because: Without`;
    return (['temporal', 'availability', 'behavioral'] as const).map((coupling) =>
      (['tight', 'partial', 'loose'] as const).find((level) => {
        const asked = `{call: '${call}', coupling: ${coupling}, level: ${level}}, because: Without`;
        const changes = [
          ['text: Which call', 'several: true\n    text: Which call'],
          [condition, asked],
          ["right: {call: 'shop:mailer', advice: keep-sync}, because: 'The", "right: true, because: 'The"],
        ] as const;
        const step = stepOf(smallExercise(changes, text), 'which');
        return step?.kind === 'choose' && step.options[0]!.right;
      }),
    );
  };

  it('decides which option is right, and follows the scenario', () => {
    // A failure that is ignored is waited for and does no harm; no fields are stated.
    expect(rights('shop:mailer', scenario)).toEqual(['partial', 'loose', 'partial']);
    expect(rights('shop:mailer', scenario.replace(', onFailure: ignore', ''))).toEqual(['tight', 'tight', 'partial']);
    expect(rights('shop:stock', deployed)).toEqual(['tight', 'tight', 'tight']);
  });
});

describe('the sentences of the course about availability', () => {
  it('say what the arithmetic says', async () => {
    const said = async (id: string, step: string) => {
      const found = stepOf(await loadExercise(id), step);
      return found?.kind === 'predict' ? found.derivation : '';
    };
    const [four, times, diamond, guideline] = await Promise.all(
      ['four-in-a-row', 'how-many-times', 'one-below-two', 'the-guideline'].map((step) =>
        said('04-availability-math', step),
      ),
    );
    // 0.9 ** 4 beside 1 - 4 x 0.1.
    expect(four).toMatch(/99\.6 %.*\n?.*60 %, the product 65\.61 %/);
    // (1 - 0.999 ** 4) x 365 x 24 h; x 20/s for the requests.
    expect(times).toContain('34.99 h / 8.76 h = 3.99');
    expect(times).toContain('2,519,098 creates');
    // 0.999 ** 5, and 0.999 ** 4 x 0.001 x 8,760 h.
    expect(diamond).toContain('99.501 %');
    expect(diamond).toContain('8.73 h of outage');
    // (1 - 0.999 ** 0.25) x 8,760 h.
    expect(guideline).toContain('each may be down 2.19 h');
  });

  it('count what a deployment and a field cost', async () => {
    const exercise = await loadExercise('03-three-couplings');
    const [minute, field] = ['half-a-minute', 'one-more-field'].map((id) => stepOf(exercise, id));
    // (20 + 40 + 2) x 30; 20 x 30 x 365.
    expect(minute?.kind === 'predict' && minute.derivation).toMatch(/1,860 requests.* 365 times.* 219,000 creates/);
    // 4 changes a year of an interface that three services call.
    expect(field?.kind === 'choose' && field.conclusion).toContain('4 changes x 3 callers = 12 deployments');
  });
});
