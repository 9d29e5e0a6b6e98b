// Figures for people, never a test: how long starting takes, as ratios to `node -e 0` in the same run, how fast the app
// answers keys with 1,000 services open, what a streaming critique costs, how analysis grows with the size of a system and with
// its tangles, and how fast a million spans are imported.
// node tests/bench/bench.ts [RUNS] [PART...]; --help lists the parts.
import {wrapAnsi} from 'fast-wrap-ansi';
import {type KeyTimes, keyTimes} from './app-keys.ts';
import {usage, wished} from './arguments.ts';
import {importRows, withoutChdb} from './import-bench.ts';
import {type Part, parts} from './parts.ts';
import {sizeRows} from './sizes.ts';
import {type Started, startUps} from './start-up.ts';
import {streamCost} from './streaming.ts';
import {median, ms, quantile, table} from './table.ts';
import {tangledRows} from './tangled.ts';

const wish = wished(process.argv.slice(2));
if (wish === 'help') {
  console.log(usage);
  process.exit(0);
}
if ('wrong' in wish) {
  console.error(`${wish.wrong}\n${wish.next}`);
  process.exit(2);
}
const {runs} = wish;
/** A round presses some fifty keys and waits for all figures. */
const rounds = Math.ceil(runs / 2);
const services = 1000;
const mostKeyMs = 50;
const streamSeconds = 8;
const spans = 1_000_000;
/** Each reads some 700 MB twice. */
const imports = Math.min(3, runs);

const tables = {
  start: async (starts: readonly Started[]) => {
    const bare = median(starts[0]!.samples.map((sample) => sample.ms));
    const rows = starts.map(({name, budget, samples}) => {
      const all = samples.map((sample) => sample.ms);
      const peaks = samples.flatMap(({peakMb}) => peakMb ?? []);
      return [
        name,
        ms(median(all)),
        ms(Math.min(...all)),
        ms(Math.max(...all)),
        (median(all) / bare).toFixed(2),
        budget === undefined ? '' : budget.toFixed(1),
        peaks.length > 0 ? ms(median(peaks)) : '',
      ];
    });
    return table([`starting, ${runs} interleaved runs`, 'median', 'min', 'max', 'x bare', 'budget', 'peak MB'], rows);
  },
  keys: async (starts: readonly Started[]) => {
    const bare = median(starts[0]!.samples.map((sample) => sample.ms));
    const row = ({name, times}: KeyTimes) => {
      const [first, shown, quiet] = [
        times.map(({firstMs}) => firstMs),
        times.map(({shownMs}) => shownMs),
        times.flatMap(({quietMs}) => quietMs ?? []),
      ];
      return [
        name,
        ms(median(first)),
        ms(median(shown)),
        ms(quantile(shown, 0.95)),
        ms(Math.max(...shown)),
        (median(shown) / bare).toFixed(2),
        `${mostKeyMs} ms`,
        quiet.length > 0 ? ms(median(quiet)) : '',
      ];
    };
    const heading = [
      `keys, ${services} services, ${rounds} times each`,
      'first byte',
      'answer',
      '95 %',
      'max',
      'x bare',
      'budget',
      'all there',
    ];
    return table(heading, (await keyTimes(services, rounds)).map(row));
  },
  stream: async () => {
    const {words, seconds, cores, bytes, erasedLines, erasedBelow, clears} = await streamCost(streamSeconds);
    const row = [
      `${words} words in ${seconds.toFixed(1)} s`,
      cores === undefined ? 'not told by this system' : `${cores.toFixed(2)} of a core`,
      '0.50',
      `${bytes}`,
      (bytes / words).toFixed(1),
      `${erasedLines}`,
      `${erasedBelow}`,
      `${clears}`,
    ];
    return table(['streaming a critique', 'CPU', 'budget', 'bytes', 'a word', 'CSI K', 'CSI J', 'clears'], [row]);
  },
  sizes: async () => {
    const {rows, growth} = await sizeRows(1);
    const sized = rows.map(({what, services, calls, format, seconds, peakMb, outputMb}) => [
      what,
      services.toLocaleString('en'),
      calls.toLocaleString('en'),
      format,
      seconds.toFixed(2),
      peakMb === undefined ? '' : ms(peakMb),
      outputMb.toFixed(1),
    ]);
    const grown = growth.map(({what, format, exponent}) => [what, format, exponent.toFixed(2)]);
    const head = ['analyze, whole processes', 'services', 'calls', 'as', 'seconds', 'peak MB', 'output MB'];
    return `${table(head, sized)}\n\n${table(['seconds grow as services to the power of', 'as', 'exponent'], grown)}`;
  },
  tangled: async () => {
    const rows = tangledRows().map(({family, events, gates, seconds, unavailability, apart, megabytes}) => [
      family,
      `${events}`,
      `${gates}`,
      seconds.toFixed(2),
      unavailability.toExponential(3),
      apart === null ? 'exact' : `bounds ${(100 * apart).toFixed(1)} % apart`,
      ms(megabytes),
    ]);
    return table(['availability of tangled systems', 'events', 'gates', 'seconds', 'fails', 'exact?', 'MB'], rows);
  },
  import: async () => {
    const rows = importRows(spans, imports).map(
      ({what, seconds, cpuSeconds, spansPerSecond, ratio, budget, peakMb}) => [
        what,
        seconds.toFixed(2),
        cpuSeconds.toFixed(2),
        Math.round(spansPerSecond).toLocaleString('en'),
        ratio.toFixed(2),
        budget?.toFixed(1) ?? '',
        ms(peakMb),
      ],
    );
    const head = [`traces, ${imports} runs`, 'seconds', 'CPU s', 'spans a second', 'x parsing', 'budget', 'peak MB'];
    return [table(head, rows), ...(withoutChdb === undefined ? [] : [withoutChdb])].join('\n');
  },
} as const satisfies Readonly<Record<Part, (starts: readonly Started[]) => string | Promise<string>>>;

console.log(`Node ${process.versions.node}; times in ms, as medians where nothing else is said\n`);
// Every ratio needs the time of `node -e 0`.
const starts = await startUps(wish.parts.includes('start') ? runs : Math.min(3, runs));
for (const part of wish.parts) console.log(`${await tables[part](starts)}\n${wrapAnsi(parts[part].legend, 100)}\n`);
process.exit(0);
