import type {Nature} from './kinds.ts';
import type {Link} from './links.ts';
import type {Workload} from './workload.ts';

/**
 * The workloads that look like telemetry and are the system itself: several parts of one product (Sentry's web, worker and
 * consumers) to which nobody else sends logs, traces or metrics, and that either call services here or are all that runs
 * here besides stores and brokers. By product.
 */
export function ownProducts(
  workloads: readonly Workload[],
  links: readonly Link[],
  natures: ReadonlyMap<string, Nature>,
): ReadonlyMap<string, readonly string[]> {
  const parts = new Map<string, string[]>();
  let others = 0;
  for (const {name} of workloads) {
    const {kind, technology} = natures.get(name)!;
    if (kind === 'service') others += 1;
    if (kind !== 'telemetry' || technology === undefined) continue;
    const known = parts.get(technology);
    if (known) known.push(name);
    else parts.set(technology, [name]);
  }
  const productOf = (name: string): string | undefined => {
    const nature = natures.get(name);
    return nature?.kind === 'telemetry' ? nature.technology : undefined;
  };
  const sinks = new Set<string>();
  const callers = new Set<string>();
  for (const {from, to, dangling, nature} of links) {
    const [sender, receiver] = [productOf(from.name), productOf(to)];
    if (receiver !== undefined && receiver !== sender && nature.kind === 'telemetry') sinks.add(receiver);
    if (sender !== undefined && !dangling && natures.get(to)!.kind === 'service') callers.add(sender);
  }
  return new Map(
    [...parts].filter(
      ([product, names]) =>
        names.length > 1 && !sinks.has(product) && (callers.has(product) || (others === 0 && parts.size === 1)),
    ),
  );
}
