import type {Analysis} from '../analysis/analysis.ts';
import type {Baseline} from '../analysis/baseline.ts';
import {operationPart} from '../analysis/operation-part.ts';
import {listed} from '../figures.ts';
import {analysisText} from '../report/analysis-text.ts';
import type {BaselineNote} from '../report/baseline-text.ts';
import {analysisJson} from '../report/json.ts';
import {jsonPieces} from '../report/json-pieces.ts';
import type {Topology} from '../topology/topology.ts';
import type {Io} from './define-command.ts';
import {interruptible, interruptibleOn} from './interruptible.ts';
import {textOptions} from './paint.ts';
import type {State} from './state.ts';

/** What `analyze` found out, whatever it is printed as. */
export interface Answer {
  readonly own: Topology;
  /** The system as its plan would have it; undefined where it would change nothing. Worked out when it is asked for. */
  readonly planned: () => Promise<
    {readonly topology: Topology; readonly analysis: Analysis; readonly title: string} | undefined
  >;
  /** The file as the user named it; undefined: standard input. */
  readonly file: string | undefined;
  readonly today: Analysis;
  /** The day that --set and --down describe, with the analysis of the file's own day. */
  readonly day:
    | (State & {readonly set: readonly string[]; readonly silent: readonly string[]; readonly before: Analysis})
    | undefined;
  readonly top: number | undefined;
  readonly operation: string | undefined;
  readonly baseline: (BaselineNote & {readonly stale: Baseline}) | undefined;
}

/** The answer as text, or in pieces where it may be too long for one. */
type Format = (answer: Answer, io: Io) => Promise<string | Iterable<string>>;

/** What `analyze --format` may say. Each format is loaded when it is asked for. */
export const formatNames = ['text', 'json', 'markdown', 'html', 'sarif', 'mermaid'] as const;
export const formats = {
  text: async ({today, day, file, ...answer}, io) => {
    const options = {...answer, ...textOptions(io), file, top: answer.top ?? 10};
    if (day) {
      const {stateText} = await import('../report/state-text.ts');
      const state = {set: day.set, down: day.silent, outcome: day.outcome};
      return interruptible(() => stateText(day.before, today, state, options));
    }
    return interruptibleOn(answer.own, () => analysisText(today, options));
  },
  json: ({today, day, baseline, ...narrow}) => {
    const json = () => ({
      ...analysisJson(today, narrow),
      ...(baseline
        ? {
            baseline: {
              file: baseline.file,
              known: baseline.known,
              stale: baseline.stale.findings,
              staleCalls: baseline.stale.calls,
            },
          }
        : {}),
      ...(day
        ? {
            state: {set: day.set, down: day.silent, outcome: day.outcome ?? null},
            before: analysisJson(day.before, narrow),
          }
        : {}),
    });
    return interruptibleOn(narrow.own, () => jsonPieces(json()));
  },
  markdown: async ({today, day, file, top, operation}) => {
    const {analysisMarkdown} = await import('../report/analysis-markdown.ts');
    const options = {
      file,
      ...(day ? {before: day.before} : {}),
      ...(top === undefined ? {} : {top}),
      ...(operation === undefined ? {} : {operation}),
    };
    return interruptible(() => analysisMarkdown(today, options));
  },
  html: async ({own, planned, today, day, file, operation}) => {
    const {html} = await import('../report/html/html.ts');
    if (!day) {
      const then = await planned();
      return interruptible(() => {
        const after = then && {...drawn(then.topology, then.analysis, operation), title: then.title};
        return html({file, today: drawn(own, today, operation), after});
      });
    }
    return interruptible(() => {
      const after = {...drawn(day.topology, today, operation), title: dayTitle(day)};
      return html({file, today: drawn(own, day.before, operation), after});
    });
  },
  sarif: async ({today, file, ...narrow}) => {
    const [{sarif}, {version}] = await Promise.all([import('../report/sarif.ts'), import('../version.ts')]);
    return interruptible(() => sarif(analysisJson(today, narrow), {file, version}));
  },
  mermaid: async ({own, today, day, operation}) => {
    const {mermaid} = await import('../report/mermaid.ts');
    return interruptible(() => {
      const side = drawn(day?.topology ?? own, today, operation);
      return mermaid(side.topology, side.analysis);
    });
  },
} satisfies Readonly<Record<(typeof formatNames)[number], Format>>;

/** A topology and its analysis, or the part of both that one operation comes to. */
function drawn(topology: Topology, whole: Analysis, operation: string | undefined) {
  if (operation === undefined) return {topology, analysis: whole};
  const analysis = analysisJson(whole, {operation});
  return {topology: operationPart(topology, operation, analysis.couplings), analysis};
}

function dayTitle({set, silent}: NonNullable<Answer['day']>): string {
  const hang = silent.length === 0 ? [] : [`${listed(silent)} ${silent.length === 1 ? 'does' : 'do'} not answer`];
  return [...set, ...hang].join('; ');
}
