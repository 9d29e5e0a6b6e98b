import type {Analysis} from '../analysis/analysis.ts';
import type {BlastRadius} from '../analysis/blast-radius.ts';
import type {Coupling} from '../analysis/couplings.ts';
import type {Finding} from '../analysis/rules/rule.ts';
import {count, timeSpan} from '../figures.ts';
import {blindSpotLines} from './blind-spot-lines.ts';
import {answerTo, callsText, downtimeOf, waitOf} from './coupling-words.ts';
import {findingsByRule} from './findings-by-rule.ts';
import {callName, costliest, headline, missed} from './headline-markdown.ts';
import {analysisJson} from './json.ts';
import {literal, markdown, table} from './markdown.ts';
import {firstFew, leftOut, operationMarkdown} from './operation-markdown.ts';

export interface AnalysisMarkdownOptions {
  /** The file as the user named it, for places in it and the next command; undefined: neither is told. */
  readonly file: string | undefined;
  /** The analysis of the file's own day, where `analysis` is that of another. */
  readonly before?: Analysis | undefined;
  /** Only this operation. */
  readonly operation?: string | undefined;
  /** How many of each kind of thing to list, 10 by default; the number left out is told. */
  readonly top?: number | undefined;
}

/** The analysis as a page for a pull request or a wiki, in GitHub-flavoured Markdown. */
export function analysisMarkdown(analysis: Analysis, options: AnalysisMarkdownOptions): string {
  const {file, before, operation, top = 10} = options;
  const {topology, operations, couplings, findings, blastRadius} = analysisJson(analysis, {operation});
  const {name, services, events} = topology;
  const plural = (n: number, one: string) => `${count(n)} ${one}${n === 1 ? '' : 's'}`;
  // What misses a target is shown before the list is cut.
  const shown = Object.entries(operations).sort(([, a], [, b]) => missed(b).length - missed(a).length);
  return markdown([
    `# ${literal(name)}`,
    ...headline({...analysis, operations, couplings, findings}, file),
    `${plural(services, 'service')}, ${callsText(topology)}, ${plural(events, 'event')}.`,
    ...shown
      .slice(0, top)
      .flatMap(([key, o]) =>
        operationMarkdown(key, o, {before: beforeOf(before, key), isBadDay: analysis.down.length > 0, top}),
      ),
    shown.length > top ? leftOut(top, shown.length, 'operations', 'those that miss a target first') : '',
    ...section('What each call couples', couplingTable(analysis, couplings, top)),
    ...section(`Findings (${count(findings.length)})`, findingList(findings, file, top)),
    ...section('What an outage takes with it', blastTable(blastRadius, top)),
    ...section('Could not be judged', list(blindSpotLines(analysis.blindSpots, 4), top)),
    ...section('Open questions of the file', list(analysis.questions, top)),
    ...section('Assumed', list(analysis.assumptions, top)),
  ]);
}

function beforeOf(before: Analysis | undefined, operation: string) {
  return before && Object.hasOwn(before.operations, operation) ? before.operations[operation] : undefined;
}

/** A heading over blocks; nothing where there are none. */
function section(title: string, blocks: readonly string[]): string[] {
  return blocks.length === 0 ? [] : [`## ${title}`, ...blocks];
}

function list(items: readonly string[], top: number): string[] {
  if (items.length === 0) return [];
  const more = items.length > top ? [`- and ${count(items.length - top)} more`] : [];
  return [[...items.slice(0, top).map((item) => `- ${literal(item)}`), ...more].join('\n')];
}

function couplingTable({down}: Analysis, couplings: readonly Coupling[], top: number): string[] {
  if (couplings.length === 0) return [];
  // A year of a day on which something is down says nothing.
  const isBadDay = down.length > 0;
  const rows = costliest(couplings)
    .slice(0, top)
    .map((c) => [
      literal(callName(c)),
      ...(isBadDay ? [] : [downtimeOf(c)]),
      waitOf(c),
      c.temporal.level,
      c.availability.level,
      c.behavioral.level,
      literal(`${c.question} ${answerTo(c)}`),
    ]);
  const head = [
    'call',
    ...(isBadDay ? [] : ['costs a year']),
    'caller waits',
    'temporal',
    'availability',
    'behavioral',
    'the question',
  ];
  const cut = couplings.length > top ? [leftOut(top, couplings.length, 'calls', 'the costliest first')] : [];
  return [table(head, rows, new Set(isBadDay ? [1] : [1, 2])), ...cut];
}

function findingList(findings: readonly Finding[], file: string | undefined, top: number): string[] {
  if (findings.length === 0) return ['None.'];
  const items = findings.slice(0, top).map(({severity, rule, line, message, advice}) => {
    const place = line === null || file === undefined ? '' : ` (${file}:${line})`;
    return `- **${severity}** ${literal(`${rule}${place}: ${message}`)}\n  - ${literal(advice)}`;
  });
  const cut = findings.length > top ? [leftOut(top, findings.length, 'findings', 'the most severe first')] : [];
  const counts = findings.length > top ? [literal(`${findingsByRule(findings)}.`)] : [];
  return [...counts, items.join('\n'), ...cut];
}

/** Outages that some operation notices, those that most operations fail with first. */
function blastTable(radius: Analysis['blastRadius'], top: number): string[] {
  const felt = Object.entries(radius)
    .map(([service, r]) => ({
      ...r,
      service,
      starves: r.starves.map((name) => `${name} after ${timeSpan(r.starvesAfterSeconds[name]! * 1000)}`),
    }))
    .filter((row) => effects.some((effect) => row[effect].length > 0))
    .sort((a, b) => b.fails.length - a.fails.length || b.starves.length - a.starves.length);
  if (felt.length === 0) return [];
  const rows = felt
    .slice(0, top)
    .map((row) => [literal(row.service), ...effects.map((effect) => literal(firstFew(row[effect])))]);
  const cut =
    felt.length > top ? [leftOut(top, felt.length, 'outages', 'those that most operations fail with first')] : [];
  return [table(['when this is down', 'fails', 'starves', 'goes on with less', 'is late'], rows), ...cut];
}

const effects = ['fails', 'starves', 'degrades', 'late'] as const satisfies readonly (keyof BlastRadius)[];
