import type {OpenQuestion} from '../analysis/open-questions.ts';
import {count, listed, timeSpan, yearly} from '../figures.ts';
import {printableLine} from '../printable.ts';
import {page, type TextOptions} from './page.ts';

/** What an event in place of the call could save at most, in words. */
function worthText(question: OpenQuestion): string {
  const {worthMinutesPerYear: minutes, worthMs, worthMsStated} = question;
  const down = minutes > 0 ? [`at most ${yearly(minutes)} of downtime a year`] : [];
  if (worthMsStated) {
    const parts = [
      ...down,
      ...(worthMs > 0 ? [`${down.length > 0 ? '' : 'at most '}${timeSpan(worthMs)} of waiting a request`] : []),
    ];
    return `As an event it would save ${parts.length === 0 ? 'no downtime and no waiting' : listed(parts)}.`;
  }
  const rest = `how much waiting it would save is not known${worthMs > 0 ? `: the stated times come to ${timeSpan(worthMs)} a request` : ''}.`;
  return down.length > 0
    ? `As an event it would save ${down[0]}; ${rest}`
    : `As an event it would save no downtime; ${rest}`;
}

/** What an event in place of the call saves a request: "up to 300 ms", or "an unknown wait" where latencies are not stated. */
export function savedWait({worthMs, worthMsStated}: Pick<OpenQuestion, 'worthMs' | 'worthMsStated'>): string {
  if (worthMsStated || !Number.isFinite(worthMs)) return `up to ${timeSpan(worthMs)}`;
  return worthMs === 0 ? 'an unknown wait' : `${timeSpan(worthMs)} or more`;
}

/** Open questions as a list for a terminal, numbered in the given order. */
export function questionsText(questions: readonly OpenQuestion[], file: string, options: TextOptions): string {
  const {put, gap, text} = page(options);
  const {paint} = options;
  const many = questions.length === 1 ? '1 call' : `${count(questions.length)} calls`;
  put(paint('title', `${file}: ${many} of which nobody has said whether the caller needs the result`));
  for (const [i, question] of questions.entries()) {
    const mark = `${String(i + 1).padStart(String(questions.length).length)}. `;
    gap();
    put(printableLine(question.question), 0, mark);
    for (const line of about(question)) put(paint('quiet', printableLine(line)), mark.length);
    put(worthText(question), mark.length);
  }
  return text();
}

/** One open question as it is asked: which of how many, who calls whom for what, and what the answer is worth. */
export function questionText(question: OpenQuestion, at: number, total: number, options: TextOptions): string {
  const {put, heading, text} = page(options);
  heading(`${at + 1} of ${total}`);
  put(options.paint('title', printableLine(question.question)));
  // Answers move the lines of the file: the call's name tells the place.
  for (const line of about({...question, line: null})) put(printableLine(line), 2);
  put(worthText(question), 2);
  return text();
}

function about({call, line, team, purpose, request, operations}: OpenQuestion): string[] {
  const place = line === null ? call : `${call}, line ${line}`;
  return [
    team === null ? place : `${place}, team ${team}`,
    ...(purpose === null ? [] : [`What for: ${purpose}`]),
    ...(request === null ? [] : [`Request: ${request}`]),
    operations.length === 0 ? 'No operation makes this call.' : `Part of the request: ${someOf(operations)}`,
  ];
}

/** The first four names, and how many more there are. */
export function someOf(names: readonly string[]): string {
  const more = names.length > 4 ? `, and ${count(names.length - 4)} more` : '';
  return `${names.slice(0, 4).join(', ')}${more}`;
}
