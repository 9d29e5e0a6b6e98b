import type {FileMapping} from './file-data.ts';

/** The service that a name such as `cart` or `cart/GET /x` means, by the rule of the topology file: the longest service name before a slash. */
export function serviceOf(name: unknown, services: FileMapping): string | undefined {
  if (typeof name !== 'string') return undefined;
  if (Object.hasOwn(services, name)) return name;
  for (let slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
    const owner = name.slice(0, slash);
    if (Object.hasOwn(services, owner)) return owner;
  }
  return undefined;
}
