import type {Confidence} from '../draft.ts';
import {
  clientWords,
  clouds,
  jobWords,
  type Kind,
  lastWords,
  migrators,
  plainWords,
  ports,
  schemes,
  technologies,
  tools,
  toolWords,
} from './technologies.ts';
import {wordsOf} from './variable-words.ts';

/** What something is, which product it is where that shows (`kafka`), and how sure that is. */
export interface Nature {
  readonly kind: Kind;
  readonly technology?: string | undefined;
  readonly confidence: Confidence;
  /** Where it was read; `nothing`: it is taken for a service because nothing says otherwise. */
  readonly by: 'image' | 'name' | 'port' | 'scheme' | 'variable' | 'nothing';
}

/** What a manifest says of a workload that helps to class it. */
export interface Subject {
  readonly name: string;
  readonly image?: string | undefined;
  /** Its image is built from sources of the same system. */
  readonly built?: boolean | undefined;
  /** Ports inside the container. */
  readonly ports?: readonly number[] | undefined;
}

const plain: Nature = {kind: 'service', confidence: 'sure', by: 'nothing'};
/** Last parts of image names that say nothing, so that the part before them counts: `mssql/server`. */
const vagueImages = new Set(
  'server database db express enterprise community free standalone emulator core all-in-one agent collector node cluster latest broker single-node'.split(
    ' ',
  ),
);

/** What a workload is: by its image, else by its name, else by the ports that it listens on; a service where none of them tells. */
export function kindOf({name, image, built, ports: open}: Subject): Nature {
  const byImage = natureOfImage(image);
  if (byImage !== undefined) return byImage;
  const own = image !== undefined || built === true;
  const byName = natureOfName(name, own);
  if (byName !== undefined) return byName;
  const byPort = (open ?? []).map((port) => ports.get(port)).filter((found) => found !== undefined);
  const [first] = byPort;
  // An image of one's own that opens such a port is more likely a service that imitates or wraps the product.
  if (first === undefined || open?.length !== byPort.length || own) return plain;
  return {kind: first[0], technology: first[1], confidence: 'likely', by: 'port'};
}

/** What answers at an address that only others mention: by its scheme, its name, its port and the variable that holds it. */
export function kindOfAddress(address: {
  readonly host: string;
  readonly port?: number | undefined;
  readonly scheme?: string | undefined;
  readonly variable: string;
}): Nature {
  const {host, port, scheme, variable} = address;
  const byScheme = scheme === undefined ? undefined : schemes.get(scheme);
  if (byScheme) return {kind: byScheme[0], technology: byScheme[1], confidence: 'sure', by: 'scheme'};
  const byName = natureOfName(host, false);
  if (byName !== undefined) return byName;
  const byPort = port === undefined ? undefined : ports.get(port);
  if (byPort) return {kind: byPort[0], technology: byPort[1], confidence: 'likely', by: 'port'};
  return natureOfVariable(variable) ?? plain;
}

/** What a variable's name says of the thing behind its address: `KAFKA_BOOTSTRAP_SERVERS`, `OTEL_EXPORTER_OTLP_ENDPOINT`. */
export function natureOfVariable(variable: string): Nature | undefined {
  const words = wordsOf(variable);
  if (words.some((word) => word === 'otlp' || word === 'traceloop' || word === 'dd'))
    return {kind: 'telemetry', technology: 'otel', confidence: 'likely', by: 'variable'};
  return knownWord(words, 'variable', 'likely');
}

/** What a tool of brokers and stores is: a page that shows them, a registry that keeps schemas on one, a proxy that takes messages over HTTP. */
export type Tool = 'page' | 'registry' | 'proxy';

