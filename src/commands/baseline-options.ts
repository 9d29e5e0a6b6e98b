import type {Analysis} from '../analysis/analysis.ts';
import {type AgainstBaseline, type Baseline, baselineOf} from '../analysis/baseline.ts';
import {subjectText} from '../analysis/rules/subject.ts';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import type {Answer} from './analysis-formats.ts';
import type {Io} from './define-command.ts';

/** The baseline of `--baseline`. The place for that of `--write-baseline` is checked too, before anything is computed. */
export async function baselineFor(
  io: Io,
  topology: string | undefined,
  file: string | undefined,
  written: string | undefined,
): Promise<Baseline | undefined> {
  if (file === undefined && written === undefined) return undefined;
  if (file === '-' && topology === '-')
    throw new UserError('Standard input cannot be both topology and baseline.', 'Name a file for one of them.');
  const {checkPlaceOfBaseline, loadBaseline} = await import('./baseline-file.ts');
  if (written !== undefined) await checkPlaceOfBaseline(io, written);
  return file === undefined ? undefined : loadBaseline(io, file);
}

/** What the baseline in `file` left out of a report, of `operation` alone where one is named, and what of it is stale. */
export function baselineNote(
  file: string,
  {known, stale}: AgainstBaseline,
  operation: string | undefined,
): NonNullable<Answer['baseline']> {
  return {
    file,
    known: known.filter(({operations}) => operation === undefined || operations.includes(operation)).length,
    gone: [
      ...stale.findings.map(({rule, subject}) => `${rule} ${subjectText(subject)}`),
      ...stale.calls.map((call) => `the call ${subjectText(call)}`),
    ],
    stale,
  };
}

/**
 * Writes what was found as a baseline, unless `refused` says what `--fail-on` has just refused: a run that fails must not
 * make the next one pass.
 */
export async function writeBaseline(
  io: Io,
  file: string | undefined,
  found: Analysis,
  refused: string | undefined,
): Promise<void> {
  if (file === undefined) return;
  const shown = printableLine(file);
  if (refused !== undefined) {
    io.stderr.write(`${shown} is not written: --fail-on refuses ${refused}. Without --fail-on it is taken in.\n`);
    return;
  }
  const baseline = baselineOf(found);
  const {saveBaseline} = await import('./baseline-file.ts');
  await saveBaseline(io, file, baseline);
  const some = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`;
  const kept = `${some(baseline.findings.length, 'finding')} and ${some(baseline.calls.length, 'synchronous call')}`;
  io.stderr.write(`${shown}: ${kept} kept.\n`);
}
