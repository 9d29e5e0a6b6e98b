/** What the benchmark measures, by the word that asks for it: what it is, and what the columns of its table mean. */
export const parts = {
  start: {
    what: 'how long starting takes',
    legend:
      'median, min, max: milliseconds from the start of the process to its end, or to the first screen. x bare: the median as a multiple of the median of `node -e 0` in the same run; budget: the most that it may be.',
  },
  keys: {
    what: 'how fast the app answers each key, with a large system open',
    legend:
      'Milliseconds from the key to: first byte, anything at all on the terminal; answer, what the key is for (median, 95 % of the presses, the slowest); all there, nothing more comes and nothing is still being worked out (median; empty: not waited for). x bare: the median of answer as a multiple of `node -e 0`; budget: the most that answer may take.',
  },
  stream: {
    what: 'what it costs to show a critique while it streams in',
    legend:
      'CPU: processor time of the app as a share of one core; budget: the most that it may be. bytes: written to the terminal, in all and for each word. CSI K, CSI J, clears: lines erased, rests of the screen erased, whole screens erased.',
  },
  sizes: {
    what: 'how analysis grows, up to 100,000 services (minutes)',
    legend:
      'seconds, peak MB: of whole processes that analyze a file of that size. as: the format of the answer; output MB: its size. exponent: 1 is linear, 2 is four times the time for twice the services.',
  },
  tangled: {
    what: 'what tangled systems cost',
    legend:
      'events, gates: the parts that can fail, and the "and", "or" and "k of n" between them. fails: the share of requests that does. exact?: whether that is the exact figure, or how far apart its bounds are.',
  },
  import: {
    what: 'how fast a million spans are imported (minutes, 700 MB of disk)',
    legend:
      'seconds, CPU s: medians of whole imports, by the clock and by the processor. x parsing: the seconds as a multiple of reading the same file line by line with JSON.parse alone; budget: the most that it may be.',
  },
} as const satisfies Readonly<Record<string, {readonly what: string; readonly legend: string}>>;

export type Part = keyof typeof parts;
