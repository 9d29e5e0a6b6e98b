import type {Analysis} from '../analysis/analysis.ts';
import type {BlindSpot, Finding, Severity, Subject} from '../analysis/rules/rule.ts';
import {count, listed} from '../figures.ts';
import {printableJson, printableLine} from '../printable.ts';
import {artifactUri} from './artifact-uri.ts';
import {unjudged} from './blind-spot-lines.ts';
import {ruleDescriptors} from './sarif-rules.ts';

export interface SarifOptions {
  /** The file as the user named it; undefined: standard input, which has no place that a reader could open. */
  readonly file: string | undefined;
  /** Of eventcoach. */
  readonly version: string;
}

/** GitHub refuses a run with more results. */
const mostResults = 25_000;
const levels = {error: 'error', warning: 'warning', info: 'note'} as const satisfies Record<Severity, string>;

/**
 * The findings as SARIF 2.1.0 (OASIS, errata 01), kept to what GitHub code scanning takes. Blind spots are notifications
 * of the run, for a rule that lacks its input has judged nothing: a result would show up as an alert. From standard
 * input the results have logical locations only, and a notification says that code scanning shows none of them.
 */
export function sarif({findings, blindSpots}: Analysis, {file, version}: SarifOptions): string {
  const shown = findings.slice(0, mostResults);
  const rules = ruleDescriptors(shown);
  const indexOf = new Map(rules.map(({id}, index) => [id, index]));
  const fingerprint = fingerprints();
  const notifications = [...runNotes(findings.length, file), ...blindSpotNotes(blindSpots, indexOf)];
  return `${printableJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {driver: {name: 'eventcoach', version, rules}},
        invocations: [{executionSuccessful: true, toolExecutionNotifications: notifications}],
        results: shown.map((finding) => ({
          ruleId: finding.rule,
          ruleIndex: indexOf.get(finding.rule)!,
          level: levels[finding.severity],
          message: {text: plain(`${finding.message} ${finding.advice}`)},
          locations: [location(finding, file)],
          partialFingerprints: {primaryLocationLineHash: fingerprint(finding)},
        })),
      },
    ],
  })}\n`;
}

/**
 * Text as a SARIF message shows it: braces are doubled, since single ones hold arguments (3.11.5), and no link comes of
 * brackets (3.11.6), which cannot be escaped outside of one.
 */
function plain(text: string): string {
  return printableLine(text).replace(/[{}]/g, '$&$&').replaceAll('](', '] (');
}

function location({line, subject}: Finding, file: string | undefined) {
  const [first] = Object.keys(subject) as [keyof typeof kinds];
  const physical = file === undefined ? undefined : {artifactLocation: {uri: artifactUri(file)}};
  return {
    ...(physical && {physicalLocation: {...physical, ...(line !== null && {region: {startLine: line}})}}),
    logicalLocations: [{fullyQualifiedName: qualified(subject), kind: kinds[first]}],
  };
}

const kinds = {from: 'call', service: 'service', operation: 'operation', event: 'event', broker: 'broker'} as const;

/** A subject in one text, as the command line takes it: `from:to#name` for a call. */
function qualified(subject: Subject): string {
  if ('from' in subject) return `${subject.from}:${subject.to}#${subject.name}`;
  return Object.values(subject).join(':');
}

/**
 * What a finding is known by when lines move: its rule and its subject, as FNV-1a over code points in 64 bits, and which
 * of several with both in common it is. The name of the fingerprint is the only one that GitHub reads.
 */
function fingerprints(): (finding: Finding) => string {
  const seen = new Map<string, number>();
  return ({rule, subject}) => {
    const key = JSON.stringify([rule, ...Object.entries(subject).flat()]);
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    let hash = 0xcbf29ce484222325n;
    for (const c of key) hash = BigInt.asUintN(64, (hash ^ BigInt(c.codePointAt(0)!)) * 0x100000001b3n);
    return `${hash.toString(16).padStart(16, '0')}:${nth}`;
  };
}

type Note = ReturnType<typeof note>;

function note(id: 'not-judged' | 'incomplete', level: 'note' | 'warning', text: string) {
  return {descriptor: {id}, level, message: {text: plain(text)}};
}

function runNotes(found: number, file: string | undefined): Note[] {
  return [
    ...(found > mostResults
      ? [
          note(
            'incomplete',
            'warning',
            `Only the ${count(mostResults)} most severe of ${count(found)} findings are in this report.`,
          ),
        ]
      : []),
    ...(file === undefined
      ? [
          note(
            'incomplete',
            'warning',
            'The topology came from standard input, so no finding names a file: code scanning shows only findings that do.',
          ),
        ]
      : []),
  ];
}

/** One note for each rule and missing field, with the first few subjects. */
function blindSpotNotes(spots: readonly BlindSpot[], indexOf: ReadonlyMap<string, number>) {
  const groups = Map.groupBy(spots, ({rule, field}) => JSON.stringify([rule, field]));
  return [...groups.values()].map((group) => {
    const {rule, field, because} = group[0]!;
    const subjects = [...new Set(group.map(unjudged))];
    const more = subjects.length > 4 ? [`${count(subjects.length - 4)} more`] : [];
    const whose = listed([...subjects.slice(0, 4), ...more]);
    const text =
      because === undefined ? `Not judged: no ${field} is stated for ${whose}.` : `Not judged: ${field} of ${whose}.`;
    const index = indexOf.get(rule);
    // What the figures themselves lack belongs to no rule.
    return {...note('not-judged', 'note', text), ...(index !== undefined && {associatedRule: {id: rule, index}})};
  });
}
