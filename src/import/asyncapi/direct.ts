import type {DraftCall} from '../draft.ts';
import type {Application, Use} from './application.ts';
import {directProtocols} from './servers.ts';

/** What goes without a broker: requests over HTTP are calls; over other connections it is not said who waits for whom. */
export interface Direct {
  readonly calls: readonly DraftCall[];
  readonly questions: readonly string[];
  readonly notes: readonly string[];
}

interface Pair {
  readonly sender: string;
  readonly receiver: string;
  readonly protocol: string;
  readonly addresses: string[];
  readonly use: Use;
}

/** Joins what goes directly, by address and host: whoever sends there reaches whoever receives there. */
export function directTraffic(applications: readonly Application[]): Direct {
  const ends = new Map<string, {readonly senders: Map<string, Use>; readonly receivers: Map<string, Use>}>();
  for (const application of applications)
    for (const use of application.uses) {
      const [protocol] = directProtocols(use);
      if (protocol === undefined || use.address === undefined) continue;
      const key = JSON.stringify([use.servers[0]?.host, use.address.replace(/\{[^{}]*\}/g, '{}')]);
      const end = ends.get(key) ?? {senders: new Map<string, Use>(), receivers: new Map<string, Use>()};
      ends.set(key, end);
      (use.action === 'send' ? end.senders : end.receivers).set(application.name, use);
    }
  const pairs = new Map<string, Pair>();
  const alone = new Map<string, string[]>();
  for (const {senders, receivers} of ends.values()) {
    const found = [...senders].flatMap(([sender, use]) =>
      [...receivers.keys()].filter((receiver) => receiver !== sender).map((receiver) => ({sender, receiver, use})),
    );
    for (const {sender, receiver, use} of found) {
      const key = JSON.stringify([sender, receiver]);
      const known = pairs.get(key);
      if (known) known.addresses.push(use.address!);
      else pairs.set(key, {sender, receiver, protocol: directProtocols(use)[0]!, addresses: [use.address!], use});
    }
    if (found.length === 0)
      for (const [name, use] of [...senders, ...receivers]) {
        const known = alone.get(name);
        if (known) known.push(use.address!);
        else alone.set(name, [use.address!]);
      }
  }
  const isMutual = ({sender, receiver}: Pair) => pairs.has(JSON.stringify([receiver, sender]));
  const isHttp = ({protocol}: Pair) => /^https?$/.test(protocol);
  const isOpen = (pair: Pair) => !isHttp(pair) && isMutual(pair);
  return {
    calls: [...pairs.values()]
      .filter((pair) => !isOpen(pair))
      .flatMap((pair) => pair.addresses.map((address) => callOf(pair, address, isHttp(pair)))),
    questions: [...pairs.values()]
      .filter((pair) => isOpen(pair) && pair.sender < pair.receiver)
      .map(
        ({sender, receiver, protocol, use}) =>
          `Which of ${sender} and ${receiver} calls the other, and does it wait? They talk both ways over ${protocol}, without a broker (${use.origin.file}:${use.origin.line}).`,
      ),
    notes: [...alone].map(
      ([name, addresses]) =>
        `${name} talks without a broker on ${addresses.length === 1 ? addresses[0] : `${addresses.length} channels`}, and no document describes the other side: left out.`,
    ),
  };
}

function callOf({sender, receiver, protocol, use}: Pair, address: string, http: boolean): DraftCall {
  return {
    from: {service: sender},
    to: {service: receiver},
    request: address,
    kind: http ? undefined : 'notify',
    origin: {...use.origin, rule: `${use.origin.rule} over ${protocol}`, confidence: http ? 'likely' : 'guess'},
  };
}
