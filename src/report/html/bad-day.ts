import type {Analysis} from '../../analysis/analysis.ts';
import type {BlastRadius} from '../../analysis/blast-radius.ts';
import {count, timeSpan} from '../../figures.ts';
import {limited, most} from './limits.ts';
import {joined, type Markup, markup, named, nothing} from './markup.ts';
import {type Column, type Row, table} from './table.ts';

const columns: readonly Column[] = [
  {head: 'When this is down', kind: 'text'},
  {head: 'these fail', kind: 'text'},
  {head: 'these starve', kind: 'text'},
  {head: 'these go on with less', kind: 'text'},
  {head: 'these are answered, effects come late', kind: 'text'},
];

/** What one outage does to the operations, the widest first; with `after` a second table of what is different then. */
export function badDay(today: Analysis, after: Analysis | undefined): Markup {
  const outages = Object.entries(today.blastRadius);
  const first = outagesTable('outages', markup`${after ? 'Today' : 'One outage at a time'}`, outages);
  if (!after) return first;
  const before = new Map(outages.map(([name, radius]) => [name, JSON.stringify(radius)]));
  const changed = Object.entries(after.blastRadius).filter(
    ([name, radius]) => before.get(name) !== JSON.stringify(radius),
  );
  return markup`${first}${outagesTable('outages-after', markup`Then: what is different`, changed)}`;
}

function outagesTable(id: string, caption: Markup, outages: readonly (readonly [string, BlastRadius])[]): Markup {
  const felt = outages
    .filter(([, radius]) => reach(radius) > 0)
    .sort(
      ([, a], [, b]) => b.fails.length - a.fails.length || b.starves.length - a.starves.length || reach(b) - reach(a),
    );
  const quiet = outages.length - felt.length;
  const unfelt =
    quiet === 0 ? nothing : markup`<p class="quiet">${count(quiet)} more outages that no operation notices.</p>\n`;
  if (felt.length === 0) return markup`<p>${caption}: no outage reaches an operation.</p>\n`;
  const {shown, rest} = limited(felt, most.outages, 'outages, widest first');
  return markup`${table(id, caption, columns, shown.map(row))}${rest}${unfelt}`;
}

const reach = ({fails, starves, degrades, late}: BlastRadius) =>
  fails.length + starves.length + degrades.length + late.length;

function row([name, radius]: readonly [string, BlastRadius]): Row {
  const after = (operation: string) =>
    markup`${named(operation)} after ${timeSpan(radius.starvesAfterSeconds[operation]! * 1000)}`;
  return [named(name), list(radius.fails), list(radius.starves, after), list(radius.degrades), list(radius.late)];
}

function list(names: readonly string[], said: (name: string) => Markup = named): Markup {
  if (names.length === 0) return markup`<span class="quiet">none</span>`;
  const more = names.length > 8 ? ` and ${count(names.length - 8)} more` : '';
  return markup`${joined(names.slice(0, 8).map(said), markup`, `)}${more}`;
}
