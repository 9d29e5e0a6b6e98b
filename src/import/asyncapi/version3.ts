import type {Application, SpecMessage, SpecServer, Use} from './application.ts';
import {bound, boundProtocols, isCorrelated, messageAt, onlyValue} from './messages.ts';
import {serverOf} from './servers.ts';
import type {SpecFile} from './spec-files.ts';
import {keyOf, originAt, rootSpot, type Spot, spotAt, spotsIn, textAt} from './spot.ts';

/** A document of version 3: `send` and `receive` say what the application itself does. */
export function versionThree(file: SpecFile, name: string): Application {
  const root = rootSpot(file);
  const servers = new Map(
    spotsIn(spotAt(root, 'servers')).map(([key, spot]) => [
      spotId(spot),
      serverOf(spot, key, textAt(spot, 'host') ?? '', textAt(spot, 'protocol') ?? ''),
    ]),
  );
  const used = new Set<string>();
  const uses = spotsIn(spotAt(root, 'operations')).flatMap(([key, operation]): Use[] => {
    const action = textAt(operation, 'action');
    const channel = spotAt(operation, 'channel');
    if ((action !== 'send' && action !== 'receive') || !channel) return [];
    used.add(spotId(channel));
    const reply = spotAt(operation, 'reply');
    const request: Use = {
      ...use(operation, key, action, channel, spotsIn(spotAt(operation, 'messages')), servers),
      reply: reply !== undefined,
    };
    const answers = spotAt(reply, 'channel');
    if (answers) used.add(spotId(answers));
    return [
      request,
      // Whoever receives the request sends the answer, and the other way round.
      ...(answers
        ? [
            {
              ...use(
                operation,
                `${key} reply`,
                action === 'send' ? ('receive' as const) : ('send' as const),
                answers,
                spotsIn(spotAt(reply, 'messages')),
                servers,
              ),
              request,
            },
          ]
        : []),
    ];
  });
  const channels = spotsIn(spotAt(root, 'channels'));
  return {
    name,
    version: 3,
    uses,
    servers: [...servers.values()],
    idle: channels.filter(([, spot]) => !used.has(spotId(spot))).map(([key, spot]) => textAt(spot, 'address') ?? key),
    origin: originAt(spotAt(root, 'info', 'title') ?? root, 'info.title'),
  };
}

function use(
  operation: Spot,
  key: string,
  action: Use['action'],
  channel: Spot,
  chosen: readonly (readonly [string, Spot])[],
  servers: ReadonlyMap<string, SpecServer>,
): Use {
  const listed = spotsIn(spotAt(channel, 'servers'));
  // Without a list, a channel is on every server of the document.
  const on = listed.length > 0 ? listed.flatMap(([, spot]) => servers.get(spotId(spot)) ?? []) : [...servers.values()];
  const messages: SpecMessage[] = (chosen.length > 0 ? chosen : spotsIn(spotAt(channel, 'messages'))).map(
    ([name, spot]) => messageAt(spot, /^\d+$/.test(name) ? key : name),
  );
  const queue = textAt(bound(channel, 'amqp', 'is')) === 'queue' || bound(channel, 'sqs', 'queue') !== undefined;
  return {
    action,
    address: textAt(channel, 'address'),
    channel: keyOf(channel),
    servers: on,
    boundTo: boundProtocols(channel, operation, ...messages.map(({spot}) => spot)),
    messages,
    queue,
    group: onlyValue(bound(operation, 'kafka', 'groupId')),
    reply: bound(operation, 'amqp', 'replyTo') !== undefined,
    request: undefined,
    correlated: isCorrelated(messages),
    origin: originAt(operation, `operation ${key}: ${action}`),
  };
}

/** One thing has one id, whatever reference leads to it. */
function spotId({file, path}: Spot): string {
  return JSON.stringify([file.name, path]);
}
