import type {Lag} from '../../analysis/lag.ts';
import {count, short, timeSpan} from '../../figures.ts';
import type {EventType, Topology} from '../../topology/topology.ts';
import {limited, most} from './limits.ts';
import {joined, type Markup, markup, named, nothing} from './markup.ts';
import type {Side} from './side.ts';
import {type Column, type Row, table} from './table.ts';

const columns: readonly Column[] = [
  {head: 'Event', kind: 'text'},
  {head: 'Published by', kind: 'text'},
  {head: 'Broker', kind: 'text'},
  {head: 'Read by', kind: 'text'},
  {head: 'Does the reader keep up?', kind: 'wide'},
];

/** Every event with each of its consumers; of two sides that of after, with what is new. */
export function events(today: Side, after: Side | undefined): Markup {
  const {topology, analysis} = after ?? today;
  if (topology.events.size === 0) return markup`<p>No events: every effect happens while somebody waits.</p>\n`;
  const lagOf = new Map(analysis.lag.map((lag) => [pair(lag.event, lag.consumer), lag]));
  const known = new Set([...today.topology.events.values()].flatMap(readers));
  const rows = [...topology.events.values()].flatMap((event) => {
    const consumers = event.consumers.length === 0 ? [undefined] : event.consumers.map(({label}) => label);
    return consumers.map((consumer) => {
      const isNew = after !== undefined && !known.has(pair(event.name, consumer));
      return row(
        topology,
        event,
        consumer,
        consumer === undefined ? undefined : lagOf.get(pair(event.name, consumer)),
        isNew,
      );
    });
  });
  const {shown, rest} = limited(rows, most.events, 'events and readers');
  return markup`${table('events-table', markup`Who tells whom what happened`, columns, shown)}${rest}`;
}

const pair = (event: string, consumer: string | undefined) => JSON.stringify([event, consumer]);
const readers = ({name, consumers}: EventType) =>
  consumers.length === 0 ? [pair(name, undefined)] : consumers.map(({label}) => pair(name, label));

function row(
  {nodes}: Topology,
  event: EventType,
  consumer: string | undefined,
  lag: Lag | undefined,
  isNew: boolean,
): Row {
  const producers = [...new Set(event.producers.map((index) => nodes[index]!.service))];
  const unstated = markup`<span class="open">not stated</span>`;
  const shown = joined(producers.slice(0, 6).map(named), markup`, `);
  const more = producers.length > 6 ? ` and ${count(producers.length - 6)} more` : '';
  return [
    markup`${named(event.name)}${isNew ? markup` <strong class="warning">new</strong>` : nothing}`,
    producers.length === 0 ? unstated : markup`${shown}${more}${event.outbox ? ', from an outbox' : ''}`,
    event.via === undefined ? unstated : named(event.via),
    consumer === undefined ? markup`<span class="quiet">nobody</span>` : named(consumer),
    lag ? keepsUp(lag) : nothing,
  ];
}

function keepsUp(lag: Lag): Markup {
  const {
    rate,
    capacity,
    limitedBy,
    backlogPerOutageMinute: backlog,
    catchUpSecondsPerOutageMinute: catchUp,
    lostAfterMs,
  } = lag;
  const lost = lostAfterMs === null ? '' : ` Outages longer than ${timeSpan(lostAfterMs)} lose messages.`;
  if (lag.keepsUp === null || rate === null) {
    const missing = rate === null ? 'no rate of its events is stated' : 'how many it handles at once is not stated';
    return markup`<span class="open">Not known:</span> ${missing}.${lost}`;
  }
  const limit = limitedBy === null ? markup`` : markup`, as many as ${named(limitedBy)} accepts`;
  const rates = markup`${short(rate)}/s arrive, it handles ${capacity === null ? 'any number' : `${short(capacity)}/s`}${limit}.`;
  if (!lag.keepsUp) return markup`<span class="stop">No:</span> ${rates} It gets later and later.${lost}`;
  const caught = catchUp === null ? 'it never catches up' : `it catches up in ${timeSpan(catchUp * 1000)}`;
  return markup`<span class="good">Yes:</span> ${rates} After a minute of its outage ${short(backlog ?? 0)} messages wait, and ${caught}.${lost}`;
}
