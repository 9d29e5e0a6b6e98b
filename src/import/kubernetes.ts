import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import type {Artefact} from './artefact.ts';
import type {Format} from './format.ts';
import {draftOfCluster} from './kubernetes/cluster.ts';
import {refuseUnrendered} from './kubernetes/refusals.ts';
import {appliedResources, readResources} from './kubernetes/resources.ts';

/** API groups of other programs that borrowed the form. */
const others = /^(?:backstage\.io|skaffold|kind\.x-k8s\.io|config\.|compose|ctlptl)/;

/** Kubernetes manifests: YAML or JSON, one object or many, as written, as rendered or as a cluster gives them. */
export const kubernetes: Format = {
  title: 'Kubernetes',
  recognizes: ({head, name}: Artefact) => {
    if (/(?:^|[\\/])Chart\.ya?ml$/.test(name) || !/(?:^|[{,])[ \t-]*"?kind"?[ \t]*:/m.test(head)) return false;
    const versions = [...head.matchAll(/(?:^|[{,])[ \t-]*"?apiVersion"?[ \t]*:[ \t]*["']?([\w./-]{1,100})/gm)];
    return versions.some(([, version]) => !others.test(version!));
  },
  read: async (artefacts) => {
    const resources = await readResources(artefacts);
    refuseUnrendered(resources);
    const {applied, repeated} = appliedResources(resources);
    const draft = draftOfCluster(applied);
    if (draft.services.length === 0 && draft.brokers.length === 0 && draft.calls.length === 0)
      throw new UserError(
        `${printableLine(
          artefacts
            .map(({name}) => name)
            .slice(0, 3)
            .join(', '),
        )}: there is no workload and no Service in it.`,
        'Name the files with the Deployments and Services, or the folder that holds them all.',
      );
    return {...draft, notes: [...draft.notes, ...repeated]};
  },
};
