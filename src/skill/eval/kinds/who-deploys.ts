import type {Kind} from '../case.ts';
import {analysed} from './analysed.ts';
import {serviceNames} from './names.ts';
import {table} from './words.ts';

const data = ['sourceIp', 'locale', 'channelId', 'taxRegion', 'deviceType', 'campaign', 'branchCode'];
const known = ['id', 'at', 'total', 'customer', 'status'];

/** Who has to be changed and deployed when a service wants to know more than before. */
export const whoDeploys: Kind = {
  criterion: 'behavioral-coupling',
  about: /behaviou?ral|interface|\bdeploy|required fields?|mandatory|knows? (?:the )?path|schema and its meaning/i,
  draft: (random) => {
    const [keeper, ...others] = serviceNames(random, random.whole(6, 8)) as [string, ...string[]];
    const field = random.pick(data);
    const callers = others.slice(0, random.whole(1, 3));
    const rest = others.slice(callers.length);
    const [stranger, outer, producer, reader] = rest as [string, string, string, string?];
    const carries = random.chance(0.5);
    const payload = random.some([...known, ...(carries ? [] : data.filter((one) => one !== field))], 4);
    const fields = carries ? [...payload.slice(0, 3), field] : payload;
    const strict = {contract: {fields: ['id']}, needsResult: true};
    const {analysis, topology} = analysed({
      services: {
        ...Object.fromEntries(callers.map((name) => [name, {calls: [{to: `${keeper}/store`, ...strict}]}])),
        [stranger]: {calls: [{to: `${keeper}/find`, ...strict}]},
        [outer]: {calls: [{to: callers[0], ...strict}]},
        [producer]: {},
        ...(reader === undefined ? {} : {[reader]: {}}),
        [keeper]: {endpoints: {store: {}, find: {}}},
      },
      brokers: {log: {}},
      events: {
        Happened: {
          producer,
          via: 'log',
          payload: Object.fromEntries(fields.map((one) => [one, 'string'])),
          consumers: {[`${keeper}/store`]: {}, ...(reader === undefined ? {} : {[reader]: {}})},
        },
      },
      operations: {it: {entry: outer}},
    });
    const tied = analysis.couplings
      .filter(({to, toEndpoint, behavioral}) => to === keeper && toEndpoint === 'store' && behavioral.level === 'tight')
      .map(({from}) => from);
    const told = [...topology.events.values()].filter(({payload: has}) => has?.has(field) !== true);
    const behind = told.flatMap(({producers}) => producers.map((node) => topology.nodes[node]!.service));
    const right = [...tied, ...behind];
    const asked = others.slice(0, callers.length + (reader === undefined ? 3 : 4));
    const slip = (name: string, list: readonly string[]) => ({name, answer: {alsoDeployed: list}});
    const rows = [
      ...callers.map((name) => [name, `sends POST /records to ${keeper}, with ${random.some(known, 3).join(', ')}`]),
      [stranger, `sends GET /records/ID to ${keeper}`],
      [outer, `calls ${callers[0]}`],
      [
        producer,
        `publishes an event with exactly ${fields.join(', ')}; ${[keeper, ...(reader === undefined ? [] : [reader])].join(' and ')} read${reader === undefined ? 's' : ''} it`,
      ],
      ...(reader === undefined ? [] : [[reader, 'reads that event']]),
    ];
    return {
      names: [keeper, ...asked],
      prompt: [
        table(
          ['service', 'what it does'],
          rows.toSorted((a, b) => (a[0]! < b[0]! ? -1 : 1)),
        ),
        `Each service has the data that it would need to send, and skips fields that it does not use. From next month on, ${keeper} has to store \`${field}\` with every record, whether it comes by POST /records or by the event, and refuses POST /records without it. Besides ${keeper} itself: which services have to be changed and deployed for that?`,
      ].join('\n\n'),
      measures: {alsoDeployed: {kind: 'set', right, among: asked.toSorted()}},
      slips: [
        slip('events free everybody', tied),
        slip('the producer always', [...new Set([...right, producer])]),
        slip('every caller', [...new Set([...right, stranger])]),
        slip('callers of callers', [...new Set([...right, outer])]),
        slip('nobody', []),
        slip('the other reader', reader === undefined ? right : [...right, reader]),
      ],
    };
  },
};
