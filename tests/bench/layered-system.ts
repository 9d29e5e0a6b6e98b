/** How a layered system is made. */
interface Layers {
  readonly size: number;
  /** Every operation enters at a service of its own in the first layer. */
  readonly operations?: number;
  /** With a broker calls can become events. */
  readonly broker?: boolean;
}

/** A topology file of `size` services in layers, five calls each to the layer below, as JSON; the same for the same numbers. */
export function layeredSystem({size, operations = 1, broker = false}: Layers): string {
  const layer = Math.ceil(Math.sqrt(size));
  const calleesOf = (i: number) => {
    const next = (Math.floor(i / layer) + 1) * layer;
    return [0, 1, 2, 3, 4]
      .map((k) => next + ((i * 7 + k * 13) % layer))
      .filter((to, k, all) => to < size && all.indexOf(to) === k);
  };
  const service = (i: number) => ({
    latency: '5ms',
    availability: '99.99%',
    concurrency: 200,
    calls: calleesOf(i).map((to) => ({to: `s${to}`, timeout: '1s'})),
  });
  return JSON.stringify({
    version: 1,
    name: `${size} services`,
    services: Object.fromEntries(Array.from({length: size}, (_, i) => [`s${i}`, service(i)])),
    ...(broker ? {brokers: {kafka: {availability: '99.99%', latency: '5ms'}}} : {}),
    operations: Object.fromEntries(
      Array.from({length: operations}, (_, i) => [i === 0 ? 'op' : `op${i}`, {entry: `s${i}`, rate: '10/s'}]),
    ),
  });
}
