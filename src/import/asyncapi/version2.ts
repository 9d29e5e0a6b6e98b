import type {Application, SpecServer, Use} from './application.ts';
import {bound, boundProtocols, isCorrelated, messageAt, onlyValue} from './messages.ts';
import {serverOf} from './servers.ts';
import type {SpecFile} from './spec-files.ts';
import {originAt, rootSpot, type Spot, spotAt, spotsIn, textAt} from './spot.ts';

// Version 2 speaks to the other side: `publish` is what others may do, so the application receives it.
const actions = [
  ['publish', 'receive'],
  ['subscribe', 'send'],
] as const;

/** A document of version 2, turned to the application's own point of view. */
export function versionTwo(file: SpecFile, name: string): Application {
  const root = rootSpot(file);
  const servers = new Map(
    spotsIn(spotAt(root, 'servers')).map(([key, spot]) => [
      key,
      serverOf(spot, key, textAt(spot, 'url') ?? '', textAt(spot, 'protocol') ?? ''),
    ]),
  );
  const channels = spotsIn(spotAt(root, 'channels'));
  const uses = channels.flatMap(([address, channel]) =>
    actions.flatMap(([key, action]): Use[] => {
      const operation = spotAt(channel, key);
      return operation ? [use(operation, key, action, address, channel, servers)] : [];
    }),
  );
  const used = new Set(uses.map(({channel}) => channel));
  return {
    name,
    version: 2,
    uses,
    servers: [...servers.values()],
    idle: channels.map(([address]) => address).filter((address) => !used.has(address)),
    origin: originAt(spotAt(root, 'info', 'title') ?? root, 'info.title'),
  };
}

function use(
  operation: Spot,
  key: string,
  action: Use['action'],
  address: string,
  channel: Spot,
  servers: ReadonlyMap<string, SpecServer>,
): Use {
  const listed = spotsIn(spotAt(channel, 'servers')).flatMap(([, {value}]) =>
    typeof value === 'string' ? (servers.get(value) ?? []) : [],
  );
  const message = spotAt(operation, 'message');
  const choices = spotsIn(spotAt(message, 'oneOf')).map(([, spot]) => spot);
  const fallback = textAt(operation, 'operationId') ?? address;
  const messages = (choices.length > 0 ? choices : message ? [message] : []).map((spot) => messageAt(spot, fallback));
  return {
    action,
    address,
    channel: address,
    servers: listed.length > 0 ? listed : [...servers.values()],
    boundTo: boundProtocols(channel, operation, ...messages.map(({spot}) => spot)),
    messages,
    queue: textAt(bound(channel, 'amqp', 'is')) === 'queue' || bound(channel, 'sqs', 'queue') !== undefined,
    group: onlyValue(bound(operation, 'kafka', 'groupId')),
    reply: bound(operation, 'amqp', 'replyTo') !== undefined,
    request: undefined,
    correlated: isCorrelated(messages),
    origin: originAt(
      operation,
      `${key}: ${action === 'send' ? 'the application sends' : 'the application receives'}`,
      'likely',
    ),
  };
}
