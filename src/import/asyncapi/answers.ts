import type {Application, Use} from './application.ts';

/** Something that an application does with a channel. */
export interface Member {
  readonly application: Application;
  readonly use: Use;
}

/** The uses of one channel, over all documents. */
export interface Channel {
  readonly via: string | undefined;
  readonly members: Member[];
}

/**
 * Adds to channels of answers who is not written down there: whoever receives the request sends its answer, whoever sends
 * the request reads it. Only where no document names somebody on that side. Returns a question for each side that stays open.
 */
export function completeAnswers(channels: readonly Channel[]): string[] {
  const homes = new Map<Use, Channel>();
  for (const channel of channels) for (const {use} of channel.members) homes.set(use, channel);
  return channels.flatMap((channel) => {
    const described = [...channel.members];
    const sides = new Set(described.map(({use}) => use.action));
    const known = new Set(described.map(({application}) => application));
    const questions = new Map<string, string>();
    const joined = new Set<Channel>();
    for (const {use} of described) {
      const {request} = use;
      const missing = use.action === 'send' ? 'receive' : 'send';
      if (request === undefined || sides.has(missing)) continue;
      const home = homes.get(request);
      if (home !== undefined && joined.has(home)) continue;
      if (home !== undefined) joined.add(home);
      const added = (home?.members ?? []).filter(
        (other) => other.use.action === use.action && other.use.request === undefined && !known.has(other.application),
      );
      for (const {application} of added) channel.members.push({application, use: otherSide(use, missing)});
      const {file, line} = use.origin;
      if (added.length === 0)
        questions.set(
          missing,
          `Who ${missing === 'send' ? 'sends' : 'reads'} the answers on ${use.address ?? use.channel} to ${request.address ?? request.channel}? No document says (${file}:${line}).`,
        );
    }
    return [...questions.values()];
  });
}

function otherSide(use: Use, action: Use['action']): Use {
  const {origin} = use;
  const who = action === 'send' ? 'sent by who receives the request' : 'read by who sends the request';
  return {...use, action, group: undefined, origin: {...origin, rule: `${origin.rule}, ${who}`, confidence: 'likely'}};
}
