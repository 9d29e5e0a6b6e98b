import type {Setting} from '../manifest/workload.ts';
import type {ServicePart} from './service-part.ts';

/** Proxies that find the services behind them by what those services say of themselves. */
const proxies: readonly {
  readonly image: RegExp;
  readonly says: (service: ServicePart) => string | undefined;
}[] = [
  {
    image: /(?:^|\/)traefik(?::|@|$)/,
    says: ({labels}) => {
      if (labels.get('traefik.enable')?.value.toLowerCase() === 'false') return undefined;
      return [...labels.keys()].find((key) =>
        /^traefik\.(?:(?:http|tcp)\.(?:routers|services)\.|frontend\.|port$|backend$)/.test(key),
      );
    },
  },
  {
    image: /(?:^|\/)nginx-proxy(?::|@|$)/,
    says: ({environment}) => ['VIRTUAL_HOST', 'VIRTUAL_PORT'].find((name) => environment.has(name)),
  },
  {
    image: /(?:^|\/)caddy-docker-proxy(?::|@|$)/,
    says: ({labels}) => [...labels.keys()].find((key) => /^caddy(?:_\d+)?\.(?:reverse_proxy|import)/.test(key)),
  },
];

/** What a proxy that reads labels or variables of others passes on, as settings of that proxy, by its service's name. */
export function proxiedBy(services: ReadonlyMap<string, ServicePart>): ReadonlyMap<string, readonly Setting[]> {
  const found = new Map<string, readonly Setting[]>();
  for (const {image, says} of proxies) {
    const [proxy] = [...services].find(([, service]) => image.test(service.image ?? '')) ?? [];
    if (proxy === undefined) continue;
    const behind = [...services].flatMap(([name, service]): Setting[] => {
      const key = name === proxy ? undefined : says(service);
      if (key === undefined) return [];
      const {file, line} = service.labels.get(key) ?? service.environment.get(key)!;
      return [{name: 'upstream host', value: name, file, line, rule: `${key} of ${name}`, confidence: 'likely'}];
    });
    if (behind.length > 0) found.set(proxy, behind);
  }
  return found;
}
