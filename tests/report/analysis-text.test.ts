import {describe, expect, it} from 'vitest';
import {analysisMarkdown} from '../../src/report/analysis-markdown.ts';
import {analysisText} from '../../src/report/analysis-text.ts';
import {analyzed} from '../analysis/built.ts';

const options = {width: 120, paint: (_: string, text: string) => text, file: 'shop.yaml', top: 10};
const text = (file: object, more: Partial<typeof options> = {}) => analysisText(analyzed(file), {...options, ...more});

describe('the analysis as text', () => {
  // 20 services of 99.9 % down to 98 %; half of the operations ask for 99 %.
  const many = {
    services: Object.fromEntries(
      Array.from({length: 20}, (_, i) => [`s${i}`, {availability: `${(99.9 - i / 10).toFixed(1)}%`, latency: '10ms'}]),
    ),
    operations: Object.fromEntries(
      Array.from({length: 20}, (_, i) => [`op${i}`, {entry: `s${i}`, target: {availability: '99%'}}]),
    ),
  };

  it('cuts the table of operations as it cuts their details, the worst first, and says how many more miss a target', () => {
    const cut = text(many, {top: 3});
    const rows = cut.split('\n').filter((line) => /^ {2}op\d+ /.test(line));
    expect(rows.map((line) => line.trim().split(' ')[0])).toEqual(['op19', 'op18', 'op17']);
    // 99 % is missed from op10 (98.9 %) on: ten, of which three are shown
    expect(cut).toContain('(the worst 3 of 20 operations: 17 more, of which 7 miss their target; --top 20 shows all)');
    expect(text(many, {top: 1})).toContain('of which 9 miss their target');
    const hard = {...many, operations: {a: {entry: 's0', target: {availability: '99.99%'}}}};
    const four = {...hard.operations, b: hard.operations.a, c: hard.operations.a, d: hard.operations.a};
    expect(text({...many, operations: four}, {top: 2})).toContain('2 more, all of which miss their target; --top 4');
    expect(text({...many, operations: four}, {top: 3})).toContain('1 more, which misses its target; --top 4');
    const all = text(many, {top: 20});
    expect(all.split('\n').filter((line) => /^ {2}op\d+ /.test(line))).toHaveLength(20);
    expect(all).not.toContain('of 20 operations');
  });

  it('says how many findings of which rule there are where it shows only some of them', () => {
    const calls = Array.from({length: 12}, (_, i) => ({to: `s${i}`, needsResult: false}));
    const file = {
      services: {a: {calls, concurrency: 10, latency: '3s'}, ...Object.fromEntries(calls.map(({to}) => [to, {}]))},
      operations: {op: {entry: 'a', rate: '20/s', target: {availability: '99.99%'}}},
    };
    const {findings} = analyzed(file);
    const of = (rule: string) => findings.filter((finding) => finding.rule === rule).length;
    expect(of('needless-wait')).toBe(12);
    const counts = `${of('overloaded')} overloaded, ${of('target-missed')} target-missed, ${of('needless-wait')} needless-wait`;
    const rest = findings.length - 14;
    expect(rest).toBe(
      of('no-timeout') + of('target-above-ceiling') + of('pool-exhaustion') + of('wide-fan-out') + of('hub'),
    );
    const cut = text(file, {top: 2}).replace(/\s+/g, ' ');
    expect(cut).toContain(`Findings (${findings.length}) ${counts}`);
    expect(cut).toContain(`(2 of ${findings.length} findings; --top ${findings.length} shows all)`);
    expect(analysisMarkdown(analyzed(file), {file: 'shop.yaml', top: 2})).toContain(counts);
    expect(text(file, {top: 1000})).not.toContain(counts);
  });

  it('shows beside the availability what share of the requests is given up, in the table as well', () => {
    const op = {entry: 'a', rate: '10/s', target: {availability: '99%', p99: '2s'}};
    const services = {
      a: {latency: '10ms', calls: [{to: 'b', timeout: '1s'}]},
      b: {latency: '2s'},
      c: {latency: '1ms'},
    };
    const one = text({services, operations: {op}});
    expect(one).toMatch(
      /available +99\.8001 %.*\n +target 99 %: met\n +beside that, 100 % of the requests are given up: a callee takes longer than its timeout/,
    );
    expect(one).toContain('target p99 2 s: missed; more than 1 % of the requests are given up, which is no answer');
    expect(one.replace(/\s+/g, ' ')).toContain(
      'Availability counts what is up: overload, and requests given up after a timeout, are told beside it.',
    );
    const few = text({services, operations: {op, p: op, q: op, fine: {entry: 'c'}}});
    expect(few).toMatch(/operation +available +given up +p99/);
    expect(few).toMatch(/^ {2}p +99\.8001 % +met +100 % +1\.01 s/m);
    expect(few).toMatch(/^ {2}fine +99\.9 % +1 ms/m);
    const narrow = text({services, operations: {op, p: op, q: op, fine: {entry: 'c'}}}, {width: 40}).replace(
      /\s+/g,
      ' ',
    );
    expect(narrow).toContain('p: 99.8001 % met, 100 % given up, p99 1.01 s missed, fails');
    expect(text({services: {c: {}}, operations: {fine: {entry: 'c'}}})).not.toContain('given up:');
  });

  it('names the slowest path as what it is, and groups only where there is more than one', () => {
    const services = {
      a: {latency: '1ms', calls: [{to: 'b'}]},
      b: {latency: '5ms', calls: [{to: 'c'}]},
      c: {latency: '2ms'},
    };
    const operations = {op: {entry: 'a'}};
    const shown = text({services, operations});
    expect(shown).toContain('the slowest path, step by step: a > b > c');
    expect(shown).toMatch(/shape +calls 2 deep$/m);
    const event = {
      brokers: {kafka: {}},
      events: {Told: {via: 'kafka', producer: 'c', consumers: {d: {}}}},
      services: {...services, d: {}},
      operations,
    };
    expect(text(event)).toMatch(/shape +calls 2 deep; 2 groups of parts that can be up without each other$/m);
  });

  it('says of a service that is full already that it is, not when a callee that hangs would fill it', () => {
    // 2,000/s x 100 ms = 200 places; with 20 of them nothing more can hang.
    const file = (concurrency: number) => ({
      services: {cache: {latency: '100ms', concurrency, calls: [{to: 'store'}]}, store: {latency: '0ms'}},
      operations: {op: {entry: 'cache', rate: '2000/s'}},
    });
    const full = text(file(20));
    expect(full).toContain('cache: full: needs 200 places and has 20, 90 % of its requests refused');
    expect(full).not.toContain('hangs, full after');
    expect(text(file(3000))).toMatch(/cache: 200 of 3,000 places\n +if store hangs, full after/);
    expect(analysisMarkdown(analyzed(file(20)), {file: undefined})).toContain(
      '| cache | 200 of 20 | 90 % | full already |',
    );
  });
});
