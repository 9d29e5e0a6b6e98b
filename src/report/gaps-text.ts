import {printableLine} from '../printable.ts';
import {putEvidence} from './gap-evidence.ts';
import {page, type TextOptions} from './page.ts';

/** What a list of gaps shows of each. */
interface ListedGap {
  readonly id: string;
  readonly criterion: string | null;
  readonly text: string;
  readonly source: string;
  readonly status: 'open' | 'drafted' | 'merged' | 'rejected';
  readonly at: string;
  readonly evidence: readonly {readonly source: string; readonly text: string}[];
}

const groups = [
  {title: 'Open', statuses: ['open', 'drafted'], mark: '✗ '},
  {title: 'Closed', statuses: ['merged', 'rejected'], mark: '- '},
] as const;

/** The gaps of a skill for a terminal: the open ones first, each with its id, criterion, source and evidence. */
export function gapsText(gaps: readonly ListedGap[], options: TextOptions): string {
  const {put, heading, command, text} = page(options);
  const {paint} = options;
  if (gaps.length === 0) {
    put('No gaps are recorded.');
    put('Record one:');
    command('eventcoach skill gaps add --criterion ID --text "what is missing"');
  }
  for (const {title, statuses, mark} of groups) {
    const listed = gaps.filter(({status}) => statuses.some((one) => one === status));
    if (listed.length === 0) continue;
    heading(`${title}: ${listed.length}`);
    for (const gap of listed) {
      put(printableLine(gap.text), 2, mark);
      const about = [gap.id, gap.criterion ?? 'no criterion', gap.status, `from ${gap.source}`, gap.at.slice(0, 10)];
      put(paint('quiet', printableLine(about.join(', '))), 4);
      for (const one of gap.evidence.slice(0, 3)) putEvidence(one, {put, command}, paint);
    }
  }
  return text();
}

/** What the list of recorded gaps is, and where the other list called gaps is: who sees the one empty has to know of the other. */
export function recordedGapsNote(options: TextOptions): string {
  const {put, gap, text} = page(options);
  const recorded = 'This list holds what was recorded: by you, by exercises and by failed tests.';
  gap();
  put(options.paint('quiet', `${recorded} What the text lacks by its rubric is another: eventcoach skill check`));
  return text();
}
