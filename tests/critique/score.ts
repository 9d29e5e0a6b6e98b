import type {Critique, Verdict} from '../../src/critique/critique.ts';
import type {Label, Labelled} from './labelled.ts';

export const labels: readonly Label[] = ['convert', 'keep-sync', 'split', 'needs-work', 'ask'];

export interface Scored {
  readonly id: string;
  readonly want: Label;
  readonly got: Verdict;
}
export interface Score {
  readonly cases: number;
  /** Share of all cases with the labelled verdict; an undecided one counts as wrong unless that is its label. */
  readonly accuracy: number;
  /** Share of the verdicts given (all but `ask`) that are the labelled ones; 1 where none is given. */
  readonly rightWhenGiven: number;
  /** Share of the cases whose label is a verdict that got one. */
  readonly coverage: number;
  /** Mean over the labels of F1; an undecided case is a miss of its label. */
  readonly macroF1: number;
  /** Needed answers that were called `convert` or `needs-work`. */
  readonly costly: readonly Scored[];
  readonly confusion: Readonly<Record<Label, Readonly<Record<Verdict, number>>>>;
  /** 1 where no flaw is named. */
  readonly flawPrecision: number;
  readonly flawsNamed: number;
  readonly flawRecall: number;
}

/** How well `critic` does on labelled cases. */
export function score(cases: readonly Labelled[], critic: (one: Labelled) => Critique): Score {
  const critiques = cases.map((one) => critic(one));
  const scored = cases.map(({proposal, verdict}, i) => ({id: proposal.id, want: verdict, got: critiques[i]!.verdict}));
  const given = scored.filter(({got}) => got !== 'ask');
  const right = scored.filter(({want, got}) => want === got);
  const decidable = scored.filter(({want}) => want !== 'ask');
  const present = labels.filter((label) => scored.some(({want}) => want === label));
  const named = critiques.flatMap(({flaws}, i) => flaws.map(({type}) => cases[i]!.flaws.includes(type)));
  const hits = named.filter(Boolean).length;
  const wanted = cases.reduce((sum, {flaws}) => sum + flaws.length, 0);
  return {
    cases: cases.length,
    accuracy: right.length / cases.length,
    rightWhenGiven: ratio(given.filter(({want, got}) => want === got).length, given.length),
    coverage: ratio(decidable.filter(({got}) => got !== 'ask').length, decidable.length),
    macroF1: present.reduce((sum, label) => sum + f1(scored, label), 0) / present.length,
    costly: scored.filter(
      ({want, got}) => (want === 'keep-sync' || want === 'split') && (got === 'convert' || got === 'needs-work'),
    ),
    confusion: Object.fromEntries(labels.map((want) => [want, row(scored, want)])) as Score['confusion'],
    flawPrecision: ratio(hits, named.length),
    flawsNamed: named.length,
    flawRecall: ratio(hits, wanted),
  };
}

function f1(scored: readonly Scored[], label: Label): number {
  const both = scored.filter(({want, got}) => want === label && got === label).length;
  const either = scored.filter(({want}) => want === label).length + scored.filter(({got}) => got === label).length;
  return ratio(2 * both, either);
}

function row(scored: readonly Scored[], label: Label): Record<Verdict, number> {
  const counts = {convert: 0, 'keep-sync': 0, split: 0, 'needs-work': 0, ask: 0};
  for (const {want, got} of scored) if (want === label) counts[got] += 1;
  return counts;
}

const ratio = (part: number, whole: number) => (whole === 0 ? 1 : part / whole);

/** The score as a table for the terminal. */
export function scoreText(title: string, s: Score): string {
  const columns: readonly Verdict[] = labels;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const table = [
    ['labelled \\ given', ...columns],
    ...labels
      .filter((label) => Object.values(s.confusion[label]).some((n) => n > 0))
      .map((label) => [label, ...columns.map((verdict) => String(s.confusion[label][verdict]))]),
  ];
  return [
    `${title} (${s.cases} cases)`,
    `  accuracy ${percent(s.accuracy)}, macro-F1 ${s.macroF1.toFixed(3)}, coverage ${percent(s.coverage)}, right when given ${percent(s.rightWhenGiven)}`,
    `  flaws: ${s.flawsNamed} named, precision ${s.flawsNamed === 0 ? 'none' : percent(s.flawPrecision)}, recall ${percent(s.flawRecall)}`,
    `  costly errors: ${s.costly.length}${s.costly.map(({id, want, got}) => ` ${id} (${want} called ${got})`).join(',')}`,
    ...table.map((cells) => `  ${cells.map((cell, i) => (i === 0 ? cell.padEnd(17) : cell.padStart(11))).join('')}`),
    '',
  ].join('\n');
}
