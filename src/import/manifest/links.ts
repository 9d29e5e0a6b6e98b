import type {Confidence} from '../draft.ts';
import {type HostMention, hostsIn} from './hosts.ts';
import {kindOfAddress, type Nature, natureOfVariable} from './kinds.ts';
import {ports, schemes} from './technologies.ts';
import {says, saysForeignHost, saysOwnAddress, wordsOf} from './variable-words.ts';
import type {Resolve, Setting, Workload} from './workload.ts';

/** That a workload's configuration names another part of the system, or a host that no manifest describes. */
export interface Link {
  readonly from: Workload;
  /** The workload's name; for a dangling target the host. */
  readonly to: string;
  readonly dangling: boolean;
  readonly mention: HostMention;
  readonly setting: Setting;
  readonly confidence: Confidence;
  /** What the address and its variable say of the target. */
  readonly nature: Nature;
}

const order: readonly Confidence[] = ['sure', 'likely', 'guess'];
const worse = (a: Confidence, b: Confidence): Confidence => order[Math.max(order.indexOf(a), order.indexOf(b))]!;
/** Addresses of specifications, package registries and documentation: names, not places that a service calls. */
const namesOnly =
  /^(?!api\.)(?:.*\.)?(?:w3\.org|json-schema\.org|schema\.org|schemas\.[\w.]+|npmjs\.org|pypi\.org|apache\.org|xmlsoap\.org|github\.com|githubusercontent\.com|maven\.org)$/;
/** Hosts that stand for others in documentation and samples: what is really called there a person must say. */
const sampleHost = /(?:^|\.)(?:example|example\.(?:com|org|net|edu))$/;
const fileEnding =
  /\.(?:ya?ml|json|xml|conf|cfg|ini|pem|crt|key|p12|jks|properties|toml|sh|js|ts|py|jar|log|sock|html?|txt|sql|so|exe|class|xsd|csv)$/;

/** Somebody who only asks whether the other is there does not need it for the work. */
const healthPath =
  /^\/(?:[\w-]{1,40}\/)?(?:hc|health|healthz|healthcheck|liveness|readiness|livez|readyz|ping|status)\/?$/;

/**
 * Every link that the settings of `from` show, in their order. Its own names are no targets. `passedOver` is told of every
 * address that was taken for a mere name (a specification's, a package registry's).
 */
export function linksOf(from: Workload, resolve: Resolve, passedOver: (host: string) => void): Link[] {
  const besidePorts = portsOf(from.settings);
  return from.settings.flatMap((setting) =>
    hostsIn(setting.name, setting.value).flatMap((found): Link[] => {
      const mention = {...found, port: found.port ?? besidePorts.get(portName(found.variable))};
      const known = resolve(mention.host, from);
      if (known === from.name || healthPath.test(mention.path ?? '')) return [];
      if (known === undefined && mention.shape === 'address' && namesOnly.test(mention.host)) passedOver(mention.host);
      const confidence = known === undefined ? danglingConfidence(mention) : knownConfidence(mention);
      if (confidence === undefined) return [];
      return [
        {
          from,
          to: known ?? mention.host,
          dangling: known === undefined,
          mention,
          setting,
          confidence: worse(confidence, setting.confidence ?? 'sure'),
          nature: natureOf(mention, setting),
        },
      ];
    }),
  );
}

/** Does the link say so plainly what its target is that it counts more than a workload that only looks like a service? */
export function tellsKind({mention, nature, setting}: Link): boolean {
  if (mention.scheme !== undefined && schemes.has(mention.scheme)) return true;
  const byVariable = natureOfVariable(mention.variable) ?? natureOfVariable(setting.name);
  if (byVariable === undefined || byVariable.kind !== nature.kind) return false;
  if (mention.port !== undefined && ports.get(mention.port)?.[0] === byVariable.kind) return true;
  return (
    byVariable.kind === 'telemetry' && /otlp|otel|jaeger|zipkin|datadog|newrelic/.test(wordsOf(setting.name).join(''))
  );
}

function knownConfidence({shape, host, variable}: HostMention): Confidence | undefined {
  const said = says(variable);
  if (shape === 'address' || shape === 'named') return 'sure';
  if (said === 'perhaps') return 'likely';
  if (said !== 'unsaid') return undefined;
  const words = new Set(wordsOf(variable));
  return wordsOf(host).every((word) => words.has(word)) ? 'guess' : undefined;
}

function danglingConfidence({shape, host, port, scheme, variable}: HostMention): Confidence | undefined {
  if (saysOwnAddress(variable) || namesOnly.test(host)) return undefined;
  const found = sampleHost.test(host) ? 'guess' : 'likely';
  if (shape === 'address') {
    const plausible =
      scheme !== undefined || port === undefined || ports.has(port) || /host|perhaps/.test(says(variable));
    return plausible ? found : undefined;
  }
  return shape === 'named' && saysForeignHost(variable) && !fileEnding.test(host) ? found : undefined;
}

function natureOf(mention: HostMention, setting: Setting): Nature {
  const found = kindOfAddress(mention);
  return found.by === 'nothing' ? (natureOfVariable(setting.name) ?? found) : found;
}

/** Ports that stand in a variable of their own, by its name without PORT: `DB_PORT` belongs to `DB_HOST`. */
function portsOf(settings: readonly Setting[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const {name, value} of settings) {
    const words = wordsOf(name);
    if (words.at(-1) === 'port' && /^\d{1,5}$/.test(value)) found.set(words.slice(0, -1).join(' '), Number(value));
  }
  return found;
}

function portName(variable: string): string {
  return wordsOf(variable).slice(0, -1).join(' ');
}
