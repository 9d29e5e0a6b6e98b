/** A fault tree: basic events by their chance in ten-thousandths, gates that fail when `least` of their inputs do. */
export interface Tree {
  /** Chance of each event in units of 1e-4. */
  readonly events: readonly number[];
  /** In an order in which inputs come first: event i is input i, gate i is input events.length + i. The last is the root. */
  readonly gates: readonly {readonly least: number; readonly inputs: readonly number[]}[];
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A tree in the making: events and gates are named by numbers of their own until all events are known. */
function growing() {
  const events: number[] = [];
  const gates: {least: number; inputs: number[]}[] = [];
  const id = (ref: number) => (ref < 0 ? events.length + (-ref - 1) : ref);
  return {
    event: (chance: number) => events.push(chance) - 1,
    /** Below zero, so that it is no event. */
    gate: (least: number, inputs: readonly number[]) => -gates.push({least, inputs: [...new Set(inputs)]}),
    /** The tree under the last gate, down to what it looks at. */
    grown(): Tree {
      const numbered = gates.map(({least, inputs}) => ({
        least: Math.min(least, inputs.length),
        inputs: inputs.map(id),
      }));
      return {events, gates: numbered};
    },
  };
}

/** Any or all or k of n over events and earlier gates, drawn anew each time, with many shared inputs. */
export function layeredTree(seed: number, events: number, gates: number): Tree {
  const random = seeded(seed);
  const tree = growing();
  const below = Array.from({length: events}, () => tree.event(1 + Math.floor(random() * 3000)));
  // Inputs are taken from what stands near, so that the tangle is long rather than wide.
  const near = () => below[Math.max(0, below.length - 1 - Math.floor(random() * random() * below.length))]!;
  for (let g = 0; g < gates; g += 1) {
    const inputs = Array.from({length: 2 + Math.floor(random() * 3)}, near);
    const count = new Set(inputs).size;
    below.push(tree.gate([1, 1, count, count, Math.ceil(count / 2)][Math.floor(random() * 5)]!, inputs));
  }
  tree.gate(1, below.filter((ref) => ref < 0).slice(-4));
  return tree.grown();
}

/** The same tree with events that fail from 0.01 % to 1 % of the time, as most systems do. */
export function rarely(seed: number, tree: Tree): Tree {
  const random = seeded(seed);
  return {...tree, events: tree.events.map(() => Math.ceil(10 ** (2 * random())))};
}

/** A network of columns: a node works when it is up and any of its three neighbours to the left works. */
export function gridTree(columns: number, rows: number, chance: number): Tree {
  const tree = growing();
  let left = Array.from({length: rows}, () => tree.event(chance));
  for (let column = 1; column < columns; column += 1) {
    left = left.map((_, row) => {
      const neighbours = left.slice(Math.max(0, row - 1), row + 2);
      return tree.gate(1, [tree.event(chance), tree.gate(neighbours.length, neighbours)]);
    });
  }
  tree.gate(rows, left);
  return tree.grown();
}

/** Services of `count` replicas, `required` of which must be up, spread over zones that all of them share. */
export function zoneTree(services: number, zones: number, count: number, required: number): Tree {
  const tree = growing();
  const zone = Array.from({length: zones}, () => tree.event(10));
  const whole = Array.from({length: services}, (_, s) => {
    const replicas = Array.from({length: count}, (__, i) =>
      tree.gate(1, [tree.event(100 + s), zone[(s + i * (1 + (s % 2))) % zones]!]),
    );
    return tree.gate(count - required + 1, replicas);
  });
  tree.gate(1, whole);
  return tree.grown();
}

/**
 * Like the fault tree of a plant: systems of redundant trains, every train a small tree of components over support
 * systems (power, cooling) that need each other, and sequences of systems that must not fail together.
 */
export function plantTree(seed: number, systems: number, trains: number, supports: number): Tree {
  const random = seeded(seed);
  const tree = growing();
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const event = () => tree.event(Math.ceil(10 ** (3 * random())));
  const support: number[][] = [];
  for (let s = 0; s < supports; s += 1) {
    const common = event();
    const needed = s > 0 ? pick(support) : undefined;
    support.push(
      Array.from({length: trains}, (_, t) => tree.gate(1, [event(), event(), common, ...(needed ? [needed[t]!] : [])])),
    );
  }
  const component = (train: number, depth: number): number => {
    const inputs = [event(), pick(support)[train]!];
    if (depth > 0) inputs.push(component(train, depth - 1), tree.gate(2, [event(), component(train, depth - 1)]));
    return tree.gate(1, inputs);
  };
  const system = Array.from({length: systems}, () =>
    tree.gate(
      trains > 2 && random() < 0.5 ? trains - 1 : trains,
      Array.from({length: trains}, (_, train) => component(train, 2)),
    ),
  );
  tree.gate(
    1,
    system.map((one, s) => tree.gate(2, [one, system[(s + 1) % systems]!])),
  );
  return tree.grown();
}

/** The tree as a topology file: events are services, gates are services that never fail with a call to a group. */
export function fileOf({events, gates}: Tree) {
  const name = (input: number) => (input < events.length ? `e${input}` : `g${input - events.length}`);
  const services = [
    ...events.map((chance, i) => [name(i), {availability: `0.${String(10_000 - chance).padStart(4, '0')}`}] as const),
    ...gates.map(({least, inputs}, i) => {
      const required = inputs.length - least + 1;
      return [
        name(events.length + i),
        {availability: '100%', calls: [{to: {of: inputs.map(name), required}, name: 'c'}]},
      ] as const;
    }),
  ];
  return {
    services: Object.fromEntries(services),
    operations: {op: {entry: name(events.length + gates.length - 1)}},
  };
}
