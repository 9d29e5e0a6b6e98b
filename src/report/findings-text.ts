import type {Finding} from '../analysis/rules/rule.ts';
import {count} from '../figures.ts';
import {printableLine} from '../printable.ts';
import {type BaselineNote, baselineLines} from './baseline-text.ts';
import {findingsByRule} from './findings-by-rule.ts';
import type {Page, TextOptions} from './page.ts';

export interface FindingsTextOptions extends TextOptions {
  /** How many of each kind of thing to list; the number left out is told. */
  readonly top: number;
  /** The file as the user named it, for places in it and the next command; undefined: neither is told. */
  readonly file: string | undefined;
  /** The baseline that the findings are not in. */
  readonly baseline?: BaselineNote | undefined;
  /** What to call them instead of findings. */
  readonly title?: string | undefined;
}

/** Puts the findings on a page, the most severe first, and what a baseline left out. */
export function findingsText(out: Page, findings: readonly Finding[], options: FindingsTextOptions): void {
  const {paint, top, file, baseline, title} = options;
  const some = title ?? (baseline ? 'New findings' : 'Findings');
  const none = baseline ? 'No new findings' : 'No findings';
  out.heading(findings.length === 0 ? none : `${some} (${count(findings.length)})`);
  if (findings.length > top) out.put(`${findingsByRule(findings)}:`, 2);
  const styles = {error: 'stop', warning: 'warning', info: 'quiet'} as const;
  for (const f of findings.slice(0, top)) {
    const place = f.line === null || file === undefined ? '' : paint('quiet', `  ${printableLine(file)}:${f.line}`);
    out.put(`${paint(styles[f.severity], f.severity)} ${f.rule}${place}`, 2);
    out.put(printableLine(f.message), 4);
    out.put(printableLine(f.advice), 4, '-> ');
  }
  if (findings.length > top)
    out.put(`(${count(top)} of ${count(findings.length)} findings; --top ${findings.length} shows all)`, 2);
  if (baseline) for (const line of baselineLines(baseline, top)) out.put(line, 2);
}
