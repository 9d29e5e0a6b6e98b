import {short} from '../figures.ts';
import {printableLine} from '../printable.ts';
import type {GradedScenario} from '../skill/eval/scenario.ts';
import {page, type TextOptions} from './page.ts';

const said = {
  call: 'stays a call',
  event: 'becomes an event',
  split: 'is split',
  ask: 'cannot be decided, ask',
  unsaid: 'the skill does not say',
} as const;

function titleOf(passed: boolean, readable: boolean, contradicted: number): string {
  if (!readable) return 'The answer does not end with the JSON object that was asked for, so nothing of it is graded.';
  if (!passed) return 'Not everything is right.';
  return contradicted === 0 ? 'Everything is right.' : 'Everything that was asked for is right.';
}

/** An answer to the scenario beside what was computed, for a terminal. `contradicted` are figures of its prose that are wrong. */
export function skillTestText(
  {passed, readable, calls, figures}: GradedScenario,
  contradicted: readonly {readonly text: string; readonly ours: string | null}[],
  options: TextOptions,
): string {
  const {paint} = options;
  const {put, heading, text} = page(options);
  const mark = (right: boolean) => (right ? `${paint('good', '✓')} ` : `${paint('stop', '✗')} `);
  put(paint('title', titleOf(passed, readable, contradicted.length)));
  heading('Calls');
  for (const {from, to, expected, given, right} of calls) {
    const answer = given === null ? 'no answer' : said[given];
    put(printableLine(`${from} -> ${to}: ${answer}${right ? '' : `; right is: ${said[expected]}`}`), 2, mark(right));
  }
  heading('Figures');
  for (const {operation, figure, expected, given, right} of figures) {
    const unit = figure === 'milliseconds' ? 'ms' : '%';
    const digits = (value: number) => (figure === 'milliseconds' ? short(value) : value.toFixed(4));
    const answer = given === null ? 'none' : `${digits(given)} ${unit}`;
    const name = figure === 'milliseconds' ? 'usually takes' : 'available';
    put(
      printableLine(`${operation}, ${name}: ${answer}${right ? '' : `; computed: ${digits(expected)} ${unit}`}`),
      2,
      mark(right),
    );
  }
  if (contradicted.length > 0) {
    heading('Other figures in the answer that differ from ours');
    for (const {text: number, ours} of contradicted)
      put(printableLine(`${number}; computed: ${ours ?? 'something else'}`), 2, '! ');
  }
  put('');
  put(
    paint(
      'quiet',
      'One scenario, asked once: the same model may answer otherwise next time. "eventcoach skill eval" proves more.',
    ),
  );
  return text();
}
