import {printableLine} from '../printable.ts';
import {page, type TextOptions} from './page.ts';

/** That a skill was changed: the path by which it is `shown`, its new version, what a check `says` of it, and the ids of recorded gaps that are still not closed. */
export function improvedText(
  {
    shown,
    to,
    says,
    still,
  }: {readonly shown: string; readonly to: string; readonly says: string; readonly still: readonly string[]},
  options: TextOptions,
): string {
  const {put, gap, text} = page(options);
  gap();
  put(printableLine(`${shown} is now version ${to}.`));
  put(says);
  if (still.length > 0) {
    const count = `${still.length} recorded ${still.length === 1 ? 'gap is' : 'gaps are'} open`;
    put(
      printableLine(
        `${count}: ${still.slice(0, 10).join(', ')}${still.length > 10 ? ', ...' : ''}. See: eventcoach skill gaps`,
      ),
    );
  }
  put('To take this back: eventcoach skill revert');
  return text();
}

/** That the skill is as it was; `noted`: so many recorded gaps were open and now count as drafted. `isAsked`: the user has said no. */
export function unwrittenText(
  {noted, isAsked}: {readonly noted: number; readonly isAsked: boolean},
  options: TextOptions,
): string {
  const {put, gap, text} = page(options);
  gap();
  put('Nothing was written.');
  if (noted > 0) put(`In the list of recorded gaps, ${noted} ${noted === 1 ? 'goes' : 'go'} from open to drafted.`);
  if (!isAsked) put('To put passages in: eventcoach skill improve --apply');
  return text();
}