/** Which tool it is, if it only serves what it is connected to (a page over Kafka): its connections are nobody's work. */
export function toolOf({name, image}: Subject): Tool | undefined {
  // Celery's page has a name that a shop may have too: its image counts with its owner.
  const owned = (image ?? '')
    .slice(0, 500)
    .split('@')[0]!
    .split('/')
    .slice(-2)
    .map((part) => part.split(':')[0]!);
  for (const words of [imageWords(image ?? ''), owned, wordsOf(name)]) {
    const known = withPairs(words).some((word) => tools.has(word));
    const word = words.find((one) => toolWords.has(one));
    if (!known && (word === undefined || knownWord(words, 'name', 'likely') === undefined)) continue;
    return words.includes('registry') ? 'registry' : word === 'rest' ? 'proxy' : 'page';
  }
  return undefined;
}

/** Does it set up a broker or store once and end: a store's or broker's own image under a name like `kafka-init`, or a migrator's? */
export function isSetUpJob({name, image}: Subject): boolean {
  const words = imageWords(image ?? '');
  const lasting = words.some((word) => word === 'service' || word === 'svc' || word === 'api' || word === 'worker');
  if (words.some((word) => migrators.has(word)) && !lasting) return true;
  const product = knownWord(words, 'image', 'sure');
  const job = [...words, ...wordsOf(name)].some((word) => jobWords.has(word));
  return job && !lasting && product !== undefined && product.kind !== 'telemetry';
}

/** A page over a broker (`kafka-ui`) is a service, and its own name must not make it a broker again; `jaeger-ui` is telemetry all the same. */
function natureOfImage(image: string | undefined): Nature | undefined {
  const words = imageWords(image ?? '');
  if (isExporter(words)) return {kind: 'telemetry', technology: 'exporter', confidence: 'sure', by: 'image'};
  const counted = words.filter((word, i) => i === 0 || !plainWords.has(word));
  const found = knownWord(counted, 'image', 'sure');
  const client = words.some(
    (word) => word === 'service' || (clientWords.has(word) && !(found?.kind === 'telemetry' && word === 'ui')),
  );
  return found && client ? {kind: 'service', confidence: 'sure', by: 'image'} : found;
}

function natureOfName(name: string, own: boolean): Nature | undefined {
  const cloud = clouds.find(([pattern]) => pattern.test(name.slice(-150)));
  if (cloud) return {kind: cloud[1], technology: cloud[2], confidence: 'likely', by: 'name'};
  const words = wordsOf(name.split('.')[0]!);
  if (isExporter(words)) return {kind: 'telemetry', technology: 'exporter', confidence: 'likely', by: 'name'};
  if (
    words.some((word) => clientWords.has(word)) ||
    (own && words.some((word) => word === 'service' || word === 'svc'))
  )
    return undefined;
  const known = knownWord(own ? words.filter((word) => !plainWords.has(word)) : words, 'name', 'likely');
  if (known !== undefined) return known;
  const last = words.filter((word) => !/^\d+$/.test(word)).at(-1);
  const kind = last === undefined ? undefined : lastWords.get(last);
  return kind === undefined ? undefined : {kind, confidence: 'likely', by: 'name'};
}

function knownWord(words: readonly string[], by: Nature['by'], confidence: Confidence): Nature | undefined {
  const joined = withPairs(words).flatMap((word) => [word, word.replace(/\d{1,9}$/, '')]);
  for (const [kind, known] of technologies) {
    const technology = joined.find((word) => known.has(word));
    if (technology !== undefined) return {kind, technology, confidence, by};
  }
  return undefined;
}

/** `oracledb_exporter`: it tells Prometheus of a product, and is not that product. */
function isExporter(words: readonly string[]): boolean {
  const at = words.lastIndexOf('exporter');
  return at > 0 && knownWord(words.slice(at - 1, at), 'name', 'likely') !== undefined;
}

function withPairs(words: readonly string[]): readonly string[] {
  return [...words, ...words.slice(1).map((word, i) => words[i]! + word)];
}

/** The words of an image's name without registry, tag and digest; of the part before the last too where the last says nothing. */
function imageWords(image: string): readonly string[] {
  const [path = ''] = image.slice(0, 500).split('@');
  const parts = path.split('/');
  const last = parts.at(-1)!.split(':')[0]!;
  const used = vagueImages.has(last) ? parts.slice(-2).map((part) => part.split(':')[0]!) : [last];
  return used.flatMap(wordsOf);
}
