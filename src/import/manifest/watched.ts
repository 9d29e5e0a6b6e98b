import type {Nature, Tool} from './kinds.ts';
import type {Link} from './links.ts';

const sentences: Readonly<Record<Exclude<Tool, 'proxy'>, (name: string, targets: string) => string>> = {
  page: (name, targets) => `${name} watches ${targets}: that is no part of a request and left out.`,
  registry: (name, targets) => `${name} keeps its schemas on ${targets}: that is no event of the system and left out.`,
};

/** Is the link none of the work: telemetry that looks at others, a page over a broker or a store, or another tool of a broker that uses it? */
export function isWatching({from}: Link, caller: Nature, target: Nature): boolean {
  const watches = caller.kind === 'telemetry' && target.kind !== 'telemetry';
  const over = target.kind === 'broker' || (from.tool === 'page' && target.kind === 'datastore');
  return watches || (from.tool !== undefined && over);
}

/** What the reader is told, and asked, of links that are none of the work; `targetOf` names what a link leads to. */
export function watched(
  links: readonly Link[],
  targetOf: (link: Link) => string,
): {readonly notes: string[]; readonly questions: string[]} {
  const targets = new Map<string, {readonly tool: Exclude<Tool, 'proxy'>; readonly names: Set<string>}>();
  const questions = new Set<string>();
  for (const link of links) {
    const {from, setting} = link;
    if (from.tool === 'proxy') {
      const place = `${setting.file}${setting.line === undefined ? '' : `:${setting.line}`} ${setting.name}`;
      questions.add(`Who publishes or reads on ${targetOf(link)} through ${from.name}, and which topics? (${place})`);
      continue;
    }
    const known = targets.get(from.name);
    if (known) known.names.add(targetOf(link));
    else targets.set(from.name, {tool: from.tool ?? 'page', names: new Set([targetOf(link)])});
  }
  return {
    notes: [...targets].map(([name, {tool, names}]) => sentences[tool](name, [...names].join(', '))),
    questions: [...questions],
  };
}
