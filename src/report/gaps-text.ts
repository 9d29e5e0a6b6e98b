import {printableLine} from '../printable.ts';
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
  const {put, heading, text} = page(options);
  const {paint} = options;
  if (gaps.length === 0) put('No gaps are recorded. Record one: eventcoach skill gaps add --criterion ID --text ...');
  for (const {title, statuses, mark} of groups) {
    const listed = gaps.filter(({status}) => statuses.some((one) => one === status));
    if (listed.length === 0) continue;
    heading(`${title}: ${listed.length}`);
    for (const gap of listed) {
      put(printableLine(gap.text), 2, mark);
      const about = [gap.id, gap.criterion ?? 'no criterion', gap.status, `from ${gap.source}`, gap.at.slice(0, 10)];
      put(paint('quiet', printableLine(about.join(', '))), 4);
      for (const {source, text: shown} of gap.evidence.slice(0, 3)) {
        put(paint('quiet', printableLine(`${source}: ${shown.replace(/\s+/g, ' ').slice(0, 300)}`)), 4, '" ');
      }
    }
  }
  return text();
}
