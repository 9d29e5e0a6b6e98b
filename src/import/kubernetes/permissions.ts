import {at, list, mapping, word, words} from '../manifest/fields.ts';
import {placeOf, type Resource} from './resources.ts';
import type {PodSelection} from './selection.ts';
import type {Workload} from './workloads.ts';

const policyKinds = new Set(['AuthorizationPolicy', 'NetworkPolicy', 'CiliumNetworkPolicy', 'ServerAuthorization']);
/** More questions than this nobody answers. */
const most = 50;

/** Who may call whom, as policies say it, in words. */
export interface Permissions {
  readonly questions: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Policies that let one service reach another. What is allowed need not be called, so no call is made of it: where the rest of
 * the manifests shows no such call (`calls`), it is asked.
 */
export function permissionsOf(
  resources: readonly Resource[],
  workloads: readonly Workload[],
  select: PodSelection,
  service: (workload: Workload) => string | undefined,
  calls: (from: string, to: string) => boolean,
): Permissions {
  const policies = resources.filter(({kind}) => policyKinds.has(kind));
  if (policies.length === 0) return {questions: [], notes: []};
  const accounts = byAccount(workloads);
  const questions = new Map<string, string>();
  for (const policy of policies) {
    const targets = servicesOf(targetsOf(policy, select), service);
    const sources = servicesOf([...accountSources(policy, accounts), ...podSources(policy, select)], service);
    for (const to of targets)
      for (const from of sources) {
        if (questions.size >= most) break;
        if (from !== to && !calls(from, to))
          questions.set(
            JSON.stringify([from, to]),
            `${placeOf(policy)} lets ${from} reach ${to}: does it call it, and waits for the answer?`,
          );
      }
  }
  const notes = [
    `${policies.length === 1 ? 'One policy says' : `${policies.length} policies say`} who may call whom. What is allowed is not always done: no call was read from ${policies.length === 1 ? 'it' : 'them'}.`,
  ];
  return {questions: [...questions.values()], notes};
}

function servicesOf(workloads: readonly Workload[], service: (workload: Workload) => string | undefined): Set<string> {
  return new Set(workloads.flatMap((workload) => service(workload) ?? []));
}

function targetsOf({kind, namespace, data}: Resource, select: PodSelection): readonly Workload[] {
  const chosen = at(data, 'spec', kind === 'NetworkPolicy' ? 'podSelector' : 'selector');
  return select(namespace, words(at(chosen, 'matchLabels')));
}

function podSources({kind, namespace, data}: Resource, select: PodSelection): readonly Workload[] {
  if (kind !== 'NetworkPolicy') return [];
  return list(at(data, 'spec', 'ingress'))
    .flatMap((rule) => list(at(rule, 'from')))
    .filter((peer) => at(peer, 'namespaceSelector') === undefined)
    .flatMap((peer) => select(namespace, words(at(peer, 'podSelector', 'matchLabels'))));
}

/** The workloads of the service accounts in `cluster.local/ns/NAMESPACE/sa/ACCOUNT`. */
function accountSources({kind, data}: Resource, accounts: ReadonlyMap<string, Workload[]>): readonly Workload[] {
  if (kind !== 'AuthorizationPolicy' || (word(at(data, 'spec', 'action')) ?? 'ALLOW') !== 'ALLOW') return [];
  return list(at(data, 'spec', 'rules'))
    .flatMap((rule) => list(at(rule, 'from')))
    .flatMap((from) => list(at(from, 'source', 'principals')))
    .flatMap((principal) => {
      const account = /(?:^|\/)sa\/([^/]{1,253})$/.exec(word(principal) ?? '')?.[1];
      const users = account === undefined ? undefined : accounts.get(account);
      // An account that everybody uses tells nobody apart.
      return users && users.length <= 3 ? users : [];
    });
}

function byAccount(workloads: readonly Workload[]): Map<string, Workload[]> {
  const found = new Map<string, Workload[]>();
  for (const workload of workloads) {
    const pod = mapping(workload.pod);
    const account = word(at(pod, 'serviceAccountName')) ?? word(at(pod, 'serviceAccount'));
    if (account === undefined || account === 'default') continue;
    const known = found.get(account);
    if (known) known.push(workload);
    else found.set(account, [workload]);
  }
  return found;
}
